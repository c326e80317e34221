import { invalidRequest } from '../../kernel/errors.ts';
import { chargeableStep } from '../../shared/currencies.ts';

/**
 * How fractions become amounts that can be paid. A half is rounded up, as the one published example does (0.05 × 30
 * is 2: https://docs.stripe.com/billing/subscriptions/decimal-amounts). Currencies whose last digits must be zero are
 * rounded to what can be charged in them (https://docs.stripe.com/currencies#special-cases).
 */

/** A fraction, not negative, as the nearest amount that a currency can be charged in. */
export function roundedAmount(numerator: bigint, denominator: bigint, currency: string): number {
  const step = BigInt(chargeableStep(currency));
  return toAmount(halfUp(numerator, denominator * step) * step);
}

/** A fraction, not negative, as the nearest integer; a half becomes the next. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** An integer that JSON holds exactly. Throws Stripe's error for one that is too large to be an amount. */
export function toAmount(value: bigint): number {
  const amount = Number(value);
  if (Number.isSafeInteger(amount)) return amount;
  throw invalidRequest('The amount is too large.', { code: 'amount_too_large' });
}
