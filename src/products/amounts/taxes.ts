import { allocateIn } from './allocate.ts';
import { decimalOf, ONE } from './decimal.ts';
import { roundedAmount, toAmount } from './rounding.ts';

/** The terms of a tax rate; the API's tax rates satisfy it. */
export interface TaxTerms {
  readonly id: string;
  /** Of 100. */
  readonly percentage: number;
  /** True if the amount includes the tax. */
  readonly inclusive: boolean;
}

/** A tax rate's result on an amount. */
export interface TaxAmount {
  readonly rate: string;
  readonly inclusive: boolean;
  readonly amount: number;
  /** The taxable amount, without any tax. */
  readonly taxable: number;
}

const HUNDRED = 100n * ONE;

/**
 * The taxes of an amount after discounts: https://docs.stripe.com/billing/taxes/tax-rates All rates of a line apply to
 * the same net amount, not to each other's tax. Inclusive taxes are the part p / (100 + Σp) of the amount; they are
 * calculated together and allocated, so that no net amount is below zero. An exclusive tax is p / 100 of the net
 * amount. Each line is rounded separately, which is the default of accounts.
 */
export function taxesOf(amount: number, rates: readonly TaxTerms[], currency: string): TaxAmount[] {
  const inclusive = rates.filter((rate) => rate.inclusive);
  const within = percentages(inclusive);
  const included = Math.min(roundedAmount(BigInt(amount) * within, HUNDRED + within, currency), amount);
  const weights = inclusive.map(({ percentage }) => toAmount(decimalOf(percentage) / PERCENT_STEP));
  const parts = allocateIn(currency, included, weights, []);
  const taxable = amount - included;
  return rates.map((rate) => ({
    rate: rate.id,
    inclusive: rate.inclusive,
    amount: rate.inclusive
      ? (parts[inclusive.indexOf(rate)] ?? 0)
      : roundedAmount(BigInt(taxable) * decimalOf(rate.percentage), HUNDRED, currency),
    taxable,
  }));
}

/** Percentages have at most four decimal places. */
const PERCENT_STEP = ONE / 10_000n;

function percentages(rates: readonly TaxTerms[]): bigint {
  return rates.reduce((sum, { percentage }) => sum + decimalOf(percentage), 0n);
}
