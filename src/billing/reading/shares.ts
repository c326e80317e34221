import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { pathOf } from '../../kernel/param-path.ts';
import { readPercentage } from '../../products/percentage.ts';
import { requireDestination } from '../../transfers/destination.ts';
import { requireMerchant } from '../../transfers/terms.ts';

/** The accounts that a call shares its payments with, and their shares. */
interface Shares {
  readonly on_behalf_of?: string | null | undefined;
  readonly application_fee_percent?: number | '' | null | undefined;
  readonly transfer_data?:
    | ''
    | { readonly destination?: string | undefined; readonly amount_percent?: number | null | undefined }
    | null
    | undefined;
}

/** Decimals of a share: https://docs.stripe.com/api/subscriptions/create */
const DECIMALS = 2;

/**
 * Throws for a merchant or a destination that cannot be one, and for shares below 0 or above 100 percent. `under` is the
 * bracket path of the hash, '' for none.
 */
export async function checkShares(context: Context, shares: Shares, under = ''): Promise<void> {
  const at = paramsUnder(under);
  const { on_behalf_of: merchant, transfer_data: transfer } = shares;
  if (merchant) await requireMerchant(context, merchant, at('on_behalf_of'));
  const destination = transfer ? transfer.destination : undefined;
  const percent = transfer ? transfer.amount_percent : undefined;
  if (typeof percent === 'number') {
    readPercentage(percent, { decimals: DECIMALS, param: at('transfer_data', '[amount_percent]') });
  }
  const { application_fee_percent: fee } = shares;
  if (typeof fee === 'number') readPercentage(fee, { decimals: DECIMALS, param: at('application_fee_percent') });
  if (destination) await requireDestination(context, destination, at('transfer_data', '[destination]'));
}

/** The terms that hold where a call leaves them out. */
type Current = Pick<Shares, 'application_fee_percent'> & {
  readonly transfer_data?: { readonly amount_percent?: number | null } | null;
};

/**
 * Throws for a fee that no account pays, and for one beside a part that is transferred. `under` is as for `checkShares`;
 * `current` are the terms before the call.
 */
export function checkFee({ work }: Context, shares: Shares, under = '', current: Current = {}): void {
  const at = paramsUnder(under);
  const { application_fee_percent: fee = current.application_fee_percent, transfer_data: transfer } = shares;
  if (typeof fee !== 'number') return;
  const sent = transfer === undefined ? current.transfer_data : transfer;
  if (work.connected === null && !sent) {
    throw invalidRequest(
      'Can only apply an application_fee_percent when the request is made on behalf of another account (using an OAuth key, the Stripe-Account header, or `transfer_data[destination]`).',
      { param: at('application_fee_percent') },
    );
  }
  if (!sent || typeof sent.amount_percent !== 'number') return;
  throw invalidRequest(
    'You may only specify one of these parameters: application_fee_percent, transfer_data[amount_percent].',
    { param: at('transfer_data', '[amount_percent]') },
  );
}

/** Names of parameters in a hash: `transfer_data`, or `subscription_data[transfer_data]`. */
function paramsUnder(under: string): (name: string, rest?: string) => string {
  return (name, rest = '') => pathOf(under, `${name}${rest}`);
}
