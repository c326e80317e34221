import type { PaymentMethod } from '../../payment-methods/type.ts';
import { asksIndianMandate } from './indian-mandate.ts';
import type { Intent } from './intent.ts';

/** Whether 3-D Secure is asked for, by the merchant or for an e-mandate, or left to the issuer. */
export function threeDSecureWish(intent: Intent, method: PaymentMethod): 'automatic' | 'any' | 'challenge' {
  const wish = intent.payment_method_options?.card?.request_three_d_secure;
  if (wish === 'challenge') return 'challenge';
  return wish === 'any' || asksIndianMandate(intent, method) ? 'any' : 'automatic';
}
