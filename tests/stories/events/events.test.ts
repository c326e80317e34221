import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventType } from '../../../src/contract/event-types.ts';
import { matchingTypes } from '../../../src/events/event-types.ts';
import { eventResource } from '../../../src/events/events.ts';
import { webhookEndpointResource } from '../../../src/events/webhook-endpoints.ts';
import { call, createManualClock, DEFAULT, emit, openPlatform, openReceiver, type Platform, START_MS } from './kit.ts';

const START = START_MS / 1000;
let platform: Platform;
let world: string;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  world = await platform.openWorld('acct_1');
});
afterEach(() => platform.close());

const ask = (id: string, params: object = {}, path: Record<string, string> = {}) =>
  call(platform.engine, world, eventResource.operations, id, params, path);
const list = async (params: object = {}) => {
  const page = (await ask('GET /v1/events', params)) as unknown as { data: { id: string }[]; has_more: boolean };
  return { ids: page.data.map(({ id }) => id), more: page.has_more };
};

async function emitAll(types: readonly EventType[], apartMs = 1_000): Promise<string[]> {
  const ids: string[] = [];
  for (const type of types) {
    ids.push(await emit(platform.engine, world, type));
    platform.clock.move(apartMs);
  }
  return ids;
}

test('an event holds its object as it was, at its own version, without internal fields', async () => {
  const id = await emit(platform.engine, world, 'customer.updated', 'Jenny');
  expect(await ask('GET /v1/events/{id}', {}, { id })).toEqual({
    id,
    object: 'event',
    api_version: DEFAULT,
    created: START,
    data: {
      object: { id: expect.any(String), object: 'customer', name: 'Jenny' },
      previous_attributes: { name: 'Former' },
    },
    livemode: false,
    pending_webhooks: 0,
    request: { id: 'req_test', idempotency_key: 'key_test' },
    type: 'customer.updated',
    rendered_at: DEFAULT,
  });
});

test('an event of another world is not found', async () => {
  const id = await emit(platform.engine, world, 'customer.created');
  world = await platform.openWorld('acct_2');
  await expect(ask('GET /v1/events/{id}', {}, { id })).rejects.toMatchObject({
    status: 404,
    detail: { code: 'resource_missing' },
  });
  expect(await list()).toEqual({ ids: [], more: false });
});

test('pages run newest first, both ways, also within one second', async () => {
  const ids = (await emitAll(Array<EventType>(7).fill('customer.created'), 0)).reverse();
  expect(await list()).toEqual({ ids, more: false });
  expect(await list({ limit: 3 })).toEqual({ ids: ids.slice(0, 3), more: true });
  expect(await list({ limit: 3, starting_after: ids[2] })).toEqual({ ids: ids.slice(3, 6), more: true });
  expect(await list({ limit: 3, starting_after: ids[5] })).toEqual({ ids: ids.slice(6), more: false });
  expect(await list({ limit: 3, ending_before: ids[5] })).toEqual({ ids: ids.slice(2, 5), more: true });
  expect(await list({ limit: 3, ending_before: ids[2] })).toEqual({ ids: ids.slice(0, 2), more: false });
});

test('events are filtered by type, several types and wildcards', async () => {
  const [a, b, c, d] = await emitAll([
    'charge.succeeded',
    'customer.created',
    'charge.failed',
    'charge.dispute.created',
  ]);
  expect((await list({ type: 'charge.failed' })).ids).toEqual([c]);
  expect((await list({ type: 'charge.*' })).ids).toEqual([d, c, a]);
  expect((await list({ types: ['customer.*', 'charge.succeeded'] })).ids).toEqual([b, a]);
  expect((await list({ type: '*' })).ids).toEqual([d, c, b, a]);
  expect((await list({ type: 'no.such.thing' })).ids).toEqual([]);
  expect((await list({ type: 'nothing.*' })).ids).toEqual([]);
});

test('events are filtered by creation time', async () => {
  const [a, b, c] = await emitAll(Array<EventType>(3).fill('customer.created'));
  expect((await list({ created: START + 1 })).ids).toEqual([b]);
  expect((await list({ created: { gte: START + 1 } })).ids).toEqual([c, b]);
  expect((await list({ created: { gt: START + 1 } })).ids).toEqual([c]);
  expect((await list({ created: { lt: START + 1 } })).ids).toEqual([a]);
  expect((await list({ created: { lte: START + 1 } })).ids).toEqual([b, a]);
  expect((await list({ created: { gt: START, lt: START + 2 }, starting_after: c })).ids).toEqual([b]);
  expect((await list({ created: { gte: 1e15 } })).ids).toEqual([]);
  expect((await list({ created: { gte: -5, lte: 1e15 } })).ids).toEqual([c, b, a]);
});

test('events are filtered by successful delivery', async () => {
  const receiver = await openReceiver((request) => request.answer(request.body.includes('Good') ? 200 : 500));
  const endpoint = { url: receiver.url, enabled_events: ['customer.created'] };
  await call(platform.engine, world, webhookEndpointResource.operations, 'POST /v1/webhook_endpoints', endpoint);
  const good = await emit(platform.engine, world, 'customer.created', 'Good');
  const bad = await emit(platform.engine, world, 'customer.created', 'Bad');
  const unheard = await emit(platform.engine, world, 'customer.deleted', 'Bad');
  await platform.worker.settled();
  expect(await list({ delivery_success: true })).toEqual({ ids: [unheard, good], more: false });
  expect(await list({ delivery_success: false })).toEqual({ ids: [bad], more: false });
  expect(await list({ delivery_success: true, limit: 1 })).toEqual({ ids: [unheard], more: true });
  expect(await list({ delivery_success: true, ending_before: unheard })).toEqual({ ids: [], more: false });
  await receiver.close();
});

test('a page filtered by delivery is never empty with more to come: it would have no cursor', async () => {
  await emit(platform.engine, world, 'customer.created');
  const { storage } = platform.engine;
  const [delivered] = await storage.listEvents(world, { descending: true, account: null, above: '', limit: 1 });
  if (!delivered) throw new Error('The event is missing.');
  vi.spyOn(storage, 'listEvents').mockImplementation(async (_, { limit }) => Array(limit).fill(delivered));
  await expect(list({ delivery_success: false })).rejects.toMatchObject({
    status: 400,
    detail: { param: 'delivery_success' },
  });
});

test.each([
  [{ type: 'charge.failed', types: ['charge.failed'] }, 'types'],
  [{ types: Array(21).fill('charge.failed') }, 'types'],
  [{ starting_after: 'evt_none' }, 'starting_after'],
  [{ ending_before: 'evt_none' }, 'ending_before'],
  [{ limit: 101 }, 'limit'],
])('%j is rejected', (params, param) => expect(list(params)).rejects.toMatchObject({ status: 400, detail: { param } }));

test('a wildcard matches anything, in any position', () => {
  expect(matchingTypes('charge.failed')).toEqual(['charge.failed']);
  expect(matchingTypes('payment_link.*')).toEqual(['payment_link.created', 'payment_link.updated']);
  expect(matchingTypes('payment_*.succeeded')).toEqual(['payment_intent.succeeded']);
  expect(matchingTypes('*dispute*reinstated')).toContain('charge.dispute.funds_reinstated');
  expect(matchingTypes('payout.paid*paid')).toEqual([]);
  expect(matchingTypes('*'.repeat(5_000))).toEqual(matchingTypes('*'));
});
