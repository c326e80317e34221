import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { checkNamed } from '../kernel/list.ts';
import { resource } from '../kernel/resource.ts';
import { testClockType } from '../kernel/test-clock.ts';
import { searchOperation } from '../search/search.ts';
import { listsOfCustomers } from './changes/2020-08-27-lists.ts';
import { couponsOfCustomers } from './changes/2025-03-31.basil-coupon-parameters.ts';
import { type CreateParams, createCustomer, exampleCustomers } from './create.ts';
import { customerDiscountOperations } from './discount/operations.ts';
import { discountTimers } from './discount/timers.ts';
import { customerIncludes } from './included.ts';
import { removeCustomer } from './remove.ts';
import { customerSourceOperations } from './sources/sources.ts';
import { type Customer, customers } from './type.ts';
import { type UpdateParams, updateCustomer } from './update.ts';

/** A customer, or the stub of one that was deleted. */
async function retrieve({ work }: Context, id: string): Promise<Customer | Stripe.DeletedCustomer> {
  if (await work.isRemoved(customers, id)) return { id, object: 'customer', deleted: true };
  return work.require(customers, id);
}

export const customerResource = resource(customers, {
  collection: '/v1/customers',
  item: '/v1/customers/{customer}',
  create: (context, params) => createCustomer(context, params as CreateParams),
  retrieve,
  update: (context, current, params) => updateCustomer(context, current, params as UpdateParams),
  list: async ({ email, test_clock }, context) => {
    await checkNamed(context, testClockType, test_clock, 'test_clock');
    // Customers on test clocks are only in lists of their clock.
    return {
      where: { test_clock, email, ...(email !== undefined && test_clock === undefined && { on_clock: false }) },
    };
  },
  remove: removeCustomer,
  options: { retrieve: { stored: customers } },
  operations: [...customerDiscountOperations, ...customerSourceOperations, searchOperation(customers)],
  examples: exampleCustomers,
  includes: customerIncludes,
  timers: discountTimers,
  changes: [listsOfCustomers, couponsOfCustomers],
});
