import { unrefunded } from '../../../charges/refunds/refundable.ts';
import type { Charge } from '../../../charges/type.ts';
import type { EmbeddedTexts } from '../../../shared/texts/en/embedded.ts';
import type { Tone } from '../parts.ts';

/** The states of payments, by the names that a page's `defaultFilters` has for them. */
export type PaymentStatus = keyof EmbeddedTexts['paymentStatus'];

/** The state of a payment as its merchant sees it. */
export function statusOf(charge: Charge): PaymentStatus {
  if (charge.outcome?.type === 'blocked') return 'blocked';
  if (charge.status === 'failed') return 'failed';
  if (charge.disputed) return 'disputed';
  if (!charge.captured) return charge.refunded ? 'canceled' : 'uncaptured';
  const left = unrefunded(charge);
  if (left < charge.amount_captured) return left === 0 ? 'refunded' : 'partially_refunded';
  return charge.status === 'pending' ? 'pending' : 'successful';
}

export const TONES: Readonly<Record<PaymentStatus, Tone>> = {
  blocked: 'danger',
  canceled: 'neutral',
  disputed: 'warning',
  failed: 'danger',
  partially_refunded: 'neutral',
  pending: 'neutral',
  refunded: 'neutral',
  successful: 'success',
  uncaptured: 'warning',
};
