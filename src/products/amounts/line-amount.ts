import { type Decimal, decimalOf, ONE } from './decimal.ts';
import { roundedAmount } from './rounding.ts';

/** One tier as a price has it. */
interface TierTerms {
  readonly flat_amount_decimal: string | null;
  readonly unit_amount_decimal: string | null;
  /** The last unit of the tier; null when it has no end. */
  readonly up_to: number | null;
}

/** The terms of a price in one currency. */
export interface PriceTerms {
  readonly currency: string;
  readonly tiers_mode: string | null;
  readonly transform_quantity: { readonly divide_by: number; readonly round: string } | null;
  readonly unit_amount_decimal: string | null;
  readonly tiers?: readonly TierTerms[];
}

/**
 * Returns the amount of a quantity, in the smallest unit. Fractions are rounded once, on the whole line:
 * https://docs.stripe.com/billing/subscriptions/decimal-amounts
 */
export function lineAmount(price: PriceTerms, quantity: number): number {
  return roundedAmount(exactAmount(price, quantity), ONE, price.currency);
}

function exactAmount(price: PriceTerms, quantity: number): Decimal {
  if (price.tiers) return tierParts(price, price.tiers, quantity).reduce((sum, { amount }) => sum + amount, 0n);
  return BigInt(billedQuantity(price, quantity)) * decimalOf(price.unit_amount_decimal ?? 0);
}

/**
 * Returns the number of units or packages to charge:
 * https://docs.stripe.com/products-prices/pricing-models#package-pricing
 */
function billedQuantity({ transform_quantity: transform }: PriceTerms, quantity: number): number {
  if (transform === null) return quantity;
  const begun = quantity % transform.divide_by;
  const full = (quantity - begun) / transform.divide_by;
  return begun > 0 && transform.round === 'up' ? full + 1 : full;
}

/** Returns a tier's amount for its part of a quantity. */
interface TierPart {
  readonly tier: TierTerms;
  readonly quantity: number;
  readonly amount: Decimal;
}

/**
 * The tiers that a quantity reaches. By volume all units are of the tier that the quantity lies in; graduated, each
 * tier has those between its bounds. A flat amount is asked for once by every tier that is reached, and the first is
 * always reached: https://docs.stripe.com/products-prices/pricing-models#tiered-pricing
 */
export function tierParts(
  { tiers_mode: mode }: Pick<PriceTerms, 'tiers_mode'>,
  tiers: readonly TierTerms[],
  quantity: number,
): TierPart[] {
  const parts: TierPart[] = [];
  let below = 0;
  for (const tier of tiers) {
    const isLast = tier.up_to === null || quantity <= tier.up_to;
    if (mode === 'volume') {
      if (isLast) return [partOf(tier, quantity)];
    } else {
      parts.push(partOf(tier, Math.min(quantity, tier.up_to ?? quantity) - below));
      if (isLast) return parts;
      below = tier.up_to ?? quantity;
    }
  }
  return parts;
}

function partOf(tier: TierTerms, quantity: number): TierPart {
  const unit = decimalOf(tier.unit_amount_decimal ?? 0);
  const flat = decimalOf(tier.flat_amount_decimal ?? 0);
  return { tier, quantity, amount: BigInt(quantity) * unit + flat };
}
