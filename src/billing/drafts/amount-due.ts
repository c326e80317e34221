import { largestAmount, smallestAmount } from '../../shared/currencies.ts';

/** The part of an invoice that is paid, and the customer's balance after it. Amounts are in the smallest unit. */
export interface AmountDue {
  readonly due: number;
  readonly endingBalance: number;
  /** Reason of the change of balance. */
  readonly type: 'applied_to_invoice' | 'invoice_too_small' | 'invoice_too_large';
}

/**
 * Splits an invoice between a payment and its customer's balance, which is negative for a credit: a credit is used up
 * first, a total below zero becomes one, and what is too small to be charged is owed until the next invoice.
 * https://docs.stripe.com/billing/customer/balance
 */
export function amountDue(total: number, balance: number, currency: string): AmountDue {
  const sum = total + balance;
  if (sum <= 0) return { due: 0, endingBalance: sum, type: 'applied_to_invoice' };
  if (sum < smallestAmount(currency)) return { due: 0, endingBalance: sum, type: 'invoice_too_small' };
  const most = largestAmount(currency);
  if (sum > most) return { due: most, endingBalance: sum - most, type: 'invoice_too_large' };
  return { due: sum, endingBalance: 0, type: 'applied_to_invoice' };
}
