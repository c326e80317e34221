import { type Customer, customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { namedMethod } from '../../payment-methods/make.ts';
import { findSource } from '../../payment-methods/sources/find.ts';
import type { Subscription } from './type.ts';

/** The customer that a request subscribes. Throws if the parameter is missing or names none. */
export async function customerNamed({ work }: Context, id: string | undefined): Promise<Customer> {
  if (id === undefined || id === '') throw parameterMissing('customer');
  return work.require(customers, id, 'customer');
}

/** The customer of a subscription. */
export function customerOf({ work }: Context, { customer }: Pick<Subscription, 'customer'>): Promise<Customer> {
  return work.require(customers, customer, 'customer');
}

/** Throws if the customer has been billed in another currency. */
export function checkSameCurrency(customer: Customer, currency: string, param: string): void {
  if (!customer.currency || customer.currency === currency) return;
  throw invalidRequest(
    `You cannot combine currencies on a single customer. This customer has had a subscription, coupon, or invoice item with currency ${customer.currency}`,
    { param },
  );
}

/** The id of the customer's payment method that a parameter names. Throws for the method of another customer. */
export async function ownMethod(context: Context, customer: Customer, id: string): Promise<string> {
  const method = await namedMethod(context, id);
  if (method && idOf(method.customer) === customer.id) return method.id;
  if (!method) throw resourceMissing('PaymentMethod', id, 'default_payment_method', 400);
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'default_payment_method' },
  );
}

/** The id of the customer's source that a parameter names. */
export async function ownSource(context: Context, customer: Customer, id: string): Promise<string> {
  const source = await findSource(context, id);
  if (source && idOf(source.customer) === customer.id) return id;
  throw invalidRequest(`No such source: '${id}'`, { code: 'resource_missing', param: 'default_source' });
}
