import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { MOST_EMBEDDED } from '../../kernel/list.ts';
import type { Include } from '../../kernel/resource.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { discounts } from '../../products/discounts/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import { linesOf } from '../drafts/lines.ts';
import { invoicePayments } from '../invoice-payments/type.ts';
import { priceIncludes } from '../reading/included-price.ts';
import { type Invoice, invoices } from './type.ts';

/** Fields of an invoice that are only sent when a request expands them. */
export const invoiceIncludes: Readonly<Record<string, Include>> = {
  // Older API versions have these.
  application_fee_amount: of(async (_context, { internal }) => internal.applicationFeeAmount),
  charge: of(async (context, invoice) => (await intentOf(context, invoice))?.latest_charge),
  discount: of(async ({ work }, { discounts: [id] }) => (id === undefined ? undefined : work.get(discounts, id))),
  payment_intent: of(async (_context, { internal }) => internal.payment?.intent),
  transfer_data: of(async (_context, { internal }) => transferData(internal.transferData)),
  confirmation_secret: of(confirmationSecret),
  async payments({ work }, { id }) {
    const data = await work.list(invoicePayments, { by: `invoice/${id}`, limit: MOST_EMBEDDED, descending: false });
    return { object: 'list', data, has_more: false, url: '/v1/invoices/payments' };
  },
};

function of(include: (context: Context, invoice: Invoice) => Promise<unknown>): Include {
  return async (context: Context, { id }: Entity) => {
    const invoice = await context.work.get(invoices, id);
    return invoice && include(context, invoice);
  };
}

/** The secret with which a page confirms the payment; null if nothing is due. */
async function confirmationSecret(
  context: Context,
  invoice: Invoice,
): Promise<Stripe.Invoice.ConfirmationSecret | null> {
  const intent = await intentOf(context, invoice);
  return intent?.client_secret ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
}

async function intentOf({ work }: Context, { internal }: Invoice): Promise<PaymentIntent | undefined> {
  return internal.payment && work.get(paymentIntents, internal.payment.intent);
}

function transferData(given: Invoice['internal']['transferData']) {
  return given && { amount: given.amount ?? null, destination: given.destination };
}

/** Fields of a line that only older API versions have. */
export const lineIncludes: Readonly<Record<string, Include>> = {
  ...priceIncludes,
  async tax_rates({ work }, line) {
    const { invoice: id } = line as Entity & { readonly invoice?: string | null };
    const invoice = id ? await work.get(invoices, id) : undefined;
    const found = invoice && linesOf(invoice).find((one) => one.id === line.id);
    return Promise.all((found?.internal.taxRates ?? []).map((rate) => work.require(taxRates, rate)));
  },
};
