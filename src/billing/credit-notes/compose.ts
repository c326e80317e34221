import type Stripe from 'stripe';
import { refunds } from '../../charges/refunds/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { DEFAULT_PAGE } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { notYet } from '../../kernel/not-yet.ts';
import { decimalOf, ONE } from '../../products/amounts/decimal.ts';
import { roundedAmount } from '../../products/amounts/rounding.ts';
import { taxesOf } from '../../products/amounts/taxes.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import { formatAmount } from '../../shared/currencies.ts';
import { linesOf } from '../drafts/lines.ts';
import type { Invoice, InvoiceLine } from '../invoices/type.ts';
import { notesOf } from '../reading/credit-notes.ts';
import { readTaxRates } from '../reading/tax-rates.ts';
import { partOf, settlementOf } from './split.ts';
import { type CreditNote, type CreditNoteLine, creditNotes, linesOfNote } from './type.ts';

/** The parameters that decide what a note credits; create and preview have them. */
export type NoteParams = Omit<Stripe.CreditNoteCreateParams, 'expand'>;
type GivenLine = Stripe.CreditNoteCreateParams.Line;

/**
 * Builds a credit note with all amounts and stores nothing: the one pipeline of new notes and previews. Throws for more
 * than what is left of the invoice, or of one of its lines.
 */
export async function composeNote(context: Context, invoice: Invoice, params: NoteParams): Promise<CreditNote> {
  const { work, caller, account } = context;
  checkCreditable(invoice);
  const before = await notesOf(context, invoice.id);
  const lines = await linesFor(context, invoice, before, params);
  const shipping = shippingFor(invoice, before, params);
  const sums = addUp(lines, shipping);
  checkLeft(invoice, before, sums.total);
  const { prePayment, postPayment, type } = settlementOf(sums.total, invoice.amount_remaining);
  checkSettled(params, await refundedBy(context, params), postPayment, invoice.currency);
  const id = work.newId(creditNotes.prefix);
  const key = work.newSecret(KEY_LENGTH);
  const embedded = lines.slice(0, DEFAULT_PAGE);
  return {
    id,
    object: 'credit_note',
    amount: sums.total,
    amount_shipping: shipping?.amount_total ?? 0,
    created: work.now,
    currency: invoice.currency,
    customer: invoice.customer ?? '',
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: sums.discount,
    discount_amounts: sums.discounts,
    effective_at: params.effective_at ?? work.now,
    invoice: invoice.id,
    lines: {
      object: 'list',
      data: embedded,
      has_more: lines.length > embedded.length,
      total_count: lines.length,
      url: `/v1/credit_notes/${id}/lines`,
    },
    livemode: false,
    memo: params.memo || null,
    metadata: mergeMetadata({}, params.metadata),
    number: `${invoice.number}-CN-${String(invoice.internal.creditNotes + 1).padStart(2, '0')}`,
    out_of_band_amount: params.out_of_band_amount ?? null,
    pdf: `${caller.baseUrl}/cn/${account.id}/test_${id.slice('cn_'.length)}${key}/pdf`,
    post_payment_amount: postPayment,
    pre_payment_amount: prePayment,
    pretax_credit_amounts: sums.discounts.map(({ amount, discount }) => ({
      amount,
      discount,
      type: 'discount' as const,
    })),
    reason: params.reason ?? null,
    refunds: [],
    shipping_cost: shipping,
    status: 'issued',
    subtotal: sums.subtotal,
    subtotal_excluding_tax: sums.subtotal - sums.inclusive,
    total: sums.total,
    total_excluding_tax: sums.total - sums.tax,
    total_taxes: sums.taxes,
    type,
    voided_at: null,
    internal: { key, more: lines.slice(DEFAULT_PAGE) },
  };
}

const KEY_LENGTH = 24;

function checkCreditable({ status }: Invoice): void {
  if (status === 'open' || status === 'paid' || status === 'uncollectible') return;
  throw invalidRequest(
    `Credit notes can only be created for invoices that are open or paid. This one has the status ${status}.`,
    { param: 'invoice' },
  );
}

function checkLeft(invoice: Invoice, before: readonly CreditNote[], total: number): void {
  const left = invoice.total - before.reduce((sum, note) => sum + note.total, 0);
  if (total < 1) {
    throw invalidRequest('The amount of a credit note must be greater than 0.', { param: 'amount' });
  }
  if (total <= left) return;
  throw invalidRequest(
    `The credit note amount (${formatAmount(total, invoice.currency)}) is more than what is left to credit of this invoice (${formatAmount(Math.max(left, 0), invoice.currency)}).`,
    { param: 'amount' },
  );
}

/** The part of a payment that goes back has to be given to the unit: to the balance, as a refund, or elsewhere. */
function checkSettled(params: NoteParams, refunded: number, postPayment: number, currency: string): void {
  const given = (params.credit_amount ?? 0) + (params.refund_amount ?? 0) + (params.out_of_band_amount ?? 0) + refunded;
  for (const name of ['credit_amount', 'refund_amount', 'out_of_band_amount'] as const) {
    if ((params[name] ?? 0) < 0)
      throw invalidRequest('This value must be greater than or equal to 0.', { param: name });
  }
  if (given === postPayment) return;
  throw invalidRequest(
    `The sum of credit_amount, refund_amount, out_of_band_amount and refunds (${formatAmount(given, currency)}) must equal the amount of the credit note that was already paid (${formatAmount(postPayment, currency)}).`,
  );
}

/** The amount of the refunds that a note names. */
async function refundedBy({ work }: Context, { refunds: given = [] }: NoteParams): Promise<number> {
  let sum = 0;
  for (const [index, { amount_refunded: amount, payment_record_refund: recorded, refund }] of given.entries()) {
    if (recorded) throw notYet(`refunds[${index}][payment_record_refund]`);
    sum += amount ?? (await work.require(refunds, refund ?? '', `refunds[${index}][refund]`)).amount;
  }
  return sum;
}

async function linesFor(
  context: Context,
  invoice: Invoice,
  before: readonly CreditNote[],
  params: NoteParams,
): Promise<CreditNoteLine[]> {
  const { amount, lines, shipping_cost: shipping } = params;
  if (amount === undefined && lines === undefined && shipping === undefined) {
    throw parameterMissing('amount');
  }
  if (lines === undefined) {
    const rest = shipping === undefined ? (amount ?? 0) : 0;
    return rest === 0 && amount === undefined ? [] : [plainLine(context, rest)];
  }
  const found: CreditNoteLine[] = [];
  for (const [index, line] of lines.entries()) {
    const under = `lines[${index}]`;
    const earlier = [...before.flatMap(linesOfNote), ...found];
    found.push(
      line.type === 'invoice_line_item'
        ? await ofInvoiceLine(context, invoice, earlier, line, under)
        : await ofOwn(context, invoice, line, under),
    );
  }
  return found;
}

/** A note over an amount alone has one line of it, without tax. */
function plainLine(context: Context, amount: number): CreditNoteLine {
  return newLine(context, { type: 'custom_line_item', amount, quantity: 1, unit: String(amount), description: null });
}

function newLine(
  { work }: Context,
  given: {
    readonly type: 'custom_line_item' | 'invoice_line_item';
    readonly amount: number;
    readonly quantity: number | null;
    readonly unit: string | null;
    readonly description: string | null;
    readonly metadata?: GivenLine['metadata'];
    readonly rest?: Partial<CreditNoteLine>;
  },
): CreditNoteLine {
  return {
    id: work.newId('cnli'),
    object: 'credit_note_line_item',
    amount: given.amount,
    description: given.description,
    discount_amount: 0,
    discount_amounts: [],
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    pretax_credit_amounts: [],
    quantity: given.quantity,
    tax_rates: [],
    taxes: [],
    type: given.type,
    unit_amount: given.unit !== null && /^\d+$/.test(given.unit) ? Number(given.unit) : null,
    unit_amount_decimal: given.unit,
    ...given.rest,
  };
}

/** A part of a line of the invoice, with the same part of its discounts and taxes. */
async function ofInvoiceLine(
  context: Context,
  invoice: Invoice,
  earlier: readonly CreditNoteLine[],
  given: GivenLine,
  under: string,
): Promise<CreditNoteLine> {
  const line = findLine(invoice, given.invoice_line_item, `${under}[invoice_line_item]`);
  const amount = creditedAmount(line, given, under);
  const before = earlier.reduce((sum, one) => sum + (one.invoice_line_item === line.id ? one.amount : 0), 0);
  if (before + amount > line.amount) {
    throw invalidRequest(
      `The line ${line.id} has ${formatAmount(line.amount - before, invoice.currency)} left to credit.`,
      { param: `${under}[amount]` },
    );
  }
  const part = (whole: number) => partOf(whole, line.amount, before, amount);
  const discounts = (line.discount_amounts ?? []).map(({ amount: whole, discount }) => ({
    amount: part(whole),
    discount: typeof discount === 'string' ? discount : discount.id,
  }));
  const discounted = discounts.reduce((sum, one) => sum + one.amount, 0);
  const rates = given.tax_rates ? await readTaxRates(context, given.tax_rates, `${under}[tax_rates]`) : null;
  return newLine(context, {
    type: 'invoice_line_item',
    amount,
    quantity: given.quantity ?? null,
    unit: null,
    description: line.description,
    metadata: given.metadata,
    rest: {
      discount_amount: discounted,
      discount_amounts: discounts,
      invoice_line_item: line.id,
      pretax_credit_amounts: discounts.map((one) => ({ ...one, type: 'discount' as const })),
      tax_rates: rates ?? (await ratesOfLine(context, line)),
      taxes:
        givenTaxes(given) ??
        (rates
          ? taxesOn(amount - discounted, rates, invoice.currency)
          : (line.taxes ?? []).map((tax) => ({
              ...tax,
              amount: part(tax.amount),
              taxable_amount: tax.taxable_amount === null ? null : part(tax.taxable_amount),
            }))),
    },
  });
}

function findLine(invoice: Invoice, id: string | undefined, param: string): InvoiceLine {
  if (id === undefined) throw parameterMissing(param);
  const line = linesOf(invoice).find((one) => one.id === id);
  if (line) return line;
  throw resourceMissing('invoice line item', id, param, 400);
}

function creditedAmount(line: InvoiceLine, { amount, quantity }: GivenLine, under: string): number {
  if ((amount === undefined) === (quantity === undefined)) {
    throw invalidRequest('You must specify either `amount` or `quantity` of the line to credit.', {
      param: `${under}[amount]`,
    });
  }
  if (amount !== undefined) {
    if (amount >= 1) return amount;
    throw invalidRequest('This value must be greater than or equal to 1.', { param: `${under}[amount]` });
  }
  const all = line.quantity ?? 1;
  const wanted = quantity ?? 0;
  if (wanted < 1 || wanted > all) {
    throw invalidRequest(`The quantity to credit must be between 1 and ${all}.`, { param: `${under}[quantity]` });
  }
  return partOf(line.amount, all, 0, wanted);
}

/** A line that the invoice does not have. */
async function ofOwn(context: Context, invoice: Invoice, given: GivenLine, under: string): Promise<CreditNoteLine> {
  if (given.invoice_line_item !== undefined || given.amount !== undefined) {
    const param = given.amount === undefined ? 'invoice_line_item' : 'amount';
    throw invalidRequest(`\`${param}\` can only be used with \`type=invoice_line_item\`.`, {
      param: `${under}[${param}]`,
    });
  }
  const unit = given.unit_amount === undefined ? given.unit_amount_decimal : given.unit_amount;
  if (unit === undefined) throw parameterMissing(`${under}[unit_amount]`);
  if (given.description === undefined) throw parameterMissing(`${under}[description]`);
  const quantity = given.quantity ?? 1;
  const amount = roundedAmount(decimalOf(String(unit)) * BigInt(quantity), ONE, invoice.currency);
  const rates = await readTaxRates(context, given.tax_rates || [], `${under}[tax_rates]`);
  return newLine(context, {
    type: 'custom_line_item',
    amount,
    quantity,
    unit: String(unit),
    description: given.description,
    metadata: given.metadata,
    rest: { tax_rates: rates, taxes: givenTaxes(given) ?? taxesOn(amount, rates, invoice.currency) },
  });
}

function taxesOn(amount: number, rates: readonly Stripe.TaxRate[], currency: string): Stripe.CreditNoteLineItem.Tax[] {
  return taxesOf(amount, rates, currency).map((tax) => ({
    amount: tax.amount,
    tax_behavior: tax.inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: tax.rate },
    taxability_reason: 'not_available',
    taxable_amount: tax.taxable,
    type: 'tax_rate_details',
  }));
}

function givenTaxes({ tax_amounts: given }: GivenLine): Stripe.CreditNoteLineItem.Tax[] | undefined {
  if (!given) return undefined;
  return given.map(({ amount, tax_rate, taxable_amount }) => ({
    amount,
    tax_behavior: 'exclusive',
    tax_rate_details: { tax_rate },
    taxability_reason: 'not_available',
    taxable_amount,
    type: 'tax_rate_details',
  }));
}

async function ratesOfLine({ work }: Context, { taxes }: InvoiceLine): Promise<Stripe.TaxRate[]> {
  const ids = (taxes ?? []).flatMap(({ tax_rate_details: details }) => (details ? [details.tax_rate] : []));
  return Promise.all(ids.map((id) => work.require(taxRates, id)));
}

/** The shipping of the invoice is credited as a whole, once. */
function shippingFor(
  invoice: Invoice,
  before: readonly CreditNote[],
  { shipping_cost: given }: NoteParams,
): CreditNote['shipping_cost'] {
  if (given === undefined) return null;
  const cost = invoice.shipping_cost;
  if (!cost || before.some((note) => note.shipping_cost !== null)) {
    throw invalidRequest('This invoice has no shipping cost that is left to credit.', { param: 'shipping_cost' });
  }
  return { ...cost, taxes: [] };
}

/** The sums of a note. Amounts are in the smallest unit. */
function addUp(lines: readonly CreditNoteLine[], shipping: CreditNote['shipping_cost']) {
  const sum = (amountOf: (line: CreditNoteLine) => number) => lines.reduce((all, line) => all + amountOf(line), 0);
  const taxSum = (line: CreditNoteLine, behavior: string) =>
    (line.taxes ?? []).reduce((all, tax) => all + (tax.tax_behavior === behavior ? tax.amount : 0), 0);
  const sent = shipping?.amount_total ?? 0;
  const discount = sum((line) => line.discount_amount);
  const inclusive = sum((line) => taxSum(line, 'inclusive'));
  const exclusive = sum((line) => taxSum(line, 'exclusive'));
  const subtotal = sum((line) => line.amount) + sent;
  return {
    subtotal,
    discount,
    inclusive,
    tax: inclusive + exclusive,
    total: subtotal - discount + exclusive,
    discounts: merged(lines.flatMap((line) => line.discount_amounts)),
    taxes: mergedTaxes(lines.flatMap((line) => line.taxes ?? [])),
  };
}

function merged(amounts: readonly Stripe.CreditNote.DiscountAmount[]): { amount: number; discount: string }[] {
  const sums = new Map<string, number>();
  for (const { amount, discount } of amounts) {
    const id = typeof discount === 'string' ? discount : discount.id;
    sums.set(id, (sums.get(id) ?? 0) + amount);
  }
  return [...sums].map(([discount, amount]) => ({ amount, discount }));
}

function mergedTaxes(taxes: readonly Stripe.CreditNoteLineItem.Tax[]): Stripe.CreditNote.TotalTax[] {
  const sums = new Map<string, Stripe.CreditNote.TotalTax>();
  for (const tax of taxes) {
    const rate = tax.tax_rate_details?.tax_rate ?? '';
    const found = sums.get(rate);
    sums.set(rate, {
      ...tax,
      amount: tax.amount + (found?.amount ?? 0),
      taxable_amount: (tax.taxable_amount ?? 0) + (found?.taxable_amount ?? 0),
    });
  }
  return [...sums.values()];
}
