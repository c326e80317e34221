import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { testClockType } from '../../kernel/test-clock.ts';

/**
 * The time on a customer's clock, in seconds since epoch; the world's if there is no such customer. It leaves the
 * decision's own clock open: events of customers on different clocks can be in one request.
 */
export async function customerTime({ work }: Context, customer: string | undefined): Promise<number> {
  const found = customer === undefined ? undefined : await work.get(customers, customer);
  const clock = idOf(found?.test_clock);
  return clock === null ? work.worldNow : (await work.require(testClockType, clock)).frozen_time;
}
