import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { settle } from './settle.ts';
import type { Account } from './type.ts';

type Params = Stripe.AccountRejectParams;

/** The reason that requirements show, by the reason of the call, which may be an older one. */
const SHOWN: Readonly<Record<string, string>> = {
  fraud: 'fraud',
  other: 'other',
  terms_of_service: 'terms_of_service',
};

/**
 * Rejects an account: it can neither take payments nor be paid out any more, unless `payouts_action` leaves payouts as
 * they are. Throws unless the platform bears the account's losses.
 */
export async function rejectAccount(context: Context, account: Account, params: Params): Promise<Account> {
  checkLiable(account);
  const reason = SHOWN[params.reason] ?? (params.reason.startsWith('fraud') ? 'platform_fraud' : 'platform_other');
  const internal = {
    ...account.internal,
    rejected: { reason, keepsPayouts: params.payouts_action === 'none' },
  };
  return settle(context, account, { ...account, internal });
}

/** Takes a rejection back. */
export async function unrejectAccount(context: Context, account: Account): Promise<Account> {
  const { rejected, ...internal } = account.internal;
  if (rejected === undefined) throw invalidRequest('The account is not rejected.');
  return settle(context, account, { ...account, internal });
}

function checkLiable({ controller }: Account): void {
  if (controller?.losses?.payments === 'application') return;
  throw invalidRequest(
    'Only accounts whose losses the platform bears (`controller[losses][payments]=application`) can be rejected.',
  );
}
