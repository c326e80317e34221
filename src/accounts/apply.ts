import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { checkCurrency } from '../kernel/money.ts';
import { withAccountToken } from './account-token.ts';
import { withBusinessProfile } from './business-profile.ts';
import { requestFrom } from './capabilities/request.ts';
import { blankCompany, withCompany } from './company.ts';
import { withDocuments } from './documents.ts';
import { replaceExternalAccount } from './external-accounts/replace.ts';
import { filled } from './fill.ts';
import type { AccountParams } from './params.ts';
import { provideIndividual } from './persons/provide-individual.ts';
import { rulesOf } from './requirements/country-rules.ts';
import { withDerivedSettings, withSettings } from './settings/settings.ts';
import { withAcceptance } from './tos-acceptance.ts';
import type { Account } from './type.ts';

/**
 * Applies the parameters of a call to an account and to what is stored with it. The result still has to be settled.
 * Throws for whatever cannot be used.
 */
export async function applyParams(context: Context, current: Account, given: AccountParams): Promise<Account> {
  const { sent: params, numbers } = await withAccountToken(context, given);
  const { email, metadata } = params;
  const typed = withBusinessType(current, params);
  const plain: Account = {
    ...typed,
    ...(email !== undefined && { email: email || null }),
    ...(params.default_currency && { default_currency: settlementCurrency(current, params.default_currency) }),
    ...(params.groups && { groups: { payments_pricing: params.groups.payments_pricing || null } }),
    metadata: mergeMetadata(current.metadata, metadata),
    ...(params.v2 && { internal: { ...typed.internal, v2: params.v2 } }),
  };
  const profiled = withBusinessProfile(plain, params.business_profile);
  const company = await withCompany(context, profiled, params.company, numbers.company);
  const documented = await withDocuments(context, company, params.documents);
  const accepted = withAcceptance(documented, params.tos_acceptance, context.work.worldNow);
  checkIndividual(accepted, params);
  await provideIndividual(context, accepted, params.individual, numbers.individual);
  await replaceExternalAccount(context, accepted, params);
  await requestFrom(context.work.for(current.id), accepted, params);
  const settled = withDerivedSettings(await withSettings(context, accepted, params.settings));
  return filled('account', withCompanyName(settled));
}

/** The currency that an account's funds are kept in. Throws for one that banks of its country do not take. */
function settlementCurrency({ country = '' }: Account, given: string): string {
  const currency = checkCurrency(given, 'default_currency');
  const rules = rulesOf(country);
  if (currency === rules?.currency || rules?.bankCurrencies?.includes(currency)) return currency;
  throw invalidRequest(`Accounts in ${country} cannot have ${currency} as their default currency.`, {
    param: 'default_currency',
  });
}

/** A company that gives no other name to its business has its own. */
function withCompanyName(account: Account): Account {
  const { business_profile: profile, company } = account;
  if (!profile || profile.name !== null || !company?.name || account.business_type === 'individual') return account;
  return { ...account, business_profile: { ...profile, name: company.name } };
}

/** A person is given for an account that is of one; the persons of a company are objects of their own. */
function checkIndividual({ business_type: type }: Account, { individual }: AccountParams): void {
  if (individual === undefined || type === 'individual') return;
  throw invalidRequest(
    'The parameter `individual` needs `business_type` to be `individual`. Create the persons of a company with POST /v1/accounts/{account}/persons.',
    { param: 'individual' },
  );
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
