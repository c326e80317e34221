import type Stripe from 'stripe';
import { previousAttributes } from '../kernel/changes.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import type { Operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { refuseUnsupported } from '../kernel/unsupported.ts';
import { customers } from '../payments/customer-type.ts';
import { attach } from '../payments/payment-methods/attach.ts';
import { resolvePaymentMethod } from '../payments/payment-methods/make.ts';
import { paymentMethods } from '../payments/payment-methods/type.ts';
import { type CustomerFields, customerFields } from './fields.ts';

/** Parts of customers that are not there yet. */
const NOT_YET = ['cash_balance', 'source', 'tax', 'tax_id_data', 'test_clock', 'default_source'] as const;

async function create(context: Context, params: Stripe.CustomerCreateParams): Promise<Stripe.Customer> {
  refuseUnsupported(params, NOT_YET);
  const { work } = context;
  const id = work.newId(customers.prefix);
  const customer = work.insert(customers, {
    id,
    object: 'customer',
    address: null,
    balance: params.balance ?? 0,
    created: work.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: params.invoice_prefix ?? work.newSecret(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: null,
    next_invoice_sequence: params.next_invoice_sequence ?? 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
    ...customerFields(params as CustomerFields),
  });
  work.emit('customer.created', customer);
  if (params.payment_method) {
    await attach(context, await resolvePaymentMethod(context, params.payment_method, 'payment_method'), id);
  }
  return withInvoiceSettings(context, customer, params.invoice_settings);
}

type InvoiceSettings = Stripe.CustomerCreateParams.InvoiceSettings | Stripe.CustomerUpdateParams.InvoiceSettings;

/** Sets what a customer's invoices say and how they are paid; the payment method has to be one of theirs. */
async function withInvoiceSettings(
  context: Context,
  customer: Stripe.Customer,
  given: InvoiceSettings | undefined,
): Promise<Stripe.Customer> {
  if (given === undefined) return customer;
  const { custom_fields: fields, default_payment_method: method, footer, rendering_options: rendering } = given;
  if (method) await checkOwned(context, customer, method);
  const settings: Stripe.Customer.InvoiceSettings = {
    ...customer.invoice_settings,
    ...(fields !== undefined && { custom_fields: fields || null }),
    ...(method !== undefined && { default_payment_method: method || null }),
    ...(footer !== undefined && { footer: footer || null }),
    ...(rendering !== undefined && {
      rendering_options: rendering
        ? { amount_tax_display: rendering.amount_tax_display || null, template: rendering.template ?? null }
        : null,
    }),
  };
  return context.work.save({ ...customer, invoice_settings: settings });
}

async function checkOwned({ work }: Context, customer: Stripe.Customer, id: string): Promise<void> {
  const method = await work.get(paymentMethods, id);
  if (method && idOf(method.customer) === customer.id) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
  );
}

async function update(
  context: Context,
  current: Stripe.Customer,
  params: Stripe.CustomerUpdateParams,
): Promise<Stripe.Customer> {
  refuseUnsupported(params, NOT_YET);
  const { work } = context;
  const changed = work.save<Stripe.Customer>({
    ...current,
    ...customerFields(params as CustomerFields),
    ...(params.balance !== undefined && { balance: params.balance }),
    ...(params.invoice_prefix !== undefined && { invoice_prefix: params.invoice_prefix }),
    ...(params.next_invoice_sequence !== undefined && { next_invoice_sequence: params.next_invoice_sequence }),
    metadata: mergeMetadata(current.metadata, params.metadata),
  });
  const updated = await withInvoiceSettings(context, changed, params.invoice_settings);
  const previous = previousAttributes(current, updated);
  if (Object.keys(previous).length > 0) work.emit('customer.updated', updated, previous);
  return updated;
}

/** Deletes a customer; their payment methods are let go. */
async function remove({ work }: Context, customer: Stripe.Customer): Promise<Stripe.DeletedCustomer> {
  const owned = { by: `customer/${customer.id}`, limit: METHODS_AT_ONCE };
  for (let methods = await work.list(paymentMethods, owned); methods.length > 0; ) {
    for (const method of methods)
      work.save({ ...method, customer: null, internal: { ...method.internal, spent: true } });
    methods = await work.list(paymentMethods, owned);
  }
  work.emit('customer.deleted', customer);
  work.remove(customer);
  return { id: customer.id, object: 'customer', deleted: true };
}

/** How many payment methods of a deleted customer are let go at a time. */
const METHODS_AT_ONCE = 500;

/** A customer, or the stub of one that was deleted. */
async function retrieve({ work }: Context, id: string): Promise<Stripe.Customer | Stripe.DeletedCustomer> {
  if (await work.isRemoved(customers, id)) return { id, object: 'customer', deleted: true };
  return work.require(customers, id);
}

export const customerOperations: Operation[] = resource(
  customers,
  { collection: '/v1/customers', item: '/v1/customers/{customer}' },
  {
    create,
    retrieve,
    update,
    list: (params) => {
      refuseUnsupported(params, ['test_clock']);
      return params.email === undefined ? {} : { by: `email/${params.email}` };
    },
    remove,
  },
);
