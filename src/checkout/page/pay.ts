import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { confirm } from '../../payments/payment-intents/confirm.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { applyUpdate, type UpdateParams } from '../../payments/payment-intents/update.ts';
import { followPayment } from '../follow.ts';
import { returnUrl } from '../sessions/addresses.ts';
import { makePayment, paymentParams } from '../sessions/payment.ts';
import type { CheckoutSession } from '../sessions/type.ts';
import { acceptedOnPage } from './acceptance.ts';

/**
 * Pays a session's total with a method; `keep` saves it for its owner, and `entered` are options of this payment. A
 * session has one PaymentIntent, created with the first try unless it has one from the start, so it is paid once however
 * often it is tried. Returns the decline, if there is one.
 */
export async function pay(
  context: Context,
  session: CheckoutSession,
  method: PaymentMethod,
  how: { readonly keep: boolean; readonly entered: object | undefined },
): Promise<Refusal | null> {
  const intent = await currentIntent(context, session, paymentParams(session, { type: method.type, ...how }));
  const begun = context.work.save<CheckoutSession>({
    ...session,
    internal: { ...session.internal, paymentIntent: intent.id },
  });
  const { intent: tried, decline } = await confirm(context, intent, method, {
    return_url: returnUrl(context.caller.baseUrl, session.id),
    use_stripe_sdk: true,
    ...(methodOf(method.type).mandate && { mandate_data: acceptedOnPage(context) }),
  });
  if (decline === null) await followPayment(context, begun, tried);
  return decline;
}

/** Returns the session's PaymentIntent, updated to the current total. */
async function currentIntent(
  context: Context,
  session: CheckoutSession,
  wanted: Stripe.PaymentIntentCreateParams,
): Promise<PaymentIntent> {
  const { paymentIntent } = session.internal;
  if (paymentIntent === null) return makePayment(context, session, wanted);
  // The payer may approve the attempt before on the page of its bank at the same time.
  await context.lock(paymentIntent);
  const intent = await context.work.require(paymentIntents, paymentIntent);
  return applyUpdate(context, intent, wanted as UpdateParams);
}
