import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import type { Operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { customerBalanceOperations } from './balance/balance-transactions.ts';
import { cashBalanceOperations } from './cash-balance/cash-balance.ts';
import { type CreateParams, createCustomer } from './create.ts';
import { customerDiscountOperations } from './discount/remove.ts';
import { removeCustomer } from './remove.ts';
import { customerSourceOperations } from './sources/sources.ts';
import { taxIdOperations } from './tax-ids/tax-ids.ts';
import { type Customer, customers } from './type.ts';
import { type UpdateParams, updateCustomer } from './update.ts';

/** A customer, or the stub of one that was deleted. */
async function retrieve({ work }: Context, id: string): Promise<Customer | Stripe.DeletedCustomer> {
  if (await work.isRemoved(customers, id)) return { id, object: 'customer', deleted: true };
  return work.require(customers, id);
}

const plain = resource(
  customers,
  { collection: '/v1/customers', item: '/v1/customers/{customer}' },
  {
    create: (context, params) => createCustomer(context, params as CreateParams),
    retrieve,
    update: (context, current, params) => updateCustomer(context, current, params as UpdateParams),
    list: ({ email }) => (email === undefined ? {} : { by: `email/${email}` }),
    remove: removeCustomer,
  },
  { create: { notYet: ['test_clock'] }, list: { notYet: ['test_clock'] } },
);

export const customerOperations: Operation[] = [
  ...plain,
  ...cashBalanceOperations,
  ...customerBalanceOperations,
  ...customerDiscountOperations,
  ...customerSourceOperations,
  ...taxIdOperations,
];
