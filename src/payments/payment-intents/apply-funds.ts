import type Stripe from 'stripe';
import { cashOf } from '../../customers/cash-balance/move.ts';
import { payingCustomer, takeCash, uncovered } from '../../customers/cash-balance/pay.ts';
import { type Matching, planNext, waitsForFunds } from '../../customers/cash-balance/plan-matching.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { unexpectedState } from '../intents/intent.ts';
import { payerActed } from './payer-acted.ts';
import { checkState } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

/** Pays as much of a payment as the customer's cash balance covers. Does nothing if the payment does not wait for funds. */
export async function matchFunds(context: Context, id: string, matching: Matching): Promise<void> {
  await context.lock(id);
  await matchOne(context, id);
  await planNext(context, matching);
}

async function matchOne(context: Context, id: string): Promise<void> {
  const intent = await context.work.get(paymentIntents, id);
  if (!intent || !waitsForFunds(intent)) return;
  const customer = await context.work.require(customers, intent.customer ?? '');
  const available = cashOf(customer, intent.currency);
  if (available > 0) await applyFunds(context, intent, Math.min(available, uncovered(intent)));
}

/** Applies money of its customer to a payment that waits for it. The payment succeeds once all of it is covered. */
async function applyFunds(context: Context, intent: PaymentIntent, amount: number): Promise<PaymentIntent> {
  const { work } = context;
  if (amount === uncovered(intent)) {
    const method = await work.require(paymentMethods, intent.payment_method ?? '');
    await payerActed(context, intent, method, 'authorized');
    return work.require(paymentIntents, intent.id);
  }
  await takeCash(context, intent, amount);
  const funded = (intent.internal.funded ?? 0) + amount;
  const shown = intent.next_action?.display_bank_transfer_instructions;
  const partly = work.save<PaymentIntent>({
    ...intent,
    next_action: {
      ...intent.next_action,
      display_bank_transfer_instructions: { ...shown, amount_remaining: intent.amount - funded },
    } as Stripe.PaymentIntent.NextAction,
    internal: { ...intent.internal, funded },
  });
  work.emit('payment_intent.partially_funded', partly);
  return partly;
}

/** Pays with funds that a customer sent by bank transfer, where the merchant matches them by hand. */
export const applyCustomerBalance = operation(
  'POST /v1/payment_intents/{intent}/apply_customer_balance',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'apply_customer_balance');
    if (!waitsForFunds(intent)) {
      throw unexpectedState(
        intent,
        `This PaymentIntent accepts ${intent.payment_method_types.join(', ')}, not funds of its customer's balance.`,
      );
    }
    const { currency } = intent;
    if (params.currency !== undefined && params.currency.toLowerCase() !== currency) {
      throw invalidRequest(`This PaymentIntent is in ${currency}.`, { param: 'currency' });
    }
    const left = uncovered(intent);
    const amount = params.amount ?? left;
    if (amount < 1 || amount > left) {
      throw invalidRequest(`The amount ${amount} is more than the unpaid amount of this PaymentIntent (${left}).`, {
        param: 'amount',
      });
    }
    const available = cashOf(await payingCustomer(context, intent), currency);
    if (available < amount) {
      throw invalidRequest(`The customer has ${available} ${currency} in their cash balance, less than ${amount}.`, {
        code: 'balance_insufficient',
        param: 'amount',
      });
    }
    return applyFunds(context, intent, amount);
  },
  { lock: 'intent' },
);
