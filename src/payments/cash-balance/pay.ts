import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import { type Customer, customers } from '../customer-type.ts';
import type { PaymentIntent } from '../payment-intents/type.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import { cashOf, moveCash } from './move.ts';

/** Whether a payment takes its money from what its customer has sent ahead. */
export function isPaidFromCash({ type }: Pick<PaymentMethod, 'type'>): boolean {
  return methodOf(type).paidFrom === 'cash_balance';
}

/** What of a payment is not covered yet by money that its customer has sent, in its smallest unit. */
export function uncovered({ amount, internal }: PaymentIntent): number {
  return amount - (internal.funded ?? 0);
}

/** The customer whose money pays. Throws parameter_missing where the payment names none. */
export async function payingCustomer({ work }: Context, intent: PaymentIntent): Promise<Customer> {
  const id = idOf(intent.customer);
  if (id !== null) return work.require(customers, id);
  throw invalidRequest('Missing required param: customer. The money of a bank transfer is that of a customer.', {
    code: 'parameter_missing',
    param: 'customer',
  });
}

/** Whether what a customer has sent ahead pays all of it by itself: not where the merchant matches transfers by hand. */
export async function isCovered(context: Context, intent: PaymentIntent, method: PaymentMethod): Promise<boolean> {
  if (!isPaidFromCash(method)) return false;
  const customer = await payingCustomer(context, intent);
  if (customer.internal?.reconciliationMode === 'manual') return false;
  return cashOf(customer, intent.currency) >= uncovered(intent);
}

/** Takes money that a customer has sent for a payment. */
export async function takeCash(context: Context, intent: PaymentIntent, amount: number): Promise<void> {
  if (amount === 0) return;
  await moveCash(context, idOf(intent.customer) ?? '', {
    amount: -amount,
    currency: intent.currency,
    type: 'applied_to_payment',
    applied_to_payment: { payment_intent: intent.id },
  });
}

/** Gives back to a customer what was taken for a payment that is not to be. */
export async function returnCash(context: Context, intent: PaymentIntent): Promise<void> {
  const { funded = 0 } = intent.internal;
  if (funded === 0) return;
  await moveCash(context, idOf(intent.customer) ?? '', {
    amount: funded,
    currency: intent.currency,
    type: 'unapplied_from_payment',
    unapplied_from_payment: { payment_intent: intent.id },
  });
}
