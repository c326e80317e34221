import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import { saveSource } from '../payment-methods/sources/add.ts';
import { findSource } from '../payment-methods/sources/find.ts';
import { type GivenSource, makeSource } from '../payment-methods/sources/make.ts';
import { removeSource } from '../payment-methods/sources/remove.ts';
import { adjustBalance } from './balance/adjust.ts';
import { withCashBalance } from './cash-balance/cash-balance.ts';
import { emitDiscountEvent } from './discount/emit.ts';
import { type DiscountParams, withDiscount } from './discount/give.ts';
import { type CustomerFields, withFields } from './fields.ts';
import { withInvoiceSettings } from './invoice-settings.ts';
import { withTax } from './tax.ts';
import type { Customer } from './type.ts';

/** Parameters of an update; a source may also be typed, and `card` is its older name. */
export type UpdateParams = Omit<Stripe.CustomerUpdateParams, 'source'> & {
  readonly source?: GivenSource;
  readonly card?: GivenSource;
} & DiscountParams;

/** Updates a customer and emits one event for all changes. */
export async function updateCustomer(context: Context, current: Customer, params: UpdateParams): Promise<Customer> {
  const { work } = context;
  const plain = withTax(withCashBalance(withPlainFields(current, params), params.cash_balance?.settings), params.tax);
  const settled = work.save(await withInvoiceSettings(context, plain, params.invoice_settings));
  const discounted = work.save(await withDiscount(context, settled, params));
  const balanced = withBalance(context, discounted, params.balance);
  const updated = work.save(await withDefaultSource(context, balanced, params.default_source));
  const given = params.source ?? params.card;
  const sourced = given === undefined ? updated : await replaceSource(context, updated, given, params.validate);
  const previous = previousAttributes(current, sourced);
  if (Object.keys(previous).length > 0) work.emit('customer.updated', sourced, previous);
  await emitDiscountEvent(context, current.discount, sourced.discount);
  return sourced;
}

function withPlainFields(current: Customer, params: UpdateParams): Customer {
  const { invoice_prefix: prefix, next_invoice_sequence: next } = params;
  return {
    ...withFields(current, params as CustomerFields),
    ...(prefix !== undefined && { invoice_prefix: prefix }),
    ...(next !== undefined && { next_invoice_sequence: next }),
    metadata: mergeMetadata(current.metadata, params.metadata),
  };
}

/** Sets the balance to an amount; the difference is written down as an adjustment. */
function withBalance(context: Context, customer: Customer, balance: number | undefined): Customer {
  if (balance === undefined || balance === customer.balance) return customer;
  return adjustBalance(context, customer, {
    amount: balance - customer.balance,
    currency: customer.currency ?? context.account.defaultCurrency,
    type: 'adjustment',
  }).customer;
}

async function withDefaultSource(context: Context, customer: Customer, id: string | undefined): Promise<Customer> {
  if (id === undefined) return customer;
  const source = await findSource(context, id);
  if (source && idOf(source.customer) === customer.id) return { ...customer, default_source: id };
  throw invalidRequest(`No such source: '${id}'`, { code: 'resource_missing', param: 'default_source' });
}

/** A source sent with an update replaces the default source, which is detached. */
async function replaceSource(
  context: Context,
  customer: Customer,
  given: GivenSource,
  validate: boolean | undefined,
): Promise<Customer> {
  const saved = await saveSource(context, customer.id, await makeSource(context, given, 'source'), { validate });
  const before = idOf(customer.default_source);
  const changed = context.work.save<Customer>({ ...customer, default_source: saved.id });
  const replaced = before === null || before === saved.id ? undefined : await findSource(context, before);
  if (replaced) await removeSource(context, replaced);
  return changed;
}
