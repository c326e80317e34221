import { chargeableStep, formatAmount, isCurrency, largestAmount, smallestAmount } from '../shared/currencies.ts';
import { invalidRequest } from './errors.ts';

/** The currency of a parameter in lower case. Throws Stripe's error for one that does not exist. */
export function checkCurrency(value: string, param = 'currency'): string {
  const currency = value.toLowerCase();
  if (isCurrency(currency)) return currency;
  throw invalidRequest(
    `Invalid currency: ${value}. Stripe currently supports three-letter ISO currency codes, in lowercase, such as usd, eur or dkk.`,
    {
      param,
    },
  );
}

/**
 * Throws unless an amount is chargeable: at least 1 and the currency's minimum, at most its maximum, and a multiple of
 * its step.
 */
export function checkAmount(amount: number, currency: string, param = 'amount'): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param,
    });
  }
  const most = largestAmount(currency);
  if (amount > most) {
    throw invalidRequest(`Amount must be no more than ${formatAmount(most, currency)}`, {
      code: 'amount_too_large',
      param,
    });
  }
  const least = smallestAmount(currency);
  if (amount < least) {
    throw invalidRequest(`Amount must be at least ${formatAmount(least, currency)} ${currency}`, {
      code: 'amount_too_small',
      param,
    });
  }
  checkWhole(amount, currency, param);
}

/** Throws unless the amount is a multiple of the currency's smallest chargeable unit. */
export function checkWhole(amount: number, currency: string, param: string): void {
  const step = chargeableStep(currency);
  if (amount % step === 0) return;
  const name = currency.toUpperCase();
  const why = step === 100 ? `${name} has become effectively zero-decimal` : `${name} is rounded to two decimals`;
  throw invalidRequest(
    `Invalid amount. Currency ${why} and charged amounts must be evenly divisible by ${step}. See https://docs.stripe.com/currencies#special-cases for more information.`,
    { param },
  );
}
