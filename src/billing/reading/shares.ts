import { connectedAccountType } from '../../kernel/connected-account.ts';
import type { Context } from '../../kernel/context.ts';

/** The accounts that a call shares its payments with. */
interface Shares {
  readonly on_behalf_of?: string | null | undefined;
  readonly transfer_data?: '' | { readonly destination?: string | undefined } | null | undefined;
}

/** Throws for a merchant or a destination that is no connected account. `under` is the bracket path of the hash, '' for none. */
export async function checkShareAccounts({ work }: Context, shares: Shares, under = ''): Promise<void> {
  const at = (name: string, rest = '') => (under === '' ? `${name}${rest}` : `${under}[${name}]${rest}`);
  const accounts = work.for(work.world);
  const { on_behalf_of: merchant, transfer_data: transfer } = shares;
  if (merchant) await accounts.require(connectedAccountType, merchant, at('on_behalf_of'));
  const destination = transfer ? transfer.destination : undefined;
  if (destination) await accounts.require(connectedAccountType, destination, at('transfer_data', '[destination]'));
}
