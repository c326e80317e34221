import { applyDiscounts, type DiscountAmount, type DiscountTerms } from '../../products/amounts/discounts.ts';
import { type TaxAmount, type TaxTerms, taxesOf } from '../../products/amounts/taxes.ts';

/** A line to add up: its amount before discounts and exclusive taxes, which is negative for credits. */
export interface LineToAdd {
  readonly amount: number;
  readonly product: string;
  readonly discountable: boolean;
  /** Its own discounts, which come before those of the invoice. */
  readonly discounts: readonly DiscountTerms[];
  readonly taxRates: readonly TaxTerms[];
  /** Taxes that the merchant computed, in place of rates. */
  readonly taxes?: readonly TaxAmount[];
  /** Billing credits that pay a part of it before taxes. */
  readonly credits: number;
}

/** A line added up. Amounts have the sign of the line. */
export interface AddedLine {
  /** Net of its own discounts only. */
  readonly subtotal: number;
  readonly subtotalExcludingTax: number;
  /** All that is taken off it, its own discounts first. */
  readonly discounts: readonly DiscountAmount[];
  readonly taxes: readonly TaxAmount[];
  /** After discounts and credits, with exclusive taxes. */
  readonly total: number;
  readonly totalExcludingTax: number;
}

/** An invoice added up, in the smallest unit. */
export interface InvoiceTotals {
  readonly lines: readonly AddedLine[];
  readonly shipping: AddedLine | null;
  readonly subtotal: number;
  readonly subtotalExcludingTax: number;
  readonly total: number;
  readonly totalExcludingTax: number;
  /** By discount, in the order in which they apply. */
  readonly discounts: readonly DiscountAmount[];
  /** By rate, in the order in which lines have them. */
  readonly taxes: readonly TaxAmount[];
}

/**
 * Adds up the lines of an invoice: discounts of the line, discounts of the invoice in order, billing credits, then taxes
 * line by line. Discounts apply to what is charged; credits of an earlier period keep their amount.
 */
export function addUpInvoice(order: {
  readonly currency: string;
  readonly lines: readonly LineToAdd[];
  readonly discounts: readonly DiscountTerms[];
  readonly shipping?: { readonly amount: number; readonly taxRates: readonly TaxTerms[] } | null;
}): InvoiceTotals {
  const { currency, discounts, lines: given, shipping: sent } = order;
  const taken = applyDiscounts(
    given.map((line) => ({
      ...line,
      amount: Math.max(line.amount, 0),
      discountable: line.discountable && line.amount > 0,
      discounts: line.amount > 0 ? line.discounts : [],
    })),
    discounts,
    currency,
  );
  const lines = given.map((line, index) => addUpLine(line, taken[index] ?? [], currency));
  const shipping = sent
    ? addUpLine({ ...sent, product: '', discountable: false, discounts: [], credits: 0 }, [], currency)
    : null;
  const all = shipping ? [...lines, shipping] : lines;
  return {
    lines,
    shipping,
    subtotal: sum(lines, (line) => line.subtotal),
    subtotalExcludingTax: sum(lines, (line) => line.subtotalExcludingTax),
    total: sum(all, (line) => line.total),
    totalExcludingTax: sum(all, (line) => line.totalExcludingTax),
    // One that takes nothing off is shown with 0.
    discounts: byName(
      [...lines.flatMap((line) => line.discounts), ...discounts.map(({ id }) => ({ discount: id, amount: 0 }))],
      ({ discount }) => discount,
      (a, b) => ({ ...a, amount: a.amount + b.amount }),
    ),
    taxes: byName(
      all.flatMap((line) => line.taxes),
      ({ rate }) => rate,
      (a, b) => ({ ...a, amount: a.amount + b.amount, taxable: a.taxable + b.taxable }),
    ),
  };
}

function addUpLine(line: LineToAdd, taken: readonly DiscountAmount[], currency: string): AddedLine {
  const own = new Set(line.discounts.map(({ id }) => id));
  const subtotal = line.amount - sum(taken, ({ discount, amount }) => (own.has(discount) ? amount : 0));
  const due = line.amount - sum(taken, ({ amount }) => amount) - line.credits;
  const taxes = line.taxes ?? signedTaxes(due, line.taxRates, currency);
  const within = signedTaxes(subtotal, line.taxRates, currency);
  return {
    subtotal,
    subtotalExcludingTax: subtotal - inclusiveOf(line.taxes ?? within),
    discounts: taken,
    taxes,
    total: due + sum(taxes, ({ inclusive, amount }) => (inclusive ? 0 : amount)),
    totalExcludingTax: due - inclusiveOf(taxes),
  };
}

/** The taxes of an amount of either sign: those of a credit are the taxes of the charge, negated. */
function signedTaxes(amount: number, rates: readonly TaxTerms[], currency: string): TaxAmount[] {
  if (amount >= 0) return taxesOf(amount, rates, currency);
  // Adding 0 turns -0 into 0.
  return taxesOf(-amount, rates, currency).map((tax) => ({ ...tax, amount: 0 - tax.amount, taxable: 0 - tax.taxable }));
}

function inclusiveOf(taxes: readonly TaxAmount[]): number {
  return sum(taxes, ({ inclusive, amount }) => (inclusive ? amount : 0));
}

function byName<T>(items: readonly T[], nameOf: (item: T) => string, add: (a: T, b: T) => T): T[] {
  const found = new Map<string, T>();
  for (const item of items) {
    const before = found.get(nameOf(item));
    found.set(nameOf(item), before === undefined ? item : add(before, item));
  }
  return [...found.values()];
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
