import type Stripe from 'stripe';
import { taxIds } from '../../customers/tax-ids/type.ts';
import type { Customer } from '../../customers/type.ts';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { MOST_EMBEDDED } from '../../kernel/list.ts';
import type { Invoice, InvoiceLine } from '../invoices/type.ts';
import { withLines } from './lines.ts';
import { lineOfItem } from './of-item.ts';
import { type KnownDiscounts, recalculate } from './recalculate.ts';
import type { InvoiceTerms, LineTerms, ReachedThresholds } from './type.ts';

/** Seconds between an automatic draft and its finalization, in which it can be changed. */
export const DRAFT_SECONDS = 3_600;

/**
 * Builds an invoice from its terms, with all amounts, and stores nothing: the one pipeline of drafts and previews. `id` is
 * the draft's, or that of a preview.
 */
export async function composeInvoice(
  context: Context,
  terms: InvoiceTerms,
  id: string,
  known?: KnownDiscounts,
): Promise<Invoice> {
  const plain = await blankInvoice(context, terms, id);
  const blank = terms.complete ? await terms.complete(plain) : plain;
  const all = [...(terms.items ?? []).map(lineOfItem), ...terms.lines];
  const lines = all.map((line) => newLine(context, blank, line));
  const reasoned = terms.thresholds ? { ...blank, threshold_reason: reasonOf(terms.thresholds, lines) } : blank;
  return recalculate(context, withLines(reasoned, lines), terms.customer, known);
}

function reasonOf({ amount, usage }: ReachedThresholds, lines: readonly InvoiceLine[]): Stripe.Invoice.ThresholdReason {
  return {
    amount_gte: amount,
    item_reasons: [...usage].map(([item, gte]) => ({
      line_item_ids: lines
        .filter(({ parent }) => parent?.subscription_item_details?.subscription_item === item)
        .map(({ id }) => id),
      usage_gte: gte,
    })),
  };
}

/** A line of an invoice, from its terms. Its discounts and taxes are computed by `recalculate`. */
export function newLine({ work }: Context, { id, currency }: Pick<Invoice, 'id' | 'currency'>, terms: LineTerms) {
  const line: InvoiceLine = {
    id: work.newId('il'),
    object: 'line_item',
    amount: terms.amount,
    currency,
    description: terms.description,
    discount_amounts: [],
    discountable: terms.discountable ?? true,
    discounts: [...(terms.discounts ?? [])],
    invoice: id,
    livemode: false,
    metadata: terms.metadata ?? {},
    parent: terms.parent,
    period: terms.period,
    pretax_credit_amounts: [],
    pricing: terms.pricing,
    quantity: terms.quantity,
    quantity_decimal: terms.quantity === null ? null : String(terms.quantity),
    subscription: terms.subscription ?? null,
    subtotal: terms.amount,
    taxes: [],
    internal: {
      taxRates: terms.taxRates ?? null,
      ...(terms.metered && { metered: true }),
      ...(terms.tax && { tax: terms.tax }),
      ...(terms.usedBefore !== undefined && { usedBefore: terms.usedBefore }),
    },
  };
  return line;
}

async function blankInvoice(context: Context, terms: InvoiceTerms, id: string): Promise<Invoice> {
  const { work, account } = context;
  const { customer, period, collectionMethod = 'charge_automatically', daysUntilDue = null } = terms;
  const now = work.now;
  const sent = collectionMethod === 'send_invoice';
  const dueDate = terms.dueDate ?? (sent && daysUntilDue !== null ? dueAfter(now, daysUntilDue) : null);
  const finalizesAt = terms.autoAdvance ? (terms.finalizesAt ?? now + DRAFT_SECONDS) : null;
  const invoice: Invoice = {
    id,
    object: 'invoice',
    account_country: account.country,
    account_name: account.displayName,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_paid_off_stripe: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: work.application,
    attempt_count: 0,
    attempted: false,
    auto_advance: terms.autoAdvance,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: finalizesAt,
    billing_reason: terms.billingReason,
    collection_method: collectionMethod,
    created: now,
    currency: terms.currency,
    custom_fields: customer.invoice_settings.custom_fields,
    customer: customer.id,
    customer_account: null,
    ...(await snapshotOf(context, customer)),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [...(terms.defaultTaxRates ?? [])],
    description: null,
    discounts: [...(terms.discounts ?? [])],
    due_date: sent ? dueDate : null,
    effective_at: null,
    ending_balance: null,
    footer: customer.invoice_settings.footer,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, total_count: 0, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: terms.autoAdvance && !sent ? finalizesAt : null,
    number: null,
    on_behalf_of: null,
    parent: terms.parent ?? null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: period?.end ?? now,
    period_start: period?.start ?? now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: typeof customer.test_clock === 'string' ? customer.test_clock : null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: now,
    ...terms.fields,
    internal: {
      key: work.newSecret(PAGE_KEY_LENGTH),
      more: [],
      terms: {},
      daysUntilDue: terms.dueDate ? null : daysUntilDue,
      balanceApplied: 0,
      creditNotes: 0,
      ...terms.internal,
    },
  };
  return invoice;
}

/** Characters of the secret in the address of an invoice's page. */
const PAGE_KEY_LENGTH = 24;

/** The moment until which a sent invoice is to be paid, in seconds since epoch. */
export function dueAfter(moment: number, days: number): number {
  return moment + days * DAY_SECONDS;
}

/** Fields of the customer that an invoice repeats; it is fixed at finalization. */
export async function snapshotOf(
  { work }: Context,
  customer: Customer,
): Promise<
  Pick<
    Invoice,
    | 'customer_address'
    | 'customer_email'
    | 'customer_name'
    | 'customer_phone'
    | 'customer_shipping'
    | 'customer_tax_exempt'
    | 'customer_tax_ids'
  >
> {
  const numbers = await work.list(taxIds, { by: `customer/${customer.id}`, limit: MOST_EMBEDDED });
  return {
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? null,
    customer_tax_ids: numbers.map(({ type, value }) => ({ type, value })),
  };
}
