import { cashOf } from '../../customers/cash-balance/move.ts';
import { payingCustomer, uncovered } from '../../customers/cash-balance/pay.ts';
import { waitsForFunds } from '../../customers/cash-balance/plan-matching.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { unexpectedState } from '../intents/intent.ts';
import { applyFunds } from './apply-funds.ts';
import { checkState } from './state.ts';
import { paymentIntents } from './type.ts';

/** Pays with funds that a customer sent by bank transfer, where the merchant matches them by hand. */
export const applyCustomerBalance = operation(
  'POST /v1/payment_intents/{intent}/apply_customer_balance',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'apply_customer_balance');
    if (!waitsForFunds(intent)) {
      throw unexpectedState(
        intent,
        `This PaymentIntent waits for a payment with ${intent.payment_method_types.join(', ')}, not for funds of its customer's balance.`,
      );
    }
    const { currency } = intent;
    if (params.currency !== undefined && params.currency.toLowerCase() !== currency) {
      throw invalidRequest(`This PaymentIntent is in ${currency}.`, { param: 'currency' });
    }
    const left = uncovered(intent);
    const amount = params.amount ?? left;
    if (amount < 1 || amount > left) {
      throw invalidRequest(`Of this PaymentIntent ${left} are not paid yet; ${amount} cannot be put to it.`, {
        param: 'amount',
      });
    }
    const available = cashOf(await payingCustomer(context, intent), currency);
    if (available < amount) {
      throw invalidRequest(`The customer has ${available} ${currency} in their cash balance, fewer than ${amount}.`, {
        code: 'balance_insufficient',
        param: 'amount',
      });
    }
    return applyFunds(context, intent, amount);
  },
  { lock: 'intent' },
);
