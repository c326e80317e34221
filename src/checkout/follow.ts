import { invoices, subscriptionOf } from '../billing/invoices/type.ts';
import type { Context } from '../kernel/context.ts';
import { type EntityOf, idOf } from '../kernel/entity.ts';
import type { Follower } from '../kernel/follower.ts';
import { methodOf } from '../methods/registry.ts';
import { paymentMethods } from '../payment-methods/type.ts';
import { type PaymentIntent, paymentIntents } from '../payments/payment-intents/type.ts';
import { type SetupIntent, setupIntents } from '../payments/setup-intents/type.ts';
import { complete, ownerOf } from './sessions/complete.ts';
import { type CheckoutSession, checkoutSessions } from './sessions/type.ts';

/** Checkout Sessions follow their payments and setups: https://docs.stripe.com/checkout/fulfillment */
export const checkoutFollowers: readonly Follower[] = [
  { on: 'payment_intent.succeeded', do: paymentMoved },
  { on: 'payment_intent.processing', do: paymentMoved },
  { on: 'payment_intent.requires_action', do: paymentMoved },
  { on: 'payment_intent.amount_capturable_updated', do: paymentMoved },
  { on: 'payment_intent.payment_failed', do: paymentMoved },
  { on: 'setup_intent.succeeded', do: setupMoved },
  { on: 'invoice.paid', do: invoicePaid },
  { on: 'invoice.payment_failed', do: invoiceUnpaid },
];

async function paymentMoved(context: Context, { id }: EntityOf<'payment_intent'>): Promise<void> {
  const intent = await context.work.require(paymentIntents, id);
  const session = await ownerOf(context, intent.internal.owner);
  if (session) await followPayment(context, session, intent);
}

async function setupMoved(context: Context, { id }: EntityOf<'setup_intent'>): Promise<void> {
  const intent = await context.work.require(setupIntents, id);
  const session = await ownerOf(context, intent.internal.owner);
  if (session) await followSetup(context, session, intent);
}

/** Updates a session from its payment. Idempotent. */
export async function followPayment(context: Context, session: CheckoutSession, intent: PaymentIntent): Promise<void> {
  if (session.status === 'open') {
    const paid = intent.status === 'succeeded';
    if (!paid && !(await isOver(context, intent))) return;
    await complete(context, session, { payment_status: paid ? 'paid' : 'unpaid', payment_intent: intent });
  } else if (session.status === 'complete' && session.payment_status === 'unpaid') {
    paidLater(context, session, intent);
  }
}

/** True if the payer is done although the money is not here yet: authorized, processing, or to be paid elsewhere. */
async function isOver({ work }: Context, intent: PaymentIntent): Promise<boolean> {
  if (intent.status === 'processing' || intent.status === 'requires_capture') return true;
  if (intent.status !== 'requires_action') return false;
  const type = intent.next_action?.type;
  if (type === 'redirect_to_url' || type === 'use_stripe_sdk') return false;
  const method = await work.get(paymentMethods, intent.payment_method ?? '');
  return method !== undefined && methodOf(method.type).delayed;
}

/** The delayed payment of a completed session succeeded or failed. */
function paidLater({ work }: Context, session: CheckoutSession, intent: PaymentIntent): void {
  if (intent.status === 'succeeded') {
    const paid = work.save<CheckoutSession>({ ...session, payment_status: 'paid' });
    // An uncaptured authorization was the merchant's to capture; there is no event.
    if (intent.capture_method !== 'manual') work.emit('checkout.session.async_payment_succeeded', paid);
  } else if (intent.status === 'requires_payment_method') {
    work.emit('checkout.session.async_payment_failed', session);
  }
}

/** Ends a session whose payment method has been set up. */
export async function followSetup(context: Context, session: CheckoutSession, intent: SetupIntent): Promise<void> {
  if (session.status !== 'open' || intent.status !== 'succeeded') return;
  await complete(context, session, { payment_status: 'no_payment_required', method: idOf(intent.payment_method) });
}

/** The unpaid session that made an invoice; undefined for other invoices. Renewals need no lookup. */
async function sessionOfInvoice({ work }: Context, id: string): Promise<CheckoutSession | undefined> {
  const invoice = await work.get(invoices, id);
  const isFirst = invoice?.billing_reason === 'subscription_create' || invoice?.billing_reason === 'manual';
  if (!invoice || !isFirst) return undefined;
  const subscription = subscriptionOf(invoice);
  const by = subscription ? `subscription/${subscription}` : `payment_intent/${invoice.internal.payment?.intent}`;
  const [session] = await work.list(checkoutSessions, { by, limit: 1 });
  return session?.status === 'complete' && session.payment_status === 'unpaid' ? session : undefined;
}

/** The payment of a session's invoice was on its way from a bank, and is here. */
async function invoicePaid(context: Context, { id }: EntityOf<'invoice'>): Promise<void> {
  const session = await sessionOfInvoice(context, id);
  if (!session) return;
  const paid = context.work.save<CheckoutSession>({ ...session, payment_status: 'paid' });
  context.work.emit('checkout.session.async_payment_succeeded', paid);
}

async function invoiceUnpaid(context: Context, { id }: EntityOf<'invoice'>): Promise<void> {
  const session = await sessionOfInvoice(context, id);
  if (session) context.work.emit('checkout.session.async_payment_failed', session);
}
