import type { Tone } from '../../parts/state-badge.tsx';

/** The fields of an invoice that its pages show. */
export interface Invoice {
  readonly id: string;
  readonly number: string | null;
  readonly status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void' | null;
  readonly total: number;
  readonly amount_due: number;
  readonly amount_paid: number;
  readonly amount_remaining: number;
  readonly subtotal: number;
  readonly currency: string;
  readonly customer: string;
  readonly customer_name: string | null;
  readonly customer_email: string | null;
  readonly created: number;
  readonly due_date: number | null;
  readonly description: string | null;
  readonly hosted_invoice_url?: string | null;
  readonly collection_method: string;
  readonly lines: { readonly data: readonly InvoiceLine[] };
  readonly metadata: Readonly<Record<string, string>>;
}

export interface InvoiceLine {
  readonly id: string;
  readonly description: string | null;
  readonly quantity: number | null;
  readonly amount: number;
  readonly currency: string;
}

export const INVOICE_TONES: Readonly<Record<NonNullable<Invoice['status']>, Tone>> = {
  draft: 'over',
  open: 'moving',
  paid: 'good',
  uncollectible: 'bad',
  void: 'over',
};
