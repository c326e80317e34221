import { captureWithin, PLAIN_SETUP } from './kinds/redirect.ts';
import { reusableWallet } from './kinds/wallet.ts';

/** Amazon Pay: the cards saved in an Amazon account. */
export const amazonPay = reusableWallet({
  type: 'amazon_pay',
  rank: 160,
  label: 'Amazon Pay',
  currencies: ['usd', 'eur', 'gbp', 'jpy', 'aud', 'chf', 'dkk', 'hkd', 'nok', 'nzd', 'sek'],
  countries: 'all',
  setup: { ...PLAIN_SETUP, defaultOptions: {} },
  capture: captureWithin(7),

  chargeDetails: (_method, outcome, payment) => {
    const card = outcome?.outcome === 'approved' ? outcome.card : undefined;
    return {
      funding: { ...(card && { card: { ...card, funding: 'credit' } }), type: card ? 'card' : null },
      transaction_id: payment.reference(19),
    };
  },
});
