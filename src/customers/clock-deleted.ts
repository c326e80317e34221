import type { FollowerOf } from '../kernel/follower.ts';
import { removeCustomer } from './remove.ts';
import { customers } from './type.ts';

/** Customers read at a time. */
const AT_ONCE = 500;

/** Deletes the customers of a test clock with it. */
export const customersOfDeletedClock: FollowerOf<'test_helpers.test_clock.deleted'> = {
  on: 'test_helpers.test_clock.deleted',
  async do(context, { id }) {
    for (;;) {
      const found = await context.work.list(customers, { by: `test_clock/${id}`, limit: AT_ONCE });
      if (found.length === 0) return;
      for (const customer of found) await removeCustomer(context, customer);
    }
  },
};
