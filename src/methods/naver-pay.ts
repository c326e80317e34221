import type Stripe from 'stripe';
import { reusableKoreanWallet } from './kinds/korean.ts';

/** Naver Pay: cards saved with Naver, or its points. */
export const naverPay = reusableKoreanWallet({
  type: 'naver_pay',
  rank: 40,
  label: 'Naver Pay',

  make: (data) => ({
    details: { buyer_id: null, funding: (data as Stripe.PaymentMethodCreateParams).naver_pay?.funding ?? 'card' },
    instrument: { type: 'naver_pay' },
  }),
});
