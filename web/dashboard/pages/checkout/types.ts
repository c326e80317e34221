import type { Tone } from '../../parts/state-badge.tsx';

/** The fields of a Checkout Session that its pages show. */
export interface CheckoutSession {
  readonly id: string;
  readonly status: 'open' | 'complete' | 'expired' | null;
  readonly mode: string;
  readonly amount_total: number | null;
  readonly currency: string | null;
  readonly created: number;
  readonly expires_at: number;
  readonly url: string | null;
  readonly payment_status: string;
  readonly payment_intent: string | null;
  readonly customer: string | null;
  readonly customer_details: { readonly email: string | null } | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export const SESSION_TONES: Readonly<Record<'open' | 'complete' | 'expired', Tone>> = {
  open: 'moving',
  complete: 'good',
  expired: 'over',
};
