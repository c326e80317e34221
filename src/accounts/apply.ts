import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { withBusinessProfile } from './business-profile.ts';
import { requestFrom } from './capabilities/request.ts';
import { blankCompany, withCompany } from './company.ts';
import { withDerivedSettings, withSettings } from './settings/settings.ts';
import { withAcceptance } from './tos-acceptance.ts';
import type { Account } from './type.ts';

/** The parameters that creating and updating an account share, older names included. */
export type AccountParams = Omit<Stripe.AccountUpdateParams, 'external_account'> & {
  /** The older way to request capabilities, by name. */
  readonly requested_capabilities?: readonly string[];
};

/**
 * Applies the parameters of a call to an account and to what is stored with it. The result still has to be settled.
 * Throws for whatever cannot be used.
 */
export async function applyParams(context: Context, current: Account, params: AccountParams): Promise<Account> {
  const { email, metadata } = params;
  const typed = withBusinessType(current, params);
  const plain: Account = {
    ...typed,
    ...(email !== undefined && { email: email || null }),
    ...(params.groups && { groups: { payments_pricing: params.groups.payments_pricing || null } }),
    metadata: mergeMetadata(current.metadata, metadata),
  };
  const profiled = withBusinessProfile(plain, params.business_profile);
  const company = await withCompany(context, profiled, params.company);
  const accepted = withAcceptance(company, params.tos_acceptance, context.work.worldNow);
  await requestFrom(context.work.for(current.id), accepted, params);
  return withDerivedSettings(await withSettings(context, accepted, params.settings));
}

/** The type of a business cannot change any more once it was submitted. */
function withBusinessType(current: Account, { business_type: type }: AccountParams): Account {
  if (type === undefined || type === current.business_type) return current;
  if (current.details_submitted) {
    throw invalidRequest(
      `The business type of ${current.id} is ${current.business_type}. It cannot be changed after the account's details were submitted.`,
      { param: 'business_type' },
    );
  }
  if (type === 'individual') return { ...current, business_type: type };
  const { individual: _, ...rest } = current;
  return { ...rest, business_type: type, company: current.company ?? blankCompany(current.country ?? '') };
}
