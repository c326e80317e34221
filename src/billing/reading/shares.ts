import { connectedAccountType } from '../../kernel/connected-account.ts';
import type { Context } from '../../kernel/context.ts';
import { readPercentage } from '../../products/percentage.ts';

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
 * Throws for a merchant or a destination that is no connected account, and for shares below 0 or above 100 percent. `under`
 * is the bracket path of the hash, '' for none.
 */
export async function checkShares({ work }: Context, shares: Shares, under = ''): Promise<void> {
  const at = (name: string, rest = '') => (under === '' ? `${name}${rest}` : `${under}[${name}]${rest}`);
  const accounts = work.for(work.world);
  const { on_behalf_of: merchant, transfer_data: transfer } = shares;
  if (merchant) await accounts.require(connectedAccountType, merchant, at('on_behalf_of'));
  const destination = transfer ? transfer.destination : undefined;
  const percent = transfer ? transfer.amount_percent : undefined;
  if (typeof percent === 'number') {
    readPercentage(percent, { decimals: DECIMALS, param: at('transfer_data', '[amount_percent]') });
  }
  const { application_fee_percent: fee } = shares;
  if (typeof fee === 'number') readPercentage(fee, { decimals: DECIMALS, param: at('application_fee_percent') });
  if (destination) await accounts.require(connectedAccountType, destination, at('transfer_data', '[destination]'));
}
