import type Stripe from 'stripe';
import { changedShares } from '../../charges/changed-shares.ts';
import { checkStatementDescriptor } from '../../charges/statement-descriptor.ts';
import type { Charge } from '../../charges/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, throwIfDeclined } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkAmount } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { cardAuthorization } from '../../methods/card-authorization.ts';
import { ask } from '../../network/outbound-calls/ask.ts';
import { cardRefusal } from '../../payment-methods/card-error.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { formatAmount, smallestAmount } from '../../shared/currencies.ts';
import { changeDetails, hasDetails } from './amount-details.ts';
import { latestCharge } from './capture.ts';
import { paymentDetails } from './payment-details.ts';
import { sharesOf } from './shares.ts';
import { checkState } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

/** Increments per authorization, including declined ones. */
const MOST_INCREMENTS = 10;
/** An increment may multiply the authorized amount by this, or add the equivalent of 500 USD if that is more. */
const LARGEST_FACTOR = 6;
/** The smallest amount that can be charged is the equivalent of half a dollar in every currency. */
const SMALLEST_AMOUNTS_IN_500_USD = 1_000;

/** Raises the amount of an authorization that was made with `request_incremental_authorization`. */
export const incrementAuthorization = operation(
  'POST /v1/payment_intents/{intent}/increment_authorization',
  async (context, params, path) => {
    const { work } = context;
    const intent = await work.require(paymentIntents, path.intent);
    checkState(intent, 'increment_authorization');
    checkAmount(params.amount, intent.currency);
    const charge = await latestCharge(context, intent);
    checkRaisable(intent, charge, params.amount);
    const changed = await withParams(context, intent, params);
    const shares = changedShares(context, charge, params, params.amount);
    const { answer } = await ask(context, 'increment', intent, {
      authorization: charge.internal.authorization,
      instrument: charge.internal.instrument,
      amount: params.amount,
      currency: charge.currency,
    });
    const increments = (intent.internal.increments ?? 0) + 1;
    if (answer.outcome === 'declined') {
      // Only the attempt counts; the payment can still be captured for what was authorized before.
      const same = work.save<PaymentIntent>({ ...intent, internal: { ...intent.internal, increments } });
      throwIfDeclined(cardRefusal(answer.decline, { charge: charge.id, payment_intent: same }));
    }
    work.save<Charge>({ ...(await raisedCharge(context, intent, charge, params.amount)), ...shares });
    const raised = work.save<PaymentIntent>({
      ...changed,
      ...sharesOf(intent, shares),
      amount: params.amount,
      amount_capturable: params.amount,
      internal: { ...changed.internal, increments },
    });
    work.emit('payment_intent.amount_capturable_updated', raised, {
      amount: intent.amount,
      amount_capturable: intent.amount_capturable,
    });
    return raised;
  },
  { lock: 'intent', notYet: ['hooks'] },
);

function checkRaisable(intent: PaymentIntent, charge: Charge, amount: number): void {
  if (charge.payment_method_details?.card?.incremental_authorization?.status !== 'available') {
    throw invalidRequest(
      'This PaymentIntent is not eligible for incremental authorization. Confirm it with payment_method_options[card][request_incremental_authorization]=if_available and a card whose network supports it.',
    );
  }
  if (charge.amount_captured > 0) {
    throw invalidRequest('An authorization cannot be incremented after a partial capture.');
  }
  if (amount <= intent.amount) {
    throw invalidRequest(`The new amount must be greater than the amount authorized so far (${intent.amount}).`, {
      param: 'amount',
    });
  }
  const most = Math.max(
    intent.amount * LARGEST_FACTOR,
    intent.amount + smallestAmount(intent.currency) * SMALLEST_AMOUNTS_IN_500_USD,
  );
  if (amount > most) {
    throw invalidRequest(
      `This authorization can be incremented to at most ${formatAmount(most, intent.currency)} in one step.`,
      { code: 'amount_too_large', param: 'amount' },
    );
  }
  if ((intent.internal.increments ?? 0) >= MOST_INCREMENTS) {
    throw invalidRequest(`An authorization can be incremented at most ${MOST_INCREMENTS} times.`);
  }
}

/** Returns the PaymentIntent with the request's parameters besides the amount. */
async function withParams(
  context: Context,
  intent: PaymentIntent,
  params: Stripe.PaymentIntentIncrementAuthorizationParams,
): Promise<PaymentIntent> {
  const { amount, amount_details: details, statement_descriptor: descriptor } = params;
  return {
    ...intent,
    ...((details !== undefined || hasDetails(intent)) &&
      (await changeDetails(context, intent, details ?? undefined, { amount }))),
    ...paymentDetails(params.payment_details ?? undefined, intent.payment_details),
    description: params.description === undefined ? intent.description : params.description || null,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    ...(descriptor !== undefined && {
      statement_descriptor: checkStatementDescriptor(descriptor, 'statement_descriptor'),
    }),
  };
}

/** The charge of a raised authorization; how far it may be exceeded is counted from the new amount. */
async function raisedCharge(context: Context, intent: PaymentIntent, charge: Charge, amount: number): Promise<Charge> {
  const details = charge.payment_method_details;
  const method = await context.work.get<PaymentMethod>(paymentMethods, charge.payment_method ?? '');
  if (!details?.card || !method?.card) return { ...charge, amount };
  const { account: merchant } = await asMerchant(context, intent.on_behalf_of);
  const { overcapture } = details.card;
  const { mostCapturable } = cardAuthorization(method.card, {
    amount,
    currency: charge.currency,
    initiator: 'customer',
    merchantCountry: merchant.country,
    options: intent.payment_method_options?.card,
    plain: overcapture?.status !== 'available',
  });
  return {
    ...charge,
    amount,
    payment_method_details: {
      ...details,
      card: {
        ...details.card,
        amount_authorized: amount,
        ...(overcapture && {
          overcapture: { ...overcapture, maximum_amount_capturable: mostCapturable ?? amount },
        }),
      },
    },
  };
}
