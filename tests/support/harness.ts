import Stripe from 'stripe';
import { expect } from 'vitest';
import { createFlorin, type Florin, type FlorinOptions } from '../../src/florin.ts';
import { checkResponse } from './check-response.ts';
import { differencesIn } from './examined.ts';
import { createManualClock } from './manual-clock.ts';
import { takeStorage } from './storages.ts';
import { v2Body } from './v2-body.ts';

/** The contract's version; responses at it are checked field by field. */
const NEWEST = '2026-10-28.endive';

/** A Florin in this process with the official SDK connected to it, on a clock that only the test moves. */
export interface Harness {
  readonly florin: Florin;
  readonly stripe: Stripe;
  readonly clock: ReturnType<typeof createManualClock>;
  /** The official SDK with another key: another world. */
  client(key: string, options?: { apiVersion?: string }): Stripe;
  /**
   * Sends a request without the SDK; returns status, headers and JSON. Parameters of `/v2` are written as forms, too, and
   * sent as JSON.
   */
  call(
    method: string,
    path: string,
    form?: Record<string, string> | string,
    options?: { key?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; headers: Headers; body: Json }>;
  /** Returns the types of the world's events, oldest first. */
  eventTypes(): Promise<string[]>;
  /** Closes Florin, after checking that the books of every world sum to zero and that its objects are consistent. */
  close(): Promise<void>;
}

/** JSON in a test; assertions check its type. */
// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it asserts
export type Json = any;

const KEY = 'sk_test_harness';

export async function createHarness(options: Partial<FlorinOptions> = {}): Promise<Harness> {
  const clock = createManualClock();
  const problems: string[] = [];
  const { storage, done } = await takeStorage();
  const florin = await createFlorin({
    storage,
    apiVersion: NEWEST,
    clock,
    report: (error, doing) => problems.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`),
    ...options,
  });

  const fetchChecked: typeof fetch = async (input, init) => {
    const response = await florin.fetch(input as Request | string | URL, init);
    const { status, headers } = response;
    const isJson = headers.get('content-type')?.startsWith('application/json') === true;
    // A body is read once: copying its stream costs more than most requests.
    const text = await (isJson ? response : response.clone()).text();
    if (status >= 500 && status !== 501) problems.push(`${status} from ${String(input)}: ${text}`);
    if (!isJson) return response;
    const body: Json = JSON.parse(text);
    // Responses for publishable keys lack fields of the contract, and objects made for pages are not part of it.
    const byPage =
      new Headers(init?.headers).get('authorization')?.includes('pk_test_') ||
      String(input).includes('/_florin/') ||
      String(input).includes('/v1/elements/') ||
      String(input).includes('/v1/payment_pages/');
    if (headers.get('stripe-version') === NEWEST && status === 200 && !byPage) {
      problems.push(...checkResponse(body).map((problem) => `${init?.method ?? 'GET'} ${String(input)}: ${problem}`));
    }
    return Object.defineProperties(response, { json: { value: async () => body }, text: { value: async () => text } });
  };

  function client(key: string, { apiVersion }: { apiVersion?: string } = {}): Stripe {
    return new Stripe(key, {
      host: '127.0.0.1',
      port: 12111,
      protocol: 'http',
      httpClient: Stripe.createFetchHttpClient(fetchChecked),
      maxNetworkRetries: 0,
      telemetry: false,
      ...(apiVersion && { apiVersion: apiVersion as typeof NEWEST }),
    });
  }

  return {
    florin,
    clock,
    stripe: client(KEY),
    client,
    async call(method, path, form = '', { key = KEY, headers = {} } = {}) {
      const encoded = typeof form === 'string' ? form : new URLSearchParams(form).toString();
      const inQuery = method !== 'POST' && encoded !== '';
      const isV2 = path.startsWith('/v2/');
      const encoding = isV2
        ? { 'content-type': 'application/json', 'stripe-version': NEWEST }
        : { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetchChecked(`http://127.0.0.1:12111${path}${inQuery ? `?${encoded}` : ''}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...encoding, ...headers },
        ...(method === 'POST' && { body: isV2 ? v2Body(method, path, encoded) : encoded }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    async eventTypes() {
      const events = await client(KEY).events.list({ limit: 100 });
      return events.data.map((event) => event.type as string).reverse();
    },
    async close() {
      await florin.settled();
      for (const world of florin.engine.worlds.known()) {
        for (const { currency, amount } of await florin.engine.storage.sumOfAllPostings(world)) {
          if (amount !== 0) problems.push(`the books of ${world} are off by ${amount} ${currency}`);
        }
      }
      problems.push(...(await differencesIn(florin.engine.storage)));
      await florin.close();
      await done();
      expect(problems).toEqual([]);
    },
  };
}

/** Runs a story on a fresh Florin and closes it, even if the story fails. */
export async function withFlorin(
  story: (harness: Harness) => Promise<void>,
  options: Partial<FlorinOptions> = {},
): Promise<void> {
  const harness = await createHarness(options);
  try {
    await story(harness);
  } finally {
    await harness.close();
  }
}
