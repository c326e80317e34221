import { reusableKoreanWallet } from './kinds/korean.ts';

/** The simulated payer's card. It appears on the charge only after the payment. */
const CARD = { brand: 'hyundai', last4: '1234' };

/** Cards issued in South Korea, on the page of their issuer. */
export const krCard = reusableKoreanWallet({
  type: 'kr_card',
  rank: 30,
  label: 'Korean cards',
  formLabel: '한국 카드 · Korean card',

  make: () => ({ details: { brand: null, last4: null }, instrument: { type: 'kr_card' } }),

  chargeDetails: (_method, _outcome, payment) => ({
    ...CARD,
    buyer_id: payment.reference(16),
    transaction_id: payment.reference(20),
  }),
});
