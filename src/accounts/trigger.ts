import type { Context } from '../kernel/context.ts';
import type { Aftermath } from '../network/type.ts';
import { accountOf } from './find.ts';
import { settle } from './settle.ts';
import type { Account } from './type.ts';

/** The consequences of a payment for the account that took it. */
export type AccountAftermath = Extract<Aftermath, `account_${string}`>;

/**
 * Has a payment's consequence happen to the account that took it: what is asked for later falls due, or payments or
 * payouts are paused. Does nothing to an account that has not submitted its details.
 */
export async function triggerRequirements(context: Context, id: string, aftermath: AccountAftermath): Promise<void> {
  const account = await accountOf(context.work, id);
  if (!account?.details_submitted) return;
  await settle(context, account, { ...account, internal: afterwards(account.internal, aftermath) });
}

function afterwards(internal: Account['internal'], aftermath: AccountAftermath): Account['internal'] {
  const paused = internal.paused ?? [];
  switch (aftermath) {
    case 'account_requirements_due':
      return { ...internal, asksAll: true };
    case 'account_charges_blocked':
      return { ...internal, paused: [...paused, 'charges'] };
    case 'account_payouts_blocked':
      return { ...internal, paused: [...paused, 'payouts'] };
  }
}
