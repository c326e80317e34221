import { applyDiscounts, type DiscountAmount, type DiscountedLine, type DiscountTerms } from './discounts.ts';
import { toAmount } from './rounding.ts';
import { type TaxAmount, type TaxTerms, taxesOf } from './taxes.ts';

/** A line to add up: its amount before discounts and taxes, and its discounts and rates. */
export interface Line extends DiscountedLine {
  readonly taxRates: readonly TaxTerms[];
}

/** Shipping cost before taxes. */
interface Shipping {
  readonly amount: number;
  readonly taxRates: readonly TaxTerms[];
}

/** A line, or the sending, added up. Amounts are in the smallest unit. */
export interface LineTotals {
  readonly amount_subtotal: number;
  readonly amount_discount: number;
  /** Of inclusive and exclusive rates together. */
  readonly amount_tax: number;
  /** The total: the subtotal includes inclusive tax, exclusive tax is added. */
  readonly amount_total: number;
  readonly discounts: readonly DiscountAmount[];
  readonly taxes: readonly TaxAmount[];
}

/** The totals, with their parts. */
export interface Totals {
  /** All lines before discounts, exclusive taxes and shipping. */
  readonly amount_subtotal: number;
  readonly amount_discount: number;
  /** Shipping before taxes. */
  readonly amount_shipping: number;
  readonly amount_tax: number;
  /** The amount to pay. */
  readonly amount_total: number;
  readonly lines: readonly LineTotals[];
  readonly shipping: LineTotals | null;
  /** Each discount's amount, in order, including zeros. */
  readonly discounts: readonly DiscountAmount[];
  /** Each tax rate's amount, in order of first use, shipping last. */
  readonly taxes: readonly TaxAmount[];
}

/** Adds lines up: applies discounts in order, calculates taxes line by line, then adds shipping. */
export function addUp(order: {
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly discounts?: readonly DiscountTerms[];
  readonly shipping?: Shipping | null;
}): Totals {
  const { currency, discounts = [] } = order;
  const taken = applyDiscounts(order.lines, discounts, currency);
  const lines = order.lines.map((line, index) => lineTotals(line, taken[index] ?? [], currency));
  const shipping = order.shipping ? lineTotals(order.shipping, [], currency) : null;
  const all = shipping ? [...lines, shipping] : lines;
  return {
    amount_subtotal: sum(lines, (line) => line.amount_subtotal),
    amount_discount: sum(lines, (line) => line.amount_discount),
    amount_shipping: shipping?.amount_subtotal ?? 0,
    amount_tax: sum(all, (line) => line.amount_tax),
    amount_total: sum(all, (line) => line.amount_total),
    lines,
    shipping,
    discounts: byDiscount(discounts, lines),
    taxes: byRate(all),
  };
}

function lineTotals(
  line: { readonly amount: number; readonly taxRates: readonly TaxTerms[] },
  discounts: readonly DiscountAmount[],
  currency: string,
): LineTotals {
  const discount = sum(discounts, ({ amount }) => amount);
  const due = line.amount - discount;
  const taxes = taxesOf(due, line.taxRates, currency);
  return {
    amount_subtotal: line.amount,
    amount_discount: discount,
    amount_tax: sum(taxes, ({ amount }) => amount),
    amount_total: due + sum(taxes, ({ amount, inclusive }) => (inclusive ? 0 : amount)),
    discounts,
    taxes,
  };
}

function byDiscount(discounts: readonly DiscountTerms[], lines: readonly LineTotals[]): DiscountAmount[] {
  const amounts = new Map(discounts.map(({ id }) => [id, 0]));
  for (const { discount, amount } of lines.flatMap((line) => line.discounts)) {
    amounts.set(discount, (amounts.get(discount) ?? 0) + amount);
  }
  return [...amounts].map(([discount, amount]) => ({ discount, amount }));
}

function byRate(lines: readonly LineTotals[]): TaxAmount[] {
  const rates = new Map<string, TaxAmount>();
  for (const tax of lines.flatMap((line) => line.taxes)) {
    const before = rates.get(tax.rate);
    const amount = tax.amount + (before?.amount ?? 0);
    rates.set(tax.rate, { ...tax, amount, taxable: tax.taxable + (before?.taxable ?? 0) });
  }
  return [...rates.values()];
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return toAmount(BigInt(items.reduce((total, item) => total + amountOf(item), 0)));
}
