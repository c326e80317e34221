import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { type Customer, customers } from '../type.ts';
import { cashOf, moveCash } from './move.ts';

/** True if a payment is paid from its customer's cash balance. */
export function isPaidFromCash({ type }: Pick<PaymentMethod, 'type'>): boolean {
  return methodOf(type).paidFrom === 'cash_balance';
}

/** Returns the part of a payment not yet covered by its customer's transfers, in the smallest unit. */
export function uncovered({ amount, internal }: PaymentIntent): number {
  return amount - (internal.funded ?? 0);
}

/** Returns the customer whose cash balance pays. Throws parameter_missing if the payment has no customer. */
export async function payingCustomer({ work }: Context, intent: PaymentIntent): Promise<Customer> {
  const id = idOf(intent.customer);
  if (id !== null) return work.require(customers, id);
  throw invalidRequest("Missing required param: customer. Bank transfers are paid from a customer's balance.", {
    code: 'parameter_missing',
    param: 'customer',
  });
}

/**
 * Returns the payer's action for an attempt. A cash balance decides by itself if it is sufficient, except with manual
 * reconciliation, where the merchant must apply it.
 */
export async function actionFor(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  result: 'succeeded' | undefined,
): Promise<'succeeded' | undefined> {
  if (!isPaidFromCash(method)) return result;
  const customer = await payingCustomer(context, intent);
  if (result === undefined && customer.internal?.reconciliationMode === 'manual') return undefined;
  return cashOf(customer, intent.currency) >= uncovered(intent) ? 'succeeded' : undefined;
}

/**
 * Returns a payment without its customer's funds, which are refunded to the cash balance because it is paid another
 * way. Not saved.
 */
export async function withoutCash(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
): Promise<PaymentIntent> {
  if (intent.internal.funded === undefined || isPaidFromCash(method)) return intent;
  await returnCash(context, intent);
  const { funded: _, ...internal } = intent.internal;
  return { ...intent, internal };
}

/** Pays from a customer's cash balance. */
export async function takeCash(context: Context, intent: PaymentIntent, amount: number): Promise<void> {
  if (amount === 0) return;
  await moveCash(context, idOf(intent.customer) ?? '', {
    amount: -amount,
    currency: intent.currency,
    type: 'applied_to_payment',
    applied_to_payment: { payment_intent: intent.id },
  });
}

/** Returns the funds of a canceled payment to its customer's cash balance. */
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
