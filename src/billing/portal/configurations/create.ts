import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { mergeMetadata } from '../../../kernel/metadata.ts';
import type { ParamsOf } from '../../../kernel/operation.ts';
import type { FeatureParams } from './feature-params.ts';
import { NO_FEATURES, type Offer, withFeatures } from './features.ts';
import { type PortalConfiguration, portalConfigurations } from './type.ts';

type CreateParams = ParamsOf<'POST /v1/billing_portal/configurations'>;

/** The longest headline and name, in characters. */
const LONGEST_HEADLINE = 60;
const LONGEST_NAME = 100;
const LOGIN_CHARACTERS = 16;

/** The features of the configuration that is made for a world without one: those that need no choices of the merchant. */
const DEFAULT_FEATURES: FeatureParams = {
  customer_update: { allowed_updates: ['address', 'email', 'name', 'phone', 'tax_id'], enabled: true },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true },
};

/** Adds a configuration: https://docs.stripe.com/api/customer_portal/configurations/create */
export async function createConfiguration(
  context: Context,
  params: CreateParams,
  isDefault = false,
): Promise<PortalConfiguration> {
  const { work, caller } = context;
  const nothing: Offer = { features: NO_FEATURES, products: [] };
  const { features, products } = await withFeatures(context, nothing, params.features);
  const { business_profile: profile } = params;
  const login = work.newSecret(LOGIN_CHARACTERS);
  const configuration = work.insert(portalConfigurations, {
    id: work.newId(portalConfigurations.prefix),
    object: 'billing_portal.configuration',
    active: true,
    application: work.application,
    business_profile: {
      headline: checkHeadline(profile?.headline),
      privacy_policy_url: profile?.privacy_policy_url || null,
      terms_of_service_url: profile?.terms_of_service_url || null,
    },
    created: work.now,
    default_return_url: params.default_return_url || null,
    features,
    is_default: isDefault,
    livemode: false,
    login_page: loginPage(caller.baseUrl, work.account, login, params.login_page?.enabled ?? false),
    metadata: mergeMetadata({}, params.metadata),
    name: checkName(params.name),
    updated: work.now,
    internal: { products, login },
  });
  work.emit('billing_portal.configuration.created', configuration);
  return configuration;
}

/** The configuration of sessions that name none; the first of them makes it. */
export async function defaultConfiguration(context: Context): Promise<PortalConfiguration> {
  // One after another, so that two first sessions do not make two.
  await context.lock('billing_portal.configuration/default');
  const [found] = await context.work.list(portalConfigurations, { by: 'is_default/true', limit: 1 });
  return found ?? createConfiguration(context, { features: DEFAULT_FEATURES as CreateParams['features'] }, true);
}

/** The address where customers of the merchant open the portal by themselves, if it is switched on. */
export function loginPage(
  baseUrl: string,
  account: string,
  login: string,
  enabled: boolean,
): PortalConfiguration['login_page'] {
  return { enabled, url: enabled ? `${baseUrl}/p/login/${login}_${account.slice('acct_'.length)}` : null };
}

export function checkHeadline(headline: string | null | undefined): string | null {
  return checkLength(headline, LONGEST_HEADLINE, 'business_profile[headline]');
}

export function checkName(name: string | null | undefined): string | null {
  return checkLength(name, LONGEST_NAME, 'name');
}

function checkLength(text: string | null | undefined, most: number, param: string): string | null {
  if (!text) return null;
  if (text.length <= most) return text;
  throw invalidRequest(`This text has at most ${most} characters.`, { param });
}
