import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { describe, expect, it, vi } from 'vitest';
import { accountOf } from '../../src/api/authenticate.ts';
import { createEventFeed } from '../../src/events/feed.ts';
import { createLogs } from '../../src/events/logs.ts';
import { requestEntry } from '../support/request-entry.ts';
import { CARD, type Nodes, withNodes } from './nodes.ts';

/** A merchant's server that counts deliveries by event. */
async function withReceiver(story: (url: string, received: Map<string, number>) => Promise<void>): Promise<void> {
  const received = new Map<string, number>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { id } = JSON.parse(body) as { id: string };
    received.set(id, (received.get(id) ?? 0) + 1);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await story(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received);
  } finally {
    server.close();
  }
}

const clientAt = ({ nodes }: Nodes, n: number): Stripe => {
  const node = nodes[n % nodes.length];
  if (!node) throw new Error('No node was started.');
  return node.stripe;
};

async function all<T extends { id: string }>(list: Stripe.ApiListPromise<T>): Promise<T[]> {
  return list.autoPagingToArray({ limit: 5_000 });
}

describe('several Florins on one database', () => {
  it('accept requests anywhere: each node reads and changes what another wrote', () =>
    withNodes(3, async (nodes) => {
      const [one, two, three] = [0, 1, 2].map((n) => clientAt(nodes, n)) as [Stripe, Stripe, Stripe];
      const intent = await one.paymentIntents.create({ ...CARD, capture_method: 'manual' });
      expect((await two.paymentIntents.capture(intent.id)).status).toBe('succeeded');
      expect(await three.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
      await three.refunds.create({ payment_intent: intent.id });
      expect((await one.charges.list()).data).toMatchObject([{ refunded: true }]);
    }));

  it('let one of many simultaneous captures succeed, on any node', () =>
    withNodes(3, async (nodes) => {
      const { id } = await clientAt(nodes, 0).paymentIntents.create({ ...CARD, capture_method: 'manual' });
      const tries = Array.from({ length: 24 }, (_, n) => clientAt(nodes, n).paymentIntents.capture(id));
      const settled = await Promise.allSettled(tries);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const codes = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
      expect(new Set(codes)).toEqual(new Set(['payment_intent_unexpected_state']));
      const { pending } = await clientAt(nodes, 1).balance.retrieve();
      expect(pending).toMatchObject([{ amount: 941 }]);
    }));

  it('let one of several simultaneous confirmations with a payment method succeed, and refuse the others by code', () =>
    withNodes(3, async (nodes) => {
      const stripe = clientAt(nodes, 0);
      const { confirm: _confirm, payment_method: _method, ...unconfirmed } = CARD;
      const codes = new Set<string | undefined>();
      for (let n = 0; n < 6; n++) {
        const { id } = await stripe.paymentIntents.create(unconfirmed);
        const card = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
        const tries = Array.from({ length: 6 }, (_, at) =>
          clientAt(nodes, at).paymentIntents.confirm(id, { payment_method: card.id }),
        );
        const settled = await Promise.allSettled(tries);
        expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const one of settled) if (one.status === 'rejected') codes.add(one.reason.code);
      }
      expect([...codes]).toEqual(['payment_intent_unexpected_state']);
    }));

  it('return the same payment for an Idempotency-Key on any node', () =>
    withNodes(3, async (nodes) => {
      const tries = Array.from({ length: 24 }, (_, n) =>
        clientAt(nodes, n).paymentIntents.create(CARD, { idempotencyKey: 'once' }),
      );
      const settled = await Promise.allSettled(tries);
      const ids = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
      expect(new Set(ids).size).toBe(1);
      expect((await all(clientAt(nodes, 0).charges.list({ limit: 100 }))).length).toBe(1);
      expect((await clientAt(nodes, 2).paymentIntents.create(CARD, { idempotencyKey: 'once' })).id).toBe(ids[0]);
    }));

  it('create objects in one world without conflicts', () =>
    withNodes(4, async (nodes) => {
      const made = await Promise.all(
        Array.from({ length: 200 }, (_, n) => clientAt(nodes, n).paymentIntents.create(CARD)),
      );
      const listed = await all(clientAt(nodes, 1).paymentIntents.list({ limit: 100 }));
      expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
      const events = await all(clientAt(nodes, 2).events.list({ type: 'payment_intent.succeeded', limit: 100 }));
      expect(events).toHaveLength(200);
    }));

  it('fire each timer once', () =>
    withNodes(3, async (nodes) => {
      const WAITING = 40;
      for (let n = 0; n < WAITING; n++) {
        await clientAt(nodes, n).paymentIntents.create({ ...CARD, capture_method: 'manual' });
      }
      nodes.clock.move(8 * 86_400_000);
      await nodes.settled();
      await nodes.settled();
      const canceled = await all(clientAt(nodes, 0).events.list({ type: 'payment_intent.canceled', limit: 100 }));
      expect(canceled).toHaveLength(WAITING);
      expect(new Set(canceled.map(({ data }) => (data.object as { id: string }).id)).size).toBe(WAITING);
    }));

  it('deliver each event once', () =>
    withReceiver((url, received) =>
      withNodes(3, async (nodes) => {
        await clientAt(nodes, 0).webhookEndpoints.create({ url, enabled_events: ['payment_intent.succeeded'] });
        await Promise.all(Array.from({ length: 60 }, (_, n) => clientAt(nodes, n).paymentIntents.create(CARD)));
        await nodes.settled();
        await nodes.settled();
        expect(received.size).toBe(60);
        expect([...received.values()].every((times) => times === 1)).toBe(true);
      }),
    ));

  it('send events of one node to listeners at another, once', () =>
    withNodes(2, async ({ nodes: [one, two], clock }) => {
      if (!one || !two) throw new Error('There are two nodes.');
      await one.stripe.paymentIntents.create(CARD);
      const { id: world } = (await one.florin.engine.worlds.get(one.florin.engine.worlds.known()[0] ?? '')) ?? {};
      const heard: string[] = [];
      const wakes: (() => void)[] = [];
      const wakeAfter = (_: number, wake: () => void) => {
        wakes.push(wake);
        return () => {};
      };
      const engine = { ...two.florin.engine, clock: { now: clock.now, wakeAfter } };
      const end = createEventFeed(engine).subscribe(world, ({ id }) => heard.push(id));
      await vi.waitUntil(() => wakes.length === 1);
      expect(heard).toEqual([]);
      const here = await two.stripe.customers.create({});
      const there = await one.stripe.customers.create({});
      expect(heard).toHaveLength(1);
      wakes[0]?.();
      await vi.waitUntil(() => wakes.length === 2);
      wakes[1]?.();
      await vi.waitUntil(() => wakes.length === 3);
      end();
      const events = await Promise.all(heard.map((id) => one.stripe.events.retrieve(id)));
      expect(events.map(({ data }) => (data.object as { id: string }).id)).toEqual([here.id, there.id]);
    }));

  it('see the requests that other nodes handled', () =>
    withNodes(2, async ({ nodes: [one, two], clock }) => {
      if (!one || !two) throw new Error('There are two nodes.');
      const world = accountOf('sk_test_nodes');
      const heard: string[] = [];
      const wakes: (() => void)[] = [];
      const wakeAfter = (_ms: number, wake: () => void) => {
        wakes.push(wake);
        return () => {};
      };
      const fail = (error: unknown) => expect(error).toBeUndefined();
      const here = createLogs({ ...two.florin.engine, clock: { now: clock.now, wakeAfter } }, fail);
      const there = createLogs(one.florin.engine, fail);
      there.requests.add(world, requestEntry('req_before', clock.now()));
      await there.requests.latest(world, 1);
      const end = here.requests.subscribe(world, ({ id }) => heard.push(id));
      await vi.waitUntil(() => wakes.length === 1);
      here.requests.add(world, requestEntry('req_here', clock.now()));
      there.requests.add(world, requestEntry('req_there', clock.now()));
      expect((await there.requests.latest(world, 9)).map(({ id }) => id)).toContain('req_before');
      expect(heard).toEqual(['req_here']);
      wakes[0]?.();
      await vi.waitUntil(() => heard.length === 2);
      expect(heard).toEqual(['req_here', 'req_there']);
      end();
      await here.close();
      await there.close();
    }));

  it('share one clock, whichever node moves it', () =>
    withNodes(2, async ({ nodes: [one, two], clock }) => {
      if (!one || !two) throw new Error('There are two nodes.');
      const before = await two.stripe.paymentIntents.create({ ...CARD, capture_method: 'manual' });
      await one.florin.advance('10d', { key: 'sk_test_nodes' });
      const after = await two.stripe.paymentIntents.create(CARD);
      expect(after.created - before.created).toBeGreaterThanOrEqual(10 * 86_400);
      expect((await two.stripe.paymentIntents.retrieve(before.id)).status).toBe('canceled');
      clock.move(1_000);
      expect((await two.stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }]);
      await one.florin.advance('7d', { key: 'sk_test_nodes' });
      clock.move(1_000);
      expect((await two.stripe.balance.retrieve()).available).toMatchObject([{ amount: 941 }]);
    }));

  it('advance a world past the work in progress on other nodes', () =>
    withNodes(3, async (nodes) => {
      for (let n = 0; n < 30; n++)
        await clientAt(nodes, n).paymentIntents.create({ ...CARD, capture_method: 'manual' });
      nodes.clock.move(8 * 86_400_000);
      const [one, two, three] = nodes.nodes;
      const others = [two?.florin.settled(), three?.florin.settled()];
      await one?.florin.advance('1s', { key: 'sk_test_nodes' });
      const canceled = await all(clientAt(nodes, 0).events.list({ type: 'payment_intent.canceled', limit: 100 }));
      expect(canceled).toHaveLength(30);
      await Promise.all(others);
    }));

  it('finish the work of a crashed node when its lease has expired', () =>
    withNodes(2, async ({ nodes: [one], url, clock, settled }) => {
      const { openPostgres } = await import('../../src/storage/postgres/open.ts');
      await one?.stripe.paymentIntents.create({ ...CARD, capture_method: 'manual' });
      clock.move(8 * 86_400_000);
      const dead = await openPostgres({ url });
      const now = clock.now();
      const claimed = await dead.claimTimers({ now, leaseUntil: now + 60_000, limit: 10, perQueue: 10, busy: [] });
      expect(claimed).toHaveLength(1);
      await dead.close();
      await settled();
      expect((await one?.stripe.paymentIntents.list())?.data[0]?.status).toBe('requires_capture');
      clock.move(60_000);
      await settled();
      expect((await one?.stripe.paymentIntents.list())?.data[0]?.status).toBe('canceled');
    }));
});

describe('roles', () => {
  it('separate requests from timers', () =>
    withReceiver((url, received) =>
      withNodes(0, async (nodes) => {
        const api = await nodes.join({ role: 'api' });
        await api.stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
        await api.stripe.paymentIntents.create(CARD);
        await api.florin.settled();
        expect(received.size).toBe(0);
        const worker = await nodes.join({ role: 'worker' });
        await worker.florin.settled();
        expect(received.size).toBeGreaterThan(1);
        const refused = await worker.stripe.customers.list().catch((error: Stripe.errors.StripeError) => error);
        expect(refused).toMatchObject({ statusCode: 503, message: expect.stringContaining('--role worker') });
        expect(await (await worker.florin.fetch('http://florin/readyz')).text()).toBe('ready\n');
      }),
    ));
});
