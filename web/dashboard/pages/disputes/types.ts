import type { Tone } from '../../parts/state-badge.tsx';

/** The fields of a dispute that its pages show. */
export interface Dispute {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: string;
  readonly reason: string;
  readonly charge: string;
  readonly payment_intent: string | null;
  readonly created: number;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly evidence_details: {
    readonly due_by: number | null;
    readonly has_evidence: boolean;
    readonly submission_count: number;
    readonly past_due: boolean;
  };
  readonly metadata: Readonly<Record<string, string>>;
}

export function toneOfDispute(status: string): Tone {
  if (status.endsWith('needs_response')) return 'attention';
  if (status.endsWith('under_review')) return 'moving';
  if (status === 'won' || status === 'warning_closed' || status === 'prevented') return 'good';
  return status === 'lost' ? 'bad' : 'over';
}

/** Evidence that is a text, and that which is a file, by the API's names. */
export const EVIDENCE_TEXTS = [
  'product_description',
  'customer_name',
  'customer_email_address',
  'customer_purchase_ip',
  'billing_address',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'service_date',
  'access_activity_log',
  'refund_refusal_explanation',
  'cancellation_rebuttal',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'uncategorized_text',
] as const;

export const EVIDENCE_FILES = [
  'receipt',
  'customer_communication',
  'customer_signature',
  'shipping_documentation',
  'service_documentation',
  'refund_policy',
  'cancellation_policy',
  'duplicate_charge_documentation',
  'uncategorized_file',
] as const;
