import { captureWithin } from './kinds/redirect.ts';
import { reusableWallet } from './kinds/wallet.ts';

/** Revolut Pay: a Revolut account, or a card saved with it. */
export const revolutPay = reusableWallet({
  type: 'revolut_pay',
  rank: 150,
  label: 'Revolut Pay',
  currencies: ['gbp', 'eur', 'dkk', 'huf', 'pln', 'ron'],
  countries: 'all',
  capture: captureWithin(7),
  chargeDetails: (_method, _outcome, payment) => ({ transaction_id: payment.reference(16) }),
});
