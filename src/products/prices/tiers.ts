import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import type { Tier } from './type.ts';
import { readDecimalAmount } from './unit-amount.ts';

/** Parameters of a tier. */
export interface TierParam {
  readonly flat_amount?: number;
  readonly flat_amount_decimal?: unknown;
  readonly unit_amount?: number;
  readonly unit_amount_decimal?: unknown;
  readonly up_to: number | 'inf';
}

/** The most tiers of one price. */
const MOST_TIERS = 100;

/**
 * The tiers of a price. Throws unless each reaches further than the one before it and the last reaches on without end:
 * https://docs.stripe.com/products-prices/pricing-models#tiered-pricing
 */
export function readTiers(given: readonly TierParam[], currency: string, param: string): Tier[] {
  if (given.length === 0) throw parameterMissing(param);
  if (given.length > MOST_TIERS) throw invalidRequest(`A price can have at most ${MOST_TIERS} tiers.`, { param });
  let reached = 0;
  return given.map((tier, index) => {
    const under = `${param}[${index}]`;
    const refuse = (message: string) => invalidRequest(message, { param: `${under}[up_to]` });
    if ((index === given.length - 1) !== (tier.up_to === 'inf')) {
      throw refuse('The last tier must have `up_to` set to `inf`, and only that one.');
    }
    if (tier.up_to !== 'inf') {
      if (tier.up_to <= reached)
        throw refuse('The `up_to` of each tier must be greater than that of the tier before it.');
      reached = tier.up_to;
    }
    return readTier(tier, currency, under);
  });
}

function readTier(tier: TierParam, currency: string, under: string): Tier {
  const flat = readDecimalAmount(tier, 'flat_amount', currency, under);
  const unit = readDecimalAmount(tier, 'unit_amount', currency, under);
  if (flat === null && unit === null) {
    throw invalidRequest('A tier needs a `unit_amount`, a `flat_amount`, or both.', {
      code: 'parameter_missing',
      param: `${under}[unit_amount]`,
    });
  }
  return {
    flat_amount: flat?.whole ?? null,
    flat_amount_decimal: flat?.text ?? null,
    unit_amount: unit?.whole ?? null,
    unit_amount_decimal: unit?.text ?? null,
    up_to: tier.up_to === 'inf' ? null : tier.up_to,
  };
}
