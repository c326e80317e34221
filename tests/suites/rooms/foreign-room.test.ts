import { describe, expect, test } from 'vitest';
import { assemble } from '../../../src/kernel/assemble.ts';
import { view } from '../../../src/kernel/resource.ts';
import type { Room } from '../../../src/kernel/room.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { decides } from '../../../src/timers/worker.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { foreign, LAPSE_AFTER_MS, RENAMED_IN } from './foreign-room.ts';

const withForeignRoom = (story: (harness: Harness) => Promise<void>) =>
  withFlorin(story, { rooms: [...ROOMS, foreign] });

const LIST = 'rsl_1';
const addDomain = async ({ stripe }: Harness) =>
  stripe.radar.valueListItems.create({ value: 'shop.example', value_list: LIST });

describe('a room that registers itself in one declaration', () => {
  test('has its resource created, retrieved and listed', () =>
    withForeignRoom(async (harness) => {
      const domain = await addDomain(harness);
      expect(await harness.stripe.radar.valueListItems.retrieve(domain.id)).toEqual(domain);
      expect((await harness.stripe.radar.valueListItems.list({ value_list: LIST })).data).toEqual([domain]);
    }));

  test('serves its operation', () =>
    withForeignRoom(async ({ stripe }) => {
      expect(await stripe.climate.suppliers.retrieve('climsup_1')).toMatchObject({ id: 'climsup_1', name: 'Kelp' });
    }));

  test('runs its timer when time passes', () =>
    withForeignRoom(async (harness) => {
      const { id } = await addDomain(harness);
      await harness.florin.advance(`${LAPSE_AFTER_MS}ms`);
      await expect(harness.stripe.radar.valueListItems.retrieve(id)).rejects.toMatchObject({
        code: 'resource_missing',
      });
    }));

  test('follows an event of another room in the same commit', () =>
    withForeignRoom(async (harness) => {
      await addDomain(harness);
      const { id } = await harness.stripe.customers.create();
      await harness.stripe.customers.del(id);
      expect((await harness.stripe.radar.valueListItems.list({ value_list: LIST })).data).toEqual([]);
    }));

  test('serves its page', () =>
    withForeignRoom(async ({ florin }) => {
      const page = await florin.fetch('http://127.0.0.1:12111/domains/shop.example');
      expect([page.status, await page.text()]).toEqual([200, 'shop.example']);
      expect((await florin.fetch('http://127.0.0.1:12111/domains/a', { method: 'POST' })).status).toBe(405);
    }));

  test('reverts its version change for callers of older versions', () =>
    withForeignRoom(async (harness) => {
      const { id } = await addDomain(harness);
      const at = async (version: string) =>
        (await harness.call('GET', `/v1/radar/value_list_items/${id}`, {}, { headers: { 'stripe-version': version } }))
          .body;
      expect(await at('2025-08-27.basil')).toMatchObject({ host: 'shop.example' });
      expect(await at('2025-08-27.basil')).not.toHaveProperty('value');
      expect(await at(RENAMED_IN)).toMatchObject({ value: 'shop.example' });
    }));

  test('is absent from a Florin without it', () =>
    withFlorin(async ({ call }) => {
      expect((await call('GET', '/v1/climate/suppliers/climsup_1')).status).toBe(501);
    }));
});

test('all followers of an event run, in the order of the rooms', async () => {
  const ran: string[] = [];
  const following = (name: string): Room => ({
    name,
    follows: [{ on: 'customer.created', do: async () => void ran.push(name) }],
  });
  await withFlorin(({ stripe }) => stripe.customers.create().then(() => {}), {
    rooms: [...ROOMS, following('first'), following('second')],
  });
  expect(ran).toEqual(['first', 'second']);
});

describe('duplicate declarations throw:', () => {
  const [resource] = foreign.resources ?? [];
  const [operation] = foreign.operations ?? [];
  const doubles: readonly [what: string, addition: Omit<Room, 'name'>, message: string][] = [
    ['an operation', { operations: foreign.operations ?? [] }, `The operation ${operation?.id}`],
    ['an object', { resources: [view('radar.value_list_item', {})] }, 'The object radar.value_list_item'],
    ['an alias', { resources: [view('card', { alias: async () => undefined })] }, 'The object card'],
    [
      'an id prefix',
      { resources: resource ? [{ ...resource, object: 'other', operations: [], timers: {}, changes: [] }] : [] },
      'The id prefix rsli',
    ],
    [
      'an included field',
      { resources: [view('search_result', { includes: { total_count: async () => 1 } })] },
      'The object search_result',
    ],
    [
      'a timer',
      { timers: { 'radar.value_list_item.lapses': decides(async () => {}) } },
      'The kind of timer radar.value_list_item.lapses',
    ],
    ['a version change', { changes: resource?.changes ?? [] }, `The version change ${RENAMED_IN}`],
    [
      'a page, whatever its parameters are called',
      { pages: [{ method: 'GET', path: '/domains/:domain', handle: async () => new Response() }] },
      'The page GET /domains/:',
    ],
  ];

  test.each(doubles)('%s', (_what, addition, message) => {
    expect(() => assemble([...ROOMS, foreign, { name: 'second', ...addition }])).toThrow(message);
  });

  test('a room', () => {
    expect(() => assemble([...ROOMS, foreign, foreign])).toThrow('The room foreign is declared twice');
  });

  test('with the names of both rooms, and advice', () => {
    expect(() => assemble([...ROOMS, foreign, { name: 'second', operations: foreign.operations ?? [] }])).toThrow(
      'The operation GET /v1/climate/suppliers/{supplier} is declared twice, by the rooms foreign and second. Remove one of the two.',
    );
  });
});
