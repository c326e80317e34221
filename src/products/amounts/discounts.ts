import { allocateIn } from './allocate.ts';
import { decimalOf, ONE } from './decimal.ts';
import { roundedAmount } from './rounding.ts';

/** The terms of a discount in the currency of the purchase: a percentage or an amount. */
export interface DiscountTerms {
  readonly id: string;
  /** Above 0, at most 100. */
  readonly percentOff: number | null;
  /** In the smallest unit. */
  readonly amountOff: number | null;
  /** The products it is for; null when it is for all. */
  readonly products: readonly string[] | null;
}

/** The amount that a discount takes off a line. */
export interface DiscountAmount {
  readonly discount: string;
  readonly amount: number;
}

/** A line that discounts may be taken off. */
export interface DiscountedLine {
  readonly amount: number;
  readonly product: string;
  /** False when no discount may be taken off it. */
  readonly discountable?: boolean;
  /** Discounts of this line alone; they come before those of the whole. */
  readonly discounts?: readonly DiscountTerms[];
}

/**
 * Returns each discount's amount on each line: first the lines' own discounts, then those of the whole, in the given
 * order. Each applies to the remainder of those before it and never exceeds it. A discount on several lines is
 * calculated and rounded once, then allocated in proportion to their amounts.
 */
export function applyDiscounts(
  lines: readonly DiscountedLine[],
  discounts: readonly DiscountTerms[],
  currency: string,
): DiscountAmount[][] {
  const left = lines.map(({ amount }) => amount);
  const taken: DiscountAmount[][] = lines.map(() => []);
  const take = (discount: DiscountTerms, covered: readonly number[]) => {
    const rests = covered.map((line) => left[line] ?? 0);
    const off = amountOf(
      discount,
      rests.reduce((sum, rest) => sum + rest, 0),
      currency,
    );
    for (const [place, amount] of allocateIn(currency, off, rests).entries()) {
      const line = covered[place] ?? 0;
      left[line] = (rests[place] ?? 0) - amount;
      taken[line]?.push({ discount: discount.id, amount });
    }
  };
  for (const [index, line] of lines.entries()) for (const own of line.discounts ?? []) take(own, [index]);
  for (const discount of discounts) {
    take(
      discount,
      [...lines.keys()].filter((index) => covers(discount, lines[index])),
    );
  }
  return taken;
}

/** True if a discount applies to a line. */
function covers({ products }: DiscountTerms, line: DiscountedLine | undefined): boolean {
  if (line === undefined || line.discountable === false) return false;
  return products === null || products.includes(line.product);
}

/** Returns the discount on an amount, in the smallest unit. */
function amountOf({ percentOff, amountOff }: DiscountTerms, amount: number, currency: string): number {
  const wished =
    percentOff === null
      ? (amountOff ?? 0)
      : roundedAmount(BigInt(amount) * decimalOf(percentOff), 100n * ONE, currency);
  return Math.min(wished, amount);
}
