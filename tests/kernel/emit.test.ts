import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import type { Charge } from '../../src/charges/type.ts';
import type { UnitOfWork } from '../../src/kernel/unit-of-work.ts';

/** The compiler checks these calls (`npm run check`); nothing runs them. */
const calls = (work: UnitOfWork, charge: Charge, refund: Stripe.Refund) => [
  work.emit('charge.refunded', charge),
  work.emit('refund.created', refund),
  // @ts-expect-error The API has no such event.
  work.emit('charge.refundd', charge),
  // @ts-expect-error This event is about a charge.
  work.emit('charge.refunded', refund),
];

it('an event has a type of the API and is about an object that this type is for', () => {
  expect(calls).toBeTypeOf('function');
});
