import type Stripe from 'stripe';
import { checkStatementDescriptor } from '../../charges/statement-descriptor.ts';
import { taxIds } from '../../customers/tax-ids/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { patch } from '../../kernel/patch.ts';
import { findMethod } from '../../methods/registry.ts';
import { namedMethod } from '../../payment-methods/make.ts';
import { mandates } from '../../payment-methods/mandates/type.ts';
import { shippingOf } from '../../payment-methods/shipping.ts';
import { createShippingRate, type ShippingRateParams } from '../../products/shipping-rates/create.ts';
import { shippingAmount, shippingRates } from '../../products/shipping-rates/type.ts';
import { checkShares } from '../reading/shares.ts';
import { readTaxRates } from '../reading/tax-rates.ts';
import type { Invoice } from './type.ts';

/** The parameters that creating and updating an invoice have in common. */
export type FieldParams = Omit<
  Stripe.InvoiceUpdateParams,
  'discounts' | 'collection_method' | 'days_until_due' | 'due_date' | 'auto_advance' | 'automatically_finalizes_at'
>;

/** The most custom fields of an invoice: https://docs.stripe.com/api/invoices/object#invoice_object-custom_fields */
const MOST_CUSTOM_FIELDS = 4;
/** The longest name and value of a custom field, in characters. */
const LONGEST_NAME = 40;
const LONGEST_VALUE = 140;
/** The longest number that a merchant may choose. */
const LONGEST_NUMBER = 26;

/** Returns an invoice with the plain parameters of a call. Throws for what does not fit its customer. */
export async function withFields(context: Context, invoice: Invoice, params: FieldParams): Promise<Invoice> {
  const method = await ownedMethod(context, invoice, params.default_payment_method, 'default_payment_method');
  const source = await ownedMethod(context, invoice, params.default_source || undefined, 'default_source');
  if (params.custom_fields) checkCustomFields(params.custom_fields);
  await checkShares(context, params);
  const mandate = params.payment_settings?.default_mandate;
  if (mandate) await context.work.require(mandates, mandate, 'payment_settings[default_mandate]');
  const rates = params.default_tax_rates;
  await checkAccountTaxIds(context, params.account_tax_ids || []);
  const patched = patch<Invoice, FieldParams>(invoice, params, {
    account_tax_ids: true,
    custom_fields: true,
    description: true,
    effective_at: true,
    footer: true,
    on_behalf_of: true,
    shipping_details: (given) => shippingOf(given) as Stripe.Invoice.ShippingDetails,
    statement_descriptor: (text) => checkStatementDescriptor(text, 'statement_descriptor'),
  });
  return {
    ...patched,
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    ...(method !== undefined && { default_payment_method: method }),
    ...(params.default_source !== undefined && { default_source: source ?? null }),
    ...(rates !== undefined && {
      default_tax_rates: rates ? await readTaxRates(context, rates, 'default_tax_rates') : [],
    }),
    metadata: mergeMetadata(invoice.metadata, params.metadata),
    payment_settings: withPaymentSettings(invoice.payment_settings, params.payment_settings),
    rendering: withRendering(invoice.rendering, params.rendering),
    ...(params.shipping_cost !== undefined && {
      shipping_cost: params.shipping_cost ? await shippingCost(context, params.shipping_cost, invoice.currency) : null,
    }),
    internal: { ...invoice.internal, ...(await internalOf(context, params)) },
  };
}

function automaticTax({ enabled }: { readonly enabled: boolean }): Stripe.Invoice.AutomaticTax {
  if (!enabled) return { disabled_reason: null, enabled, liability: null, provider: null, status: null };
  return { disabled_reason: null, enabled, liability: { type: 'self' }, provider: 'stripe', status: null };
}

/** Checks that a method is the customer's. Undefined stays undefined. */
async function ownedMethod(
  context: Context,
  invoice: Pick<Invoice, 'customer'>,
  id: string | undefined,
  param: string,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const method = await namedMethod(context, id);
  if (method && method.customer === invoice.customer) return method.id;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param },
  );
}

/** Throws unless the merchant's own tax IDs exist. */
async function checkAccountTaxIds({ work }: Context, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const { customer } = await work.require(taxIds, id, `account_tax_ids[${index}]`);
    if (customer === null) continue;
    throw invalidRequest(`The tax ID ${id} belongs to a customer. Use one of your account.`, {
      param: `account_tax_ids[${index}]`,
    });
  }
}

function checkCustomFields(fields: readonly Stripe.Invoice.CustomField[]): void {
  if (fields.length > MOST_CUSTOM_FIELDS) {
    throw invalidRequest(`An invoice can have at most ${MOST_CUSTOM_FIELDS} custom fields.`, {
      param: 'custom_fields',
    });
  }
  for (const [index, { name, value }] of fields.entries()) {
    const long = name.length > LONGEST_NAME ? 'name' : value.length > LONGEST_VALUE ? 'value' : undefined;
    if (long === undefined) continue;
    throw invalidRequest(
      `Invalid string: must be at most ${long === 'name' ? LONGEST_NAME : LONGEST_VALUE} characters`,
      { param: `custom_fields[${index}][${long}]` },
    );
  }
}

/** The options of an invoice that sets those of one type only. */
const NO_OPTIONS = {
  acss_debit: null,
  bancontact: null,
  card: null,
  customer_balance: null,
  konbini: null,
  payto: null,
  pix: null,
  sepa_debit: null,
  upi: null,
  us_bank_account: null,
};

function withPaymentSettings(
  current: Stripe.Invoice.PaymentSettings,
  given: Stripe.InvoiceUpdateParams.PaymentSettings | undefined,
): Stripe.Invoice.PaymentSettings {
  if (!given) return current;
  const { default_mandate: mandate, payment_method_options: options, payment_method_types: types } = given;
  for (const [index, type] of (types || []).entries()) {
    if (findMethod(type)) continue;
    throw invalidRequest(`Florin does not support the payment method type '${type}' yet.`, {
      param: `payment_settings[payment_method_types][${index}]`,
    });
  }
  return {
    default_mandate: mandate === undefined ? current.default_mandate : mandate || null,
    payment_method_options: options
      ? // What was sent is shown again; its fields are those of the object.
        {
          ...(current.payment_method_options ?? NO_OPTIONS),
          ...(options as Stripe.Invoice.PaymentSettings.PaymentMethodOptions),
        }
      : current.payment_method_options,
    payment_method_types: types === undefined ? current.payment_method_types : types || null,
  };
}

function withRendering(
  current: Invoice['rendering'],
  given: Stripe.InvoiceUpdateParams.Rendering | undefined,
): Invoice['rendering'] {
  if (!given) return current;
  return {
    amount_tax_display:
      given.amount_tax_display === undefined ? (current?.amount_tax_display ?? null) : given.amount_tax_display || null,
    pdf: given.pdf ? { page_size: given.pdf.page_size ?? 'auto' } : (current?.pdf ?? { page_size: 'auto' }),
    template: null,
    template_version: null,
  };
}

async function shippingCost(
  context: Context,
  { shipping_rate: id, shipping_rate_data: data }: Stripe.InvoiceUpdateParams.ShippingCost,
  currency: string,
): Promise<Stripe.Invoice.ShippingCost> {
  if ((id === undefined) === (data === undefined)) {
    throw invalidRequest('You must specify either `shipping_rate` or `shipping_rate_data` in `shipping_cost`.', {
      param: 'shipping_cost',
    });
  }
  const rate =
    id === undefined
      ? createShippingRate(context, data as ShippingRateParams, 'shipping_cost[shipping_rate_data]')
      : await context.work.require(shippingRates, id, 'shipping_cost[shipping_rate]');
  const cost = shippingAmount(rate, currency);
  if (!cost) {
    throw invalidRequest(`The shipping rate ${rate.id} has no amount in ${currency}.`, { param: 'shipping_cost' });
  }
  return { amount_subtotal: cost.amount, amount_tax: 0, amount_total: cost.amount, shipping_rate: rate.id };
}

async function internalOf(
  { work }: Context,
  { application_fee_amount: fee, number, transfer_data: transfer }: FieldParams,
): Promise<Partial<Invoice['internal']>> {
  if (number && (number.length > LONGEST_NUMBER || !/^[A-Za-z0-9_/-]+$/.test(number))) {
    throw invalidRequest(
      `An invoice number has at most ${LONGEST_NUMBER} letters, digits, dashes, slashes and underscores.`,
      { param: 'number' },
    );
  }
  if (fee !== undefined && work.connected === null && !transfer) {
    throw invalidRequest(
      'Application fees can only be taken with `transfer_data`, or on behalf of a connected account.',
      {
        param: 'application_fee_amount',
      },
    );
  }
  return {
    ...(fee !== undefined && { applicationFeeAmount: fee }),
    ...(number && { number }),
    ...(transfer && { transferData: transfer }),
  };
}

/** Throws for the combinations of collection method and due date that exclude each other. */
export function checkDueDate(
  method: string,
  { days_until_due: days, due_date: due }: { readonly days_until_due?: number; readonly due_date?: number },
  now: number,
): void {
  if (method !== 'send_invoice' && (days !== undefined || due !== undefined)) {
    const param = days === undefined ? 'due_date' : 'days_until_due';
    throw invalidRequest(`You can only pass in \`${param}\` if \`collection_method\` is set to \`send_invoice\`.`, {
      param,
    });
  }
  if (days !== undefined && due !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: days_until_due, due_date.', {
      param: 'due_date',
    });
  }
  if (days !== undefined && days < 0) {
    throw invalidRequest('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: 'days_until_due',
    });
  }
  if (due !== undefined && due < now) {
    throw invalidRequest('The due date must be in the future.', { param: 'due_date' });
  }
}

/** The currency of a call, or the usual one. */
export function currencyOf(given: string | undefined, usual: string): string {
  return given === undefined ? usual : checkCurrency(given);
}
