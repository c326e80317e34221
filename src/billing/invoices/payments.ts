import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { merchantOf } from '../../payment-methods/configurations/type.ts';
import { cancel } from '../../payments/payment-intents/cancel.ts';
import { makePaymentIntent } from '../../payments/payment-intents/create.ts';
import { selectTypes } from '../../payments/payment-intents/options.ts';
import { ALLOWED } from '../../payments/payment-intents/state.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { partOf } from '../../products/percentage.ts';
import { type InvoicePayment, invoicePayments } from '../invoice-payments/type.ts';
import { type Invoice, type InvoiceInternal, subscriptionOf } from './type.ts';

type Params = Parameters<typeof makePaymentIntent>[1];

/**
 * Creates the PaymentIntent of what is due on an invoice, owned by it, unless it is `paidBy` another. Nothing if nothing
 * is due.
 */
export async function openPayment(context: Context, invoice: Invoice, paidBy?: PaymentIntent): Promise<Invoice> {
  if (invoice.amount_due === 0) return invoice;
  const intent = paidBy
    ? context.work.save<PaymentIntent>({ ...paidBy, internal: { ...paidBy.internal, owner: invoice.id } })
    : await makePaymentIntent(context, await intentParams(context, invoice), invoice.id);
  const payment = insertPayment(context, invoice, { type: 'payment_intent', payment_intent: intent.id }, true);
  return { ...invoice, internal: { ...invoice.internal, payment: { id: payment.id, intent: intent.id, attempts: 0 } } };
}

/** Records a payment of an invoice that is requested, or was made with another PaymentIntent. */
export function insertPayment(
  { work }: Context,
  invoice: Invoice,
  payment: InvoicePayment['payment'],
  isDefault: boolean,
  amount = invoice.amount_remaining,
): InvoicePayment {
  return work.insert(invoicePayments, {
    id: work.newId(invoicePayments.prefix),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: amount,
    created: work.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: isDefault,
    livemode: false,
    payment,
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

/** Cancels what an invoice still asks for, because it is paid in another way, or void. */
export async function closePayment(context: Context, { internal: { payment } }: Invoice): Promise<void> {
  if (payment === undefined) return;
  const { work } = context;
  await context.lock(payment.intent);
  const intent = await work.require(paymentIntents, payment.intent);
  if (!ALLOWED.cancel.includes(intent.status) || intent.status === 'processing') return;
  await cancel(context, intent, 'void_invoice');
  const record = await work.require(invoicePayments, payment.id);
  work.save<InvoicePayment>({
    ...record,
    status: 'canceled',
    status_transitions: { ...record.status_transitions, canceled_at: work.now },
  });
}

/** True if the method that pays an invoice is kept for the next one. */
function isForSubscription(invoice: Invoice): boolean {
  return (
    subscriptionOf(invoice) !== null &&
    invoice.billing_reason !== 'manual' &&
    invoice.collection_method === 'charge_automatically'
  );
}

async function intentParams(context: Context, invoice: Invoice): Promise<Params> {
  const { currency, internal, amount_due: amount, payment_settings: settings } = invoice;
  const usage = isForSubscription(invoice) ? 'off_session' : undefined;
  const types = settings.payment_method_types ?? (await defaultTypes(context, { amount, currency, usage }));
  const fee = applicationFee(invoice);
  return {
    amount,
    currency,
    ...(invoice.customer !== null && { customer: invoice.customer }),
    description: DESCRIPTIONS[invoice.billing_reason ?? 'manual'] ?? 'Payment for Invoice',
    payment_method_types: types,
    ...(settings.payment_method_options !== null && {
      // The hash holds what the caller sent as options of the same names.
      payment_method_options: Object.fromEntries(
        Object.entries(settings.payment_method_options).filter(([, set]) => set !== null),
      ) as Stripe.PaymentIntentCreateParams.PaymentMethodOptions,
    }),
    ...(usage && { setup_future_usage: usage }),
    ...(invoice.statement_descriptor !== null && { statement_descriptor_suffix: invoice.statement_descriptor }),
    ...(typeof invoice.on_behalf_of === 'string' && { on_behalf_of: invoice.on_behalf_of }),
    ...(fee !== undefined && { application_fee_amount: fee }),
    ...(internal.transferData && { transfer_data: transferOf(amount, internal.transferData) }),
  };
}

/** The types that the account has turned on and that take this payment. */
async function defaultTypes(
  context: Context,
  {
    usage,
    ...payment
  }: { readonly amount: number; readonly currency: string; readonly usage: 'off_session' | undefined },
): Promise<string[]> {
  const wanted = { ...payment, ...(usage && { futureUsage: usage }) };
  return selectTypes({ automatic_payment_methods: { enabled: true } }, wanted, await merchantOf(context)).types;
}

function transferOf(due: number, { percent, ...transfer }: NonNullable<InvoiceInternal['transferData']>) {
  return percent === undefined ? transfer : { ...transfer, amount: partOf(due, percent) };
}

function applicationFee({ amount_due: due, internal }: Invoice): number | undefined {
  if (internal.applicationFeeAmount !== undefined) return internal.applicationFeeAmount;
  const { applicationFeePercent: percent } = internal;
  return percent === undefined ? undefined : partOf(due, percent);
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  subscription_create: 'Subscription creation',
  subscription_cycle: 'Subscription update',
  subscription_threshold: 'Subscription update',
  subscription_update: 'Subscription update',
};

/** The PaymentIntent of an invoice, at the amount that remains; undefined if nothing is due. */
export async function currentIntent(context: Context, { internal }: Invoice): Promise<PaymentIntent | undefined> {
  const { payment } = internal;
  if (payment === undefined) return undefined;
  await context.lock(payment.intent);
  return context.work.require(paymentIntents, payment.intent);
}
