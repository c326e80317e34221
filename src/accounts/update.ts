import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { type AccountParams, applyParams } from './apply.ts';
import { isCollectedByPlatform } from './controller.ts';
import { settle } from './settle.ts';
import type { Account } from './type.ts';

/** What Stripe's own form asks the owner of an account for: the platform cannot write it any more then. */
const COLLECTED = ['business_type', 'company', 'external_account', 'individual', 'tos_acceptance'] as const;

/** Updates an account for its platform. Throws for what the owner of the account provides. */
export async function updateAccount(context: Context, current: Account, params: AccountParams): Promise<Account> {
  if (current.internal.ownerCollects && !isCollectedByPlatform(current)) checkOwned(params);
  return settle(context, current, await applyParams(context, current, params));
}

function checkOwned(params: AccountParams): void {
  const sent: object = params;
  const param = COLLECTED.find((name) => name in sent);
  if (param === undefined) return;
  throw invalidRequest(
    `You cannot update \`${param}\` of this account: its owner provides it in onboarding. Create an account link for them.`,
    { param },
  );
}
