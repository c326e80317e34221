import { type Customer, customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { Invoice } from './type.ts';

/** Loads the customer of an invoice. Throws if it was deleted. */
export function customerOf({ work }: Context, { customer }: Pick<Invoice, 'customer'>): Promise<Customer> {
  return work.require(customers, customer ?? '', 'customer');
}
