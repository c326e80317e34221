import type { Context } from '../kernel/context.ts';
import { applyParams } from './apply.ts';
import { checkOwnerProvides } from './owner-provides.ts';
import type { AccountParams } from './params.ts';
import { settle } from './settle.ts';
import type { Account } from './type.ts';

/** The parameters that only the owner of an account provides, in Stripe's own form. */
const ASKED_OF_OWNERS = [
  'account_token',
  'bank_account',
  'business_type',
  'company',
  'documents',
  'external_account',
  'individual',
  'tos_acceptance',
];

/** Updates an account for its platform. Throws for what the owner of the account provides. */
export async function updateAccount(context: Context, current: Account, params: AccountParams): Promise<Account> {
  for (const name of Object.keys(params)) if (ASKED_OF_OWNERS.includes(name)) checkOwnerProvides(current, name);
  return provide(context, current, params);
}

/** As `updateAccount`, for the owner of the account, who may provide everything. */
export async function provide(context: Context, current: Account, params: AccountParams): Promise<Account> {
  return settle(context, current, await applyParams(context, current, params));
}
