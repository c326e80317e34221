import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { mergeMetadata } from '../../../kernel/metadata.ts';
import type { ParamsOf } from '../../../kernel/operation.ts';
import { previousAttributes } from '../../../kernel/previous-attributes.ts';
import { resource } from '../../../kernel/resource.ts';
import { checkHeadline, checkName, createConfiguration, loginPage } from './create.ts';
import { withFeatures } from './features.ts';
import { type PortalConfiguration, portalConfigurations } from './type.ts';

type UpdateParams = ParamsOf<'POST /v1/billing_portal/configurations/{configuration}'>;

/** Features that the pages of the portal do not have. */
const NOT_YET = [
  'features[subscription_cancel][cancellation_reason][feedback_options]',
  'features[subscription_pause]',
  'features[subscription_update][billing_cycle_anchor]=now',
  'features[subscription_update][schedule_at_period_end]',
  'login_page[enabled]',
] as const;

export const portalConfigurationResource = resource(portalConfigurations, {
  collection: '/v1/billing_portal/configurations',
  item: '/v1/billing_portal/configurations/{configuration}',
  create: (context, params) => createConfiguration(context, params),
  retrieve: true,
  update: updateConfiguration,
  list: ({ active, is_default }) => ({ where: { active, is_default } }),
  options: { create: { notYet: [...NOT_YET] }, update: { notYet: [...NOT_YET] } },
  includes: {
    'features.subscription_update.products': async ({ work }, { id }) =>
      (await work.get(portalConfigurations, id))?.internal.products,
  },
});

async function updateConfiguration(
  context: Context,
  current: PortalConfiguration,
  params: UpdateParams,
): Promise<PortalConfiguration> {
  const { work, caller } = context;
  const { business_profile: profile, login_page: page, default_return_url: url, name } = params;
  const { active = current.active } = params;
  if (current.is_default && !active) {
    throw invalidRequest('The default configuration cannot be deactivated.', { param: 'active' });
  }
  const before = { features: current.features, products: current.internal.products };
  const { features, products } = await withFeatures(context, before, params.features ?? {});
  const changed: PortalConfiguration = {
    ...current,
    active,
    business_profile: profileWith(current.business_profile, profile),
    ...(url !== undefined && { default_return_url: url || null }),
    features,
    ...(page && { login_page: loginPage(caller.baseUrl, work.account, current.internal.login, page.enabled) }),
    metadata: mergeMetadata(current.metadata, params.metadata),
    ...(name !== undefined && { name: checkName(name) }),
    internal: { ...current.internal, products },
  };
  if (Object.keys(previousAttributes(current, changed)).length === 0 && products === before.products) return current;
  const updated = work.save<PortalConfiguration>({ ...changed, updated: work.now });
  work.emit('billing_portal.configuration.updated', updated, previousAttributes(current, updated));
  return updated;
}

function profileWith(
  current: PortalConfiguration['business_profile'],
  params: UpdateParams['business_profile'],
): PortalConfiguration['business_profile'] {
  const { headline, privacy_policy_url: privacy, terms_of_service_url: terms } = params ?? {};
  return {
    headline: headline === undefined ? current.headline : checkHeadline(headline),
    privacy_policy_url: privacy === undefined ? current.privacy_policy_url : privacy || null,
    terms_of_service_url: terms === undefined ? current.terms_of_service_url : terms || null,
  };
}
