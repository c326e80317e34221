import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import type { Charge } from '../../../src/charges/type.ts';
import type { Context } from '../../../src/kernel/context.ts';
import type { EntityOf } from '../../../src/kernel/entity.ts';
import type { Follower } from '../../../src/kernel/follower.ts';
import type { UnitOfWork } from '../../../src/kernel/unit-of-work.ts';

// Checked by the compiler (`npm run check`); never executed.

const calls = (work: UnitOfWork, charge: Charge, refund: Stripe.Refund) => [
  work.emit('charge.refunded', charge),
  work.emit('refund.created', refund),
  // @ts-expect-error The API has no such event.
  work.emit('charge.refundd', charge),
  // @ts-expect-error This event is about a charge.
  work.emit('charge.refunded', refund),
];

async function followRefund(_context: Context, _refund: EntityOf<'refund'>): Promise<void> {}

const followers: readonly Follower[] = [
  { on: 'refund.created', do: followRefund },
  { on: 'refund.updated', do: followRefund },
  // @ts-expect-error The API has no such event.
  { on: 'refund.deleted', do: followRefund },
  // @ts-expect-error This event is about a charge.
  { on: 'charge.refunded', do: followRefund },
];

it('an event and its followers have a type of the API, and an object of that type', () => {
  expect([calls, followers]).toHaveLength(2);
});
