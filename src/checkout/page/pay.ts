import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { confirm } from '../../payments/payment-intents/confirm.ts';
import { makePaymentIntent } from '../../payments/payment-intents/create.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { applyUpdate, type UpdateParams } from '../../payments/payment-intents/update.ts';
import { followPayment } from '../follow.ts';
import { returnUrl } from '../sessions/addresses.ts';
import { withoutNulls } from '../sessions/complete.ts';
import type { CheckoutSession } from '../sessions/type.ts';
import { acceptedOnPage } from './acceptance.ts';

/**
 * Pays a session's total with a method; `keep` saves it for its owner, and `entered` are options of this payment. A
 * session has one PaymentIntent, created with the first try, so it is paid once however often it is tried. Returns the
 * decline, if there is one.
 */
export async function pay(
  context: Context,
  session: CheckoutSession,
  method: PaymentMethod,
  how: { readonly keep: boolean; readonly entered: object | undefined },
): Promise<Refusal | null> {
  const intent = await currentIntent(context, session, paramsOf(session, method, how));
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
  if (paymentIntent === null) {
    return makePaymentIntent(
      context,
      { ...wanted, payment_method_types: session.payment_method_types } as Parameters<typeof makePaymentIntent>[1],
      session.id,
    );
  }
  // The payer may approve the attempt before on the page of its bank at the same time.
  await context.lock(paymentIntent);
  const intent = await context.work.require(paymentIntents, paymentIntent);
  return applyUpdate(context, intent, wanted as UpdateParams);
}

/** The payment of a subscription's first invoice; its method pays the later ones. */
function forSubscription({ amount_total: total, internal }: CheckoutSession) {
  const {
    application_fee_percent: percent,
    on_behalf_of: merchant,
    transfer_data: transfer,
  } = internal.subscriptionData ?? {};
  return {
    description: 'Subscription creation',
    setup_future_usage: 'off_session' as const,
    ...(percent !== undefined && { application_fee_amount: Math.round(((total ?? 0) * percent) / 100) }),
    ...(merchant !== undefined && { on_behalf_of: merchant }),
    ...(transfer && { transfer_data: { destination: transfer.destination } }),
  };
}

/** Returns the parameters of a session's PaymentIntent. `statement_descriptor` applies to methods other than cards. */
function paramsOf(
  session: CheckoutSession,
  { type }: PaymentMethod,
  { keep, entered }: Parameters<typeof pay>[3],
): Stripe.PaymentIntentCreateParams {
  const { paymentIntentData: data, collected } = session.internal;
  const customer = session.customer;
  const { shipping } = collected;
  const options = withEntered(withoutRestrictions(session.payment_method_options ?? {}), entered);
  return {
    ...(data as Stripe.PaymentIntentCreateParams),
    ...(data.statement_descriptor !== undefined && type === 'card' && { statement_descriptor: '' }),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    ...(customer !== null && { customer }),
    ...(session.mode === 'subscription' && forSubscription(session)),
    ...(keep &&
      session.mode === 'payment' &&
      data.setup_future_usage === undefined && { setup_future_usage: 'on_session' as const }),
    ...(shipping && { shipping: { name: shipping.name, address: withoutNulls(shipping.address) } }),
    ...(Object.keys(options).length > 0 && {
      payment_method_options: options as Stripe.PaymentIntentCreateParams.PaymentMethodOptions,
    }),
  };
}

/** Options with those that the customer entered laid over them, by the payment method's type. */
function withEntered(options: object, entered: object = {}): object {
  const set: Readonly<Record<string, object>> = { ...options };
  const laid = Object.entries(entered).map(([type, own]) => [type, { ...set[type], ...own }]);
  return { ...set, ...Object.fromEntries(laid) };
}

/** A session's restrictions are checked by it; payments have none. */
function withoutRestrictions(options: object): object {
  const { card, ...others } = options as { readonly card?: { readonly restrictions?: object } };
  if (!card) return others;
  const { restrictions: _, ...rest } = card;
  return { card: rest, ...others };
}
