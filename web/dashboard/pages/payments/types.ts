import type { PaymentState } from '../../../../src/shared/payment-row.ts';
import type { Tone } from '../../parts/state-badge.tsx';

/** The fields of a PaymentIntent that its page shows. */
export interface Intent {
  readonly id: string;
  readonly object: string;
  readonly status: string;
  readonly amount: number;
  readonly amount_capturable?: number;
  readonly amount_received?: number;
  readonly currency: string;
  readonly created: number;
  readonly canceled_at?: number | null;
  readonly cancellation_reason?: string | null;
  readonly description: string | null;
  readonly receipt_email: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly next_action?: { readonly type: string; readonly redirect_to_url?: { readonly url: string } } | null;
  readonly payment_method_types?: readonly string[];
  readonly statement_descriptor?: string | null;
}

/** The fields of a charge that the page of its payment shows. */
export interface ChargeFacts {
  readonly id: string;
  readonly amount: number;
  readonly amount_captured: number;
  readonly captured: boolean;
  readonly created: number;
  readonly currency: string;
  readonly status: string;
  readonly description: string | null;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly outcome: { readonly reason: string | null; readonly seller_message: string | null } | null;
  readonly calculated_statement_descriptor: string | null;
  readonly receipt_email: string | null;
  readonly receipt_number: string | null;
  readonly receipt_url: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly balance_transaction: BalanceTransaction | string | null;
  readonly payment_method_details: Readonly<Record<string, unknown>> & { readonly type: string };
}

export interface BalanceTransaction {
  readonly id: string;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  readonly currency: string;
  readonly available_on: number;
  readonly status: string;
}

/** The fields of a dispute that the page of its payment shows. */
export interface DisputeFacts {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly reason: string;
  readonly status: string;
}

export interface Refund {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly status: string;
  readonly reason: string | null;
}

export const TONES: Readonly<Record<PaymentState, Tone>> = {
  needs_response: 'attention',
  under_review: 'moving',
  dispute_won: 'good',
  dispute_lost: 'bad',
  refund_pending: 'moving',
  refunded: 'over',
  partially_refunded: 'over',
  succeeded: 'good',
  uncaptured: 'attention',
  processing: 'moving',
  canceled: 'over',
  blocked: 'bad',
  failed: 'bad',
  incomplete: 'over',
};
