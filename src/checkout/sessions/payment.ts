import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { makePaymentIntent } from '../../payments/payment-intents/create.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { partOf } from '../../products/percentage.ts';
import { withoutNulls } from './complete.ts';
import type { CheckoutSession } from './type.ts';

/** Terms of a session's payment that a payer chooses on its page. */
interface Wanted {
  /** The type of the method that pays; undefined before a payer has chosen one. */
  readonly type?: string;
  /** True if the method is saved for its owner. */
  readonly keep: boolean;
  /** Options that the payer entered. */
  readonly entered: object | undefined;
}

/** Creates the PaymentIntent of a session. */
export function makePayment(
  context: Context,
  session: CheckoutSession,
  params: Stripe.PaymentIntentCreateParams,
): Promise<PaymentIntent> {
  return makePaymentIntent(
    context,
    { ...params, payment_method_types: session.payment_method_types } as Parameters<typeof makePaymentIntent>[1],
    session.id,
  );
}

/** Adds the PaymentIntent to a new session, as sessions of older versions have it; a free order has none. */
export async function withPayment(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  if ((session.amount_total ?? 0) === 0) return session;
  const { id } = await makePayment(context, session, paymentParams(session, { keep: false, entered: undefined }));
  return context.work.save<CheckoutSession>({
    ...session,
    payment_intent: id,
    internal: { ...session.internal, paymentIntent: id },
  });
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
    ...(percent !== undefined && { application_fee_amount: partOf(total ?? 0, percent) }),
    ...(merchant !== undefined && { on_behalf_of: merchant }),
    ...(transfer && {
      transfer_data: {
        destination: transfer.destination,
        ...(transfer.amount_percent !== undefined && { amount: partOf(total ?? 0, transfer.amount_percent) }),
      },
    }),
  };
}

/** Returns the parameters of a session's PaymentIntent. `statement_descriptor` applies to methods other than cards. */
export function paymentParams(
  session: CheckoutSession,
  { type, keep, entered }: Wanted,
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
