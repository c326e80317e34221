import type Stripe from 'stripe';
import type { AssessedAmount } from '../assess/amounts.ts';
import { jurisdictionName } from '../assess/names.ts';

type OfLine = Stripe.Tax.CalculationLineItem.TaxBreakdown;
type OfAll = Stripe.Tax.Calculation.TaxBreakdown;

/** A percentage as the API writes it, with one decimal at least: `19.0`, `9.975`. */
function percentage(rate: string): string {
  return rate.includes('.') ? rate : `${rate}.0`;
}

/** Builds `tax_breakdown` of a line. */
export function breakdownOfLine(taxes: readonly AssessedAmount[], sourcing: OfLine['sourcing']): OfLine[] {
  return taxes.map(({ amount, country, state, level, rate, name, type, reason, taxable }) => ({
    amount,
    jurisdiction: { country, display_name: jurisdictionName(country, state), level, state },
    sourcing,
    tax_rate_details:
      type === null ? null : { display_name: name, percentage_decimal: percentage(rate), tax_type: type },
    taxability_reason: reason,
    taxable_amount: taxable,
  }));
}

/** Builds `tax_breakdown` of a calculation: the taxes of all lines and the shipping, by rate and reason. */
export function breakdownOfAll(taxes: readonly AssessedAmount[]): OfAll[] {
  const found = new Map<string, AssessedAmount>();
  for (const tax of taxes) {
    const { country, state, rate, type, reason, inclusive } = tax;
    const key = [country, state, rate, type, reason, inclusive].join('/');
    const before = found.get(key);
    found.set(key, {
      ...tax,
      amount: tax.amount + (before?.amount ?? 0),
      taxable: tax.taxable + (before?.taxable ?? 0),
    });
  }
  return [...found.values()].map(({ amount, country, state, rate, type, reason, inclusive, taxable }) => ({
    amount,
    inclusive,
    tax_rate_details: {
      country,
      flat_amount: null,
      percentage_decimal: percentage(rate),
      rate_type: type === null ? null : 'percentage',
      state,
      tax_type: type,
    },
    taxability_reason: reason,
    taxable_amount: taxable,
  }));
}
