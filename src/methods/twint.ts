import { reusableWallet } from './kinds/wallet.ts';

/** TWINT: the wallet of Swiss banks. */
export const twint = reusableWallet({
  type: 'twint',
  rank: 130,
  label: 'TWINT',
  currencies: ['chf'],
  countries: ['CH'],
  chargeDetails: (_method, _outcome, { mandate }) => ({ ...(mandate !== null && { mandate }) }),
});
