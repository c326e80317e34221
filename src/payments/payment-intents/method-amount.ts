import { invalidRequest } from '../../kernel/errors.ts';
import type { PaymentMethodModule } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { formatAmount } from '../../shared/currencies.ts';

/** Whether a payment method takes an amount, in the currency's smallest unit. */
export function takesAmount(type: string, amount: number, currency: string): boolean {
  const { min = amount, max = amount } = methodOf(type).amounts[currency] ?? {};
  return min <= amount && amount <= max;
}

/** Why a payment method does not take an amount, in the currency's smallest unit; undefined when it does. */
export function amountProblem(
  type: string,
  amount: number,
  currency: string,
): { code: 'amount_too_small' | 'amount_too_large'; message: string } | undefined {
  const { label, amounts } = methodOf(type);
  const { min, max } = amounts[currency] ?? {};
  if (min !== undefined && amount < min) {
    return {
      code: 'amount_too_small',
      message: `Amount must be at least ${formatAmount(min, currency)} ${currency} for payments with ${label}.`,
    };
  }
  if (max !== undefined && amount > max) {
    return {
      code: 'amount_too_large',
      message: `Amount must be no more than ${formatAmount(max, currency)} ${currency} for payments with ${label}.`,
    };
  }
  return undefined;
}

/** Throws amount_too_small or amount_too_large where a payment method does not take an amount. */
export function checkMethodAmount(type: string, amount: number, currency: string): void {
  const problem = amountProblem(type, amount, currency);
  if (problem) throw invalidRequest(problem.message, { code: problem.code, param: 'amount' });
}

/** Refuses a payer who says to live where nobody has the payment method, or pays with it in another currency. */
export function checkPayerCountry(method: PaymentMethod, currency: string): void {
  const { boundTo, countries, label } = methodOf(method.type);
  const country = method.billing_details.address?.country;
  if (!country || boundTo === undefined || countries === 'all') return;
  if (countries.includes(country)) {
    checkCurrencyAtHome(label, country, { currency, boundTo });
    return;
  }
  throw invalidRequest(
    `${label} is for payers in ${countries.join(', ')}; the billing address of ${method.id} is in ${country}.`,
    { code: 'payment_method_invalid_parameter', param: 'payment_method' },
  );
}

function checkCurrencyAtHome(
  label: string,
  country: string,
  { currency, boundTo }: { currency: string; boundTo: NonNullable<PaymentMethodModule['boundTo']> },
): void {
  if (boundTo === 'countries' || boundTo[country] === currency) return;
  throw invalidRequest(
    `Payers in ${country} pay with ${label} in ${boundTo[country]}; this payment is in ${currency}.`,
    { code: 'payment_method_invalid_parameter', param: 'payment_method' },
  );
}
