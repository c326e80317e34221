import { invalidRequest } from '../../kernel/errors.ts';
import { chargeableStep } from '../../shared/currencies.ts';

/**
 * Rounds fractions to chargeable amounts. Halves round up, as in the published example (0.05 × 30 is 2:
 * https://docs.stripe.com/billing/subscriptions/decimal-amounts). Currencies whose last digits must be zero are rounded
 * to their chargeable step (https://docs.stripe.com/currencies#special-cases).
 */

/** Rounds a non-negative fraction to the nearest chargeable amount of a currency. */
export function roundedAmount(numerator: bigint, denominator: bigint, currency: string): number {
  const step = BigInt(chargeableStep(currency));
  return toAmount(halfUp(numerator, denominator * step) * step);
}

/** Rounds a non-negative fraction to the nearest integer; halves round up. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** An integer that JSON holds exactly. Throws Stripe's error for one that is too large to be an amount. */
export function toAmount(value: bigint): number {
  const amount = Number(value);
  if (Number.isSafeInteger(amount)) return amount;
  throw invalidRequest('The amount is too large.', { code: 'amount_too_large' });
}
