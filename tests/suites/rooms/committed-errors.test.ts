import { expect, test } from 'vitest';
import { customers } from '../../../src/customers/type.ts';
import { StripeError, throwIfDeclined } from '../../../src/kernel/errors.ts';
import { define } from '../../../src/kernel/operation.ts';
import type { Room } from '../../../src/kernel/room.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const DECLINE = { status: 402, detail: { type: 'card_error', code: 'card_declined', message: 'No.' } } as const;

/** A room whose operation renames the customer that the path names, and then ends with an error. */
function failing(end: () => void): Room {
  const id = 'GET /v1/climate/suppliers/{supplier}';
  const operations = [
    define(id, async ({ work }, _params, path) => {
      const customer = await work.require(customers, path.supplier);
      work.save({ ...customer, name: 'Renamed' });
      end();
      return customer;
    }),
  ];
  return { name: 'failing', operations };
}

async function nameAfter({ stripe, call }: Harness): Promise<string | null | undefined> {
  const { id } = await stripe.customers.create({ name: 'Ada' });
  const { status, body } = await call('GET', `/v1/climate/suppliers/${id}`);
  expect([status, body]).toEqual([402, { error: expect.objectContaining({ code: 'card_declined' }) }]);
  const customer = await stripe.customers.retrieve(id);
  return customer.deleted ? undefined : customer.name;
}

test('a decline is returned as an error after its writes are committed', () =>
  withFlorin(async (harness) => expect(await nameAfter(harness)).toBe('Renamed'), {
    rooms: [...ROOMS, failing(() => throwIfDeclined(DECLINE))],
  }));

test('any other error rolls the writes of its operation back', () =>
  withFlorin(async (harness) => expect(await nameAfter(harness)).toBe('Ada'), {
    rooms: [
      ...ROOMS,
      failing(() => {
        throw new StripeError(DECLINE.status, DECLINE.detail);
      }),
    ],
  }));
