import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { attach } from '../payment-methods/attach.ts';
import { resolvePaymentMethod } from '../payment-methods/make.ts';
import { saveSource } from '../payment-methods/sources/add.ts';
import { type GivenSource, makeSource } from '../payment-methods/sources/make.ts';
import { adjustBalance } from './balance/adjust.ts';
import { withCashBalance } from './cash-balance/cash-balance.ts';
import { emitDiscountEvent } from './discount/emit.ts';
import { type DiscountParams, withDiscount } from './discount/give.ts';
import { type CustomerFields, withFields } from './fields.ts';
import { withInvoiceSettings } from './invoice-settings.ts';
import { withTax } from './tax.ts';
import { addTaxId } from './tax-ids/create.ts';
import { type Customer, customers } from './type.ts';

/** Parameters of a new customer; a source may also be typed, and `card` is its older name. */
export type CreateParams = Omit<Stripe.CustomerCreateParams, 'source'> & {
  readonly source?: GivenSource;
  readonly card?: GivenSource;
} & DiscountParams;

export async function createCustomer(context: Context, params: CreateParams): Promise<Customer> {
  const { work } = context;
  if (params.test_clock !== undefined) await work.onClock(params.test_clock);
  const given = params.source ?? params.card;
  const source = given === undefined ? null : await makeSource(context, given, 'source');
  const { default_payment_method: defaultMethod, ...settings } = params.invoice_settings ?? {};
  const customer = await withInvoiceSettings(
    context,
    withTax(withCashBalance(insert(context, params, source?.id ?? null), params.cash_balance?.settings), params.tax),
    params.invoice_settings && settings,
  );
  const discounted = work.save(await withDiscount(context, customer, params));
  const opened = withOpeningBalance(context, discounted, params.balance ?? 0);
  work.emit('customer.created', opened);
  await emitDiscountEvent(context, null, opened.discount);
  if (source) await saveSource(context, opened.id, source, { validate: params.validate });
  for (const [index, taxId] of (params.tax_id_data ?? []).entries()) {
    addTaxId(context, opened.id, taxId, `tax_id_data[${index}][value]`);
  }
  if (params.payment_method) {
    await attach(context, await resolvePaymentMethod(context, params.payment_method, 'payment_method'), opened.id);
  }
  if (defaultMethod === undefined) return opened;
  const paying = work.save(await withInvoiceSettings(context, opened, { default_payment_method: defaultMethod }));
  work.emit('customer.updated', paying, previousAttributes(opened, paying));
  return paying;
}

function insert({ work }: Context, params: CreateParams, defaultSource: string | null): Customer {
  const blank = blankCustomer(work, work.newId(customers.prefix), params, defaultSource);
  return work.insert(customers, withFields(blank, params as CustomerFields));
}

/** Customers that guides name in their requests, as printed; made when one is first asked for. */
export const exampleCustomers = {
  cus_ODQluYFNl44ODI: (work: UnitOfWork, id: string) => {
    const customer = work.insert(customers, blankCustomer(work, id, {}, null));
    work.emit('customer.created', customer);
    return customer;
  },
};

function blankCustomer(work: UnitOfWork, id: string, params: CreateParams, defaultSource: string | null): Customer {
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: work.now,
    currency: null,
    customer_account: null,
    default_source: defaultSource,
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
    test_clock: params.test_clock ?? null,
  };
}

/** The initial credit balance. */
function withOpeningBalance(context: Context, customer: Customer, amount: number): Customer {
  if (amount === 0) return customer;
  const currency = context.account.defaultCurrency;
  return adjustBalance(context, customer, { amount, currency, type: 'initial' }).customer;
}
