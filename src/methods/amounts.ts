import { invalidRequest } from '../kernel/errors.ts';
import { formatAmount } from '../shared/currencies.ts';
import { methodOf } from './registry.ts';

/** The error of an amount that a payment method does not accept; undefined if it does. */
function amountProblem(
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

/** Throws amount_too_small or amount_too_large for an amount that a payment method does not accept. */
export function checkMethodAmount(type: string, amount: number, currency: string): void {
  const problem = amountProblem(type, amount, currency);
  if (problem) throw invalidRequest(problem.message, { code: problem.code, param: 'amount' });
}
