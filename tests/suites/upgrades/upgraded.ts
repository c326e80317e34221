import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { runCommand } from '../../support/command-line.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { replayed } from './fill.ts';
import { asking, type Readings, VERSION } from './readings.ts';

export function fixture(name: string): Buffer {
  return gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.gz`)));
}

/** The data of an older Florin: the value for `--data`, and a function that releases it. */
export interface OldData {
  readonly data: string;
  done(): Promise<void>;
}

/** Changes of the payments and sessions of `fill` in nine days. */
export const MOVES = [
  'checkout.session: open → expired',
  'payment_intent: processing → succeeded',
  'payment_intent: requires_action → requires_payment_method',
  'payment_intent: requires_capture → canceled',
];

/**
 * Tests that the data of an older Florin works with this one. `open` returns a copy of it; `name` is that of its
 * readings, and `moves` are the changes of status after nine days.
 */
export function describeUpgrade(name: string, open: () => Promise<OldData>, moves = MOVES): void {
  const readings = JSON.parse(fixture(`${name}.json`).toString()) as Readings;

  async function withOldData(story: (florin: Florin, data: string) => Promise<void>): Promise<void> {
    const { data, done } = await open();
    const florin = await createFlorin({
      storage: data,
      clock: createManualClock(readings.at),
      apiVersion: VERSION,
      baseUrl: readings.baseUrl,
    });
    try {
      await story(florin, data);
    } finally {
      await florin.close();
      await done();
    }
  }
  const [key = ''] = readings.keys;

  describe(name, () => {
    test('reads as its clients saw it', () =>
      withOldData(async (florin) => {
        const get = asking(florin.fetch, readings.baseUrl);
        for (const { key, path, body } of readings.readings) expect(await get(path, key), path).toEqual(body);
      }));

    test('passes florin doctor after it was opened and used', async () => {
      const { data, done } = await open();
      const florin = await createFlorin({ storage: data, clock: createManualClock(readings.at) });
      for (const key of readings.keys) {
        const stripe = clientOf(florin, key);
        await stripe.products.update('gold', { active: true });
        await stripe.paymentIntents.create({
          amount: 1200,
          currency: 'usd',
          confirm: true,
          payment_method: 'pm_card_visa',
        });
      }
      await florin.close();
      const found = await runCommand(['doctor', '--data', data]);
      expect(found, found.line + found.out).toMatchObject({ code: 0 });
      await done();
    });

    test('returns the stored response of an Idempotency-Key', () =>
      withOldData(async (florin) => {
        const response = await replayed((path, init) => florin.fetch(`${readings.baseUrl}${path}`, init), key);
        expect(response.headers.get('idempotent-replayed')).toBe('true');
        const intent = (await response.json()) as { id: string };
        const before = readings.readings.find(
          (reading) => reading.key === key && reading.path === `/v1/payment_intents/${intent.id}`,
        );
        expect(intent).toEqual(before?.body);
      }));

    test('fires pending timers when the clock reaches them', () =>
      withOldData(async (florin) => {
        const stripe = clientOf(florin, key);
        const before = await statusesOf(stripe);
        const receiver = await startReceiver();
        try {
          const [endpoint] = (await stripe.webhookEndpoints.list()).data;
          await stripe.webhookEndpoints.update(endpoint?.id ?? '', { url: receiver.url });
          await florin.advance('1d', { key });
          expect(new Set(receiver.types)).toEqual(new Set(['charge.refunded', 'product.created']));
        } finally {
          await receiver.stop();
        }
        await florin.advance('8d', { key });
        expect(moved(before, await statusesOf(stripe))).toEqual(moves);
      }));
  });
}

function clientOf(florin: Florin, key: string): Stripe {
  const httpClient = Stripe.createFetchHttpClient(florin.fetch as typeof fetch);
  return new Stripe(key, { host: '127.0.0.1', protocol: 'http', httpClient, maxNetworkRetries: 0 });
}

type Statuses = Map<string, { readonly object: string; readonly status: string | null }>;

async function statusesOf(stripe: Stripe): Promise<Statuses> {
  const all = [
    ...(await stripe.paymentIntents.list({ limit: 100 })).data,
    ...(await stripe.checkout.sessions.list({ limit: 100 })).data,
  ];
  return new Map(all.map(({ id, object, status }) => [id, { object, status }]));
}

/** Returns the objects whose status has changed, in words. */
function moved(before: Statuses, after: Statuses): string[] {
  const moves = [...before].map(([id, { object, status }]) => {
    const now = after.get(id)?.status;
    return now === status ? [] : [`${object}: ${status} → ${now}`];
  });
  return moves.flat().sort();
}

/** A webhook endpoint that records the types of its events. */
async function startReceiver(): Promise<{ url: string; types: string[]; stop(): Promise<void> }> {
  const types: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      types.push((JSON.parse(body) as { type: string }).type);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    types,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
