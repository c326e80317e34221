import type Stripe from 'stripe';
import { type Customer, customers } from '../customers/type.ts';
import { DAY_SECONDS } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { LAST_MOMENT_MS } from '../kernel/positions.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import { type TestClock, testClocks } from './type.ts';

/** Days after which Stripe deletes a test clock. Shown only: Florin's clocks stay until they are deleted. */
const SHOWN_DAYS = 30;

/** Creates a test clock; `customer` puts a customer on it who has nothing that runs on the world's time. */
export async function createTestClock(
  { work }: Context,
  { frozen_time: frozen, name, customer }: Stripe.TestHelpers.TestClockCreateParams,
): Promise<TestClock> {
  checkMoment(frozen);
  const created = work.worldNow;
  const clock = work.insert(testClocks, {
    id: work.newId(testClocks.prefix),
    object: 'test_helpers.test_clock',
    created,
    deletes_after: created + SHOWN_DAYS * DAY_SECONDS,
    frozen_time: frozen,
    livemode: false,
    name: name ?? null,
    status: 'ready',
    status_details: {},
  });
  work.emit('test_helpers.test_clock.created', clock);
  if (customer !== undefined) {
    const found = await work.require(customers, customer, 'customer');
    if (found.test_clock) throw takenBy('The customer is on a test clock already. Use another customer.');
    if (found.currency !== null) {
      throw takenBy('The customer has subscriptions, invoices or items on the account’s time. Use a new customer.');
    }
    const moved = work.save<Customer>({ ...found, test_clock: clock.id });
    work.emit('customer.updated', moved, previousAttributes(found, moved));
  }
  return clock;
}

function takenBy(message: string) {
  return invalidRequest(message, { param: 'customer' });
}

/** Throws for a moment that a clock cannot show. */
export function checkMoment(frozen: number): void {
  if (frozen < 0) {
    throw invalidRequest('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: 'frozen_time',
    });
  }
  if (frozen * 1000 > LAST_MOMENT_MS) {
    throw invalidRequest('A test clock cannot show a time beyond the year 2109.', { param: 'frozen_time' });
  }
}
