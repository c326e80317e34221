import { captureWithin } from './kinds/redirect.ts';
import { reusableWallet } from './kinds/wallet.ts';

/** Link: a wallet identified by an e-mail address. Choosing it approves the payment. */
export const link = reusableWallet({
  type: 'link',
  rank: 10,
  label: 'Link',
  currencies: 'all',
  countries: 'all',
  flow: 'immediate',
  moneyFlow: { payer: 'nothing', settlesAfterSeconds: 0, refunds: 'at_once' },
  actionSeconds: null,
  capture: captureWithin(7),
  requires: ['email'],
  defaultOptions: { persistent_token: null },
  setup: { defaultOptions: { persistent_token: null }, attemptDetails: () => ({}) },
  make: (data) => ({ details: { email: data.billing_details?.email || null }, instrument: { type: 'link' } }),
  chargeDetails: () => ({ country: 'US' }),
});
