import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFlorin, type Florin } from '../../src/florin.ts';
import { createSimulator } from '../../src/network/simulator/simulator.ts';
import type { FaultInjection } from '../../src/storage/postgres/fault-injection.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { takeDatabase } from '../support/postgres.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { CARD, clientOf } from './nodes.ts';
import { openRelay, type Relay } from './relay.ts';

/** Maximum duration of a request during an outage. */
const LONGEST_MS = 30_000;

/** Returns the error of a call and its duration. */
async function refusal(call: () => Promise<unknown>): Promise<{ status: number | undefined; ms: number }> {
  const began = performance.now();
  const error = await call().then(
    () => undefined,
    (error: Stripe.errors.StripeError) => error,
  );
  return { status: error?.statusCode, ms: performance.now() - began };
}

describe('a Florin without its database', () => {
  let server: PostgresServer;
  let relay: Relay;
  let florin: Florin;
  let stripe: Stripe;
  const reported: string[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    relay = await openRelay(server.url);
    florin = await createFlorin({ storage: relay.url, report: (error, doing) => reported.push(`${doing}: ${error}`) });
    stripe = clientOf(florin);
  });
  afterAll(async () => {
    await florin.close();
    await relay.close();
    await server.remove();
  });

  it('returns a clear error in time, and recovers by itself', async () => {
    const { id } = await stripe.paymentIntents.create(CARD, { idempotencyKey: 'before' });
    await server.stop();
    const [read, write] = await Promise.all([
      refusal(() => stripe.paymentIntents.retrieve(id)),
      refusal(() => stripe.paymentIntents.create(CARD, { idempotencyKey: 'during' })),
    ]);
    expect([read.status, write.status]).toEqual([503, 503]);
    expect(Math.max(read.ms, write.ms)).toBeLessThan(LONGEST_MS);
    expect((await florin.fetch('http://florin/readyz')).status).toBe(503);
    expect(reported.some((line) => line.includes('The database cannot be reached'))).toBe(true);
    await server.start();
    expect((await stripe.paymentIntents.create(CARD, { idempotencyKey: 'during' })).status).toBe('succeeded');
    expect((await stripe.paymentIntents.create(CARD, { idempotencyKey: 'before' })).id).toBe(id);
    expect((await stripe.charges.list()).data).toHaveLength(2);
  }, 60_000);

  it('does not let a request hang on a dead connection', async () => {
    const { id } = await stripe.customers.create({ email: 'ada@example.com' });
    relay.freeze();
    const [read, write] = await Promise.all([
      refusal(() => stripe.customers.retrieve(id)),
      refusal(() => stripe.customers.create({ email: 'bob@example.com' }, { idempotencyKey: 'hangs' })),
    ]);
    expect([read.status, write.status]).toEqual([503, 503]);
    expect(Math.max(read.ms, write.ms)).toBeLessThan(LONGEST_MS);
    relay.thaw();
    await stripe.customers.create({ email: 'bob@example.com' }, { idempotencyKey: 'hangs' });
    expect((await stripe.customers.list()).data).toHaveLength(2);
  }, 60_000);

  it('hides short outages', async () => {
    await server.stop();
    const payment = stripe.paymentIntents.create(CARD);
    await server.start();
    expect((await payment).status).toBe('succeeded');
  }, 60_000);

  it('neither loses nor duplicates anything if connections are cut repeatedly', async () => {
    const before = (await stripe.charges.list({ limit: 100 })).data.length;
    let cutting = true;
    const cutter = (async () => {
      while (cutting) {
        await stripe.balance.retrieve().catch(() => {});
        relay.cut();
      }
    })();
    const payments: Stripe.PaymentIntent[] = [];
    for (let n = 0; n < 5; n++) {
      const some = Array.from({ length: 8 }, () => stripe.paymentIntents.create(CARD));
      payments.push(...(await Promise.all(some)));
    }
    cutting = false;
    await cutter;
    expect(payments.every(({ status }) => status === 'succeeded')).toBe(true);
    const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
    expect(charges).toHaveLength(before + 40);
    const world = florin.engine.worlds.known()[0] ?? '';
    expect(await florin.engine.storage.sumOfAllPostings(world)).toEqual([{ currency: 'usd', amount: 0 }]);
  }, 60_000);
});

describe('a payment whose commit got no response', () => {
  /** Loses the response to a payment's commit; returns the network's effects after the database is back. */
  async function lose(how: 'freeze' | 'muffle') {
    const database = await takeDatabase();
    const relay = await openRelay(database.url);
    const network = createSimulator();
    let losing = false;
    const interfere: FaultInjection = (ask, sql) => {
      if (losing && sql.includes('INSERT INTO commits') && sql.includes('INSERT INTO revisions')) relay[how]();
      return ask();
    };
    const florin = await createFlorin({
      storage: await openPostgres({ url: relay.url, interfere }),
      network,
      report: () => {},
    });
    const stripe = clientOf(florin);
    await stripe.customers.create({});
    losing = true;
    const { status, ms } = await refusal(() => stripe.paymentIntents.create(CARD));
    losing = false;
    expect(status).toBe(503);
    expect(ms).toBeLessThan(LONGEST_MS);
    const captured = () => [...network.journal.effects().values()].map((effect) => effect.captured);
    expect(captured()).toEqual([1000]);
    relay.thaw();
    const charges = (await stripe.charges.list()).data.length;
    // The outcome is looked up once a second.
    if (charges === 0) await vi.waitUntil(() => captured().length === 0, { timeout: 15_000 });
    await florin.close();
    await relay.close();
    await database.drop();
    return { charges, captured: captured() };
  }

  it('is reversed if it was not committed, and only then', async () => {
    const [lost, kept] = await Promise.all([lose('freeze'), lose('muffle')]);
    expect(lost).toEqual({ charges: 0, captured: [] });
    expect(kept).toEqual({ charges: 1, captured: [1000] });
  }, 90_000);
});

describe('a database whose disk is full', () => {
  it("is reported as such, reverses the network's effects, and recovers by itself", async () => {
    const database = await takeDatabase();
    const network = createSimulator();
    let full = false;
    const interfere: FaultInjection = (ask, sql) => {
      if (!full || !sql.includes('INSERT INTO commits')) return ask();
      const refused = new Error('could not extend file: No space left on device');
      throw Object.assign(refused, { code: '53100', severity: 'ERROR' });
    };
    const florin = await createFlorin({
      storage: await openPostgres({ url: database.url, interfere }),
      network,
      report: () => {},
    });
    const stripe = clientOf(florin);
    await stripe.customers.create({});
    full = true;
    const order = stripe.paymentIntents.create(CARD, { idempotencyKey: 'order' });
    await expect(order).rejects.toMatchObject({ statusCode: 503, message: expect.stringContaining('disk') });
    expect([...network.journal.effects().values()]).toEqual([]);
    full = false;
    expect((await stripe.paymentIntents.create(CARD, { idempotencyKey: 'order' })).status).toBe('succeeded');
    await florin.close();
    await database.drop();
  });
});
