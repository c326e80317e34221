import { decimalOf, ONE } from '../../products/amounts/decimal.ts';
import { lineAmount, type PriceTerms, tierParts } from '../../products/amounts/line-amount.ts';
import { roundedAmount } from '../../products/amounts/rounding.ts';
import type { Interval } from '../periods/period.ts';
import { countWords, formatUnitAmount, intervalWords, type Sold } from './describe.ts';

/** A part of what an item costs in a period: one line, except for tiers. Amounts are in the smallest unit. */
export interface ItemLine {
  readonly amount: number;
  readonly quantity: number;
  readonly description: string;
  /** The price of one, with fractions of the smallest unit; null if there is none. */
  readonly unitAmount: string | null;
}

/** The lines of a quantity of a price in one period. */
export function linesOfItem(price: PriceTerms, quantity: number, sold: Sold, interval: Interval): ItemLine[] {
  return price.tiers
    ? tierLines(price, price.tiers, quantity, sold, interval)
    : [plainLine(price, quantity, sold, interval)];
}

/** Returns the cost of a quantity of a price in one period: the sum of its lines. */
export function amountOfItem(price: PriceTerms, quantity: number): number {
  const interval: Interval = { unit: 'month', count: 1 };
  return linesOfItem(price, quantity, { name: '', unitLabel: null }, interval).reduce(
    (sum, { amount }) => sum + amount,
    0,
  );
}

function plainLine(price: PriceTerms, quantity: number, sold: Sold, interval: Interval): ItemLine {
  const { currency, transform_quantity: transform } = price;
  const unitAmount = price.unit_amount_decimal;
  const of = transform ? ` per ${transform.divide_by}` : '';
  const each = `${formatUnitAmount(unitAmount ?? '0', currency)}${of}`;
  return {
    amount: lineAmount(price, quantity),
    quantity,
    description: `${countWords(quantity, sold)} (at ${each} / ${intervalWords(interval)})`,
    unitAmount,
  };
}

/** One line for each tier that is reached, and one for its flat amount if it has one. */
function tierLines(
  price: PriceTerms,
  tiers: NonNullable<PriceTerms['tiers']>,
  quantity: number,
  sold: Sold,
  interval: Interval,
): ItemLine[] {
  const { currency } = price;
  const per = intervalWords(interval);
  return tierParts(price, tiers, quantity).flatMap((part) => {
    const name = `Tier ${tiers.indexOf(part.tier) + 1}`;
    const { unit_amount_decimal: unit, flat_amount_decimal: flat } = part.tier;
    const flatAmount = flat === null ? 0n : part.amount - BigInt(part.quantity) * decimalOf(unit ?? 0);
    const lines: ItemLine[] = [];
    if (unit !== null || flat === null) {
      lines.push({
        amount: roundedAmount(part.amount - flatAmount, ONE, currency),
        quantity: part.quantity,
        description: `${countWords(part.quantity, sold)} (${name} at ${formatUnitAmount(unit ?? '0', currency)} / ${per})`,
        unitAmount: unit,
      });
    }
    if (flat !== null) {
      lines.push({
        amount: roundedAmount(flatAmount, ONE, currency),
        quantity: part.quantity,
        description: `${sold.name} (${name} flat fee at ${formatUnitAmount(flat, currency)} / ${per})`,
        unitAmount: flat,
      });
    }
    return lines;
  });
}
