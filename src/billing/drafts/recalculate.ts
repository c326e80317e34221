import type Stripe from 'stripe';
import { creditBalance } from '../../customers/balance/adjust.ts';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { DiscountTerms } from '../../products/amounts/discounts.ts';
import type { TaxAmount, TaxTerms } from '../../products/amounts/taxes.ts';
import { discountTerms } from '../../products/discounts/terms.ts';
import { type Discount, discounts } from '../../products/discounts/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import type { Invoice, InvoiceLine } from '../invoices/type.ts';
import { amountDue } from './amount-due.ts';
import { automaticRatesOf } from './automatic.ts';
import { linesOf, withLines } from './lines.ts';
import { type AddedLine, addUpInvoice } from './totals.ts';

/** Discounts that are not stored: those of a preview. */
export type KnownDiscounts = ReadonlyMap<string, Discount>;

/**
 * Computes all amounts of a draft from its lines, discounts, tax rates and its customer's balance. Does not save. Throws
 * for a discount or a rate that does not exist.
 */
export async function recalculate(
  context: Context,
  invoice: Invoice,
  customer: Customer,
  known: KnownDiscounts = new Map(),
): Promise<Invoice> {
  const { currency } = invoice;
  const lines = linesOf(invoice);
  const termsOf = (ids: readonly string[]) => loadDiscounts(context, ids, currency, known);
  const automatic = await automaticRatesOf(context, invoice, customer, lines);
  const ratesOf = (ids: readonly string[] | null, index: number) =>
    automatic === undefined ? loadRates(context, ids, invoice) : (automatic?.[index] ?? []).map(({ rate }) => rate);
  const totals = addUpInvoice({
    currency,
    lines: await Promise.all(
      lines.map(async (line, index) => ({
        amount: line.amount,
        product: line.pricing?.price_details.product ?? '',
        discountable: line.discountable,
        discounts: await termsOf(line.discounts),
        taxRates: await ratesOf(line.internal.taxRates, index),
        ...(line.internal.taxes && { taxes: line.internal.taxes.map(taxAmountOf) }),
        credits: (line.internal.credits ?? []).reduce((sum, { amount }) => sum + amount, 0),
      })),
    ),
    discounts: await termsOf(invoice.discounts),
    shipping: invoice.shipping_cost && {
      amount: invoice.shipping_cost.amount_subtotal,
      // The rates of the shipping come after those of the lines.
      taxRates: automatic?.[lines.length]?.map(({ rate }) => rate) ?? [],
    },
  });
  const usual = taxability(customer);
  const reasons = new Map((automatic ?? []).flat().map(({ rate, reason }) => [rate.id, reason]));
  const reason = (rate: string) => reasons.get(rate) ?? usual;
  const priced = withLines(
    invoice,
    lines.map((line, index) => withAmounts(line, totals.lines[index] as AddedLine, reason)),
  );
  const startingBalance = creditBalance(context, customer, currency);
  const { due } = amountDue(totals.total, startingBalance, currency);
  const credits = lines.flatMap((line) => creditsOf(line));
  return {
    ...priced,
    automatic_tax: {
      ...invoice.automatic_tax,
      status: automatic === undefined ? null : automatic ? 'complete' : 'requires_location_inputs',
    },
    amount_due: due,
    amount_remaining: due,
    amount_shipping: totals.shipping?.total ?? 0,
    shipping_cost: invoice.shipping_cost && {
      ...invoice.shipping_cost,
      amount_tax: (totals.shipping?.taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
      amount_total: totals.shipping?.total ?? 0,
    },
    starting_balance: startingBalance,
    subtotal: totals.subtotal,
    subtotal_excluding_tax: totals.subtotalExcludingTax,
    total: totals.total,
    total_discount_amounts: [...totals.discounts],
    total_excluding_tax: totals.totalExcludingTax,
    total_pretax_credit_amounts: [...totals.discounts.map(asPretaxCredit), ...credits],
    total_taxes: totals.taxes.map((tax) => asTax(tax, reason(tax.rate))),
  };
}

async function loadDiscounts(
  { work }: Context,
  ids: readonly string[],
  currency: string,
  known: KnownDiscounts,
): Promise<DiscountTerms[]> {
  const found: DiscountTerms[] = [];
  for (const id of ids) {
    const discount = known.get(id) ?? (await work.require(discounts, id));
    const terms = discountTerms(id, discount.internal.coupon, currency);
    if (terms) found.push(terms);
  }
  return found;
}

/** The rates of a line: its own, or the invoice's. An exempt customer pays none of them. */
async function loadRates({ work }: Context, ids: readonly string[] | null, invoice: Invoice): Promise<TaxTerms[]> {
  const rates: readonly TaxTerms[] =
    ids === null ? invoice.default_tax_rates : await Promise.all(ids.map((id) => work.require(taxRates, id)));
  const isExempt = invoice.customer_tax_exempt !== null && invoice.customer_tax_exempt !== 'none';
  return rates.map(({ id, percentage, inclusive }) => ({ id, percentage: isExempt ? 0 : percentage, inclusive }));
}

function taxability({ tax_exempt: exempt }: Customer): Stripe.Invoice.TotalTax['taxability_reason'] {
  if (exempt === 'exempt') return 'customer_exempt';
  return exempt === 'reverse' ? 'reverse_charge' : 'not_available';
}

function withAmounts(line: InvoiceLine, added: AddedLine, reason: (rate: string) => string): InvoiceLine {
  return {
    ...line,
    discount_amounts: [...added.discounts],
    pretax_credit_amounts: [...added.discounts.map(asPretaxCredit), ...creditsOf(line)],
    subtotal: line.amount,
    taxes: line.internal.taxes ? [...line.internal.taxes] : added.taxes.map((tax) => asTax(tax, reason(tax.rate))),
  };
}

function asPretaxCredit({ discount, amount }: { readonly discount: string; readonly amount: number }) {
  return { amount, discount, type: 'discount' as const };
}

function creditsOf({ internal }: InvoiceLine): Stripe.Invoice.TotalPretaxCreditAmount[] {
  return (internal.credits ?? []).map(({ amount, transaction }) => ({
    amount,
    credit_balance_transaction: transaction,
    type: 'credit_balance_transaction',
  }));
}

function asTax(tax: TaxAmount, reason: string): Stripe.InvoiceLineItem.Tax {
  return {
    amount: tax.amount,
    tax_behavior: tax.inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: tax.rate },
    taxability_reason: reason,
    taxable_amount: tax.taxable,
    type: 'tax_rate_details',
  };
}

function taxAmountOf(tax: Stripe.InvoiceLineItem.Tax): TaxAmount {
  return {
    rate: tax.tax_rate_details?.tax_rate ?? '',
    inclusive: tax.tax_behavior === 'inclusive',
    amount: tax.amount,
    taxable: tax.taxable_amount ?? 0,
  };
}
