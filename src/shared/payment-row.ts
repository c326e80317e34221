/** The states of a payment as people call them. */
export type PaymentState =
  | 'needs_response'
  | 'under_review'
  | 'dispute_won'
  | 'dispute_lost'
  | 'refund_pending'
  | 'refunded'
  | 'partially_refunded'
  | 'succeeded'
  | 'uncaptured'
  | 'processing'
  | 'canceled'
  | 'blocked'
  | 'failed'
  | 'incomplete';

/** A payment in a list, and the objects that it was made of: a PaymentIntent, a charge of the older API, or both. */
export interface PaymentRow {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly refunded: number;
  readonly captured: number;
  readonly state: PaymentState;
  readonly charge: string | null;
  readonly method: { readonly type: string; readonly brand: string | null; readonly last4: string | null } | null;
  readonly description: string | null;
  readonly customer: { readonly id: string; readonly name: string | null; readonly email: string | null } | null;
  /** Seconds since epoch. */
  readonly created: number;
  /** The reason of its failure. */
  readonly error: {
    readonly code: string | null;
    readonly decline_code: string | null;
    readonly message: string;
  } | null;
  /** The type of the payer's action that is waited for. */
  readonly waits_for: string | null;
  /** Seconds since epoch at which its hold ends. */
  readonly capture_before: number | null;
}
