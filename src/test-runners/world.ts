import { randomBytes } from 'node:crypto';

/** A sandbox of its own, for one test. */
export interface World {
  /** The address of Florin. */
  readonly url: string;
  /** The secret key that opens this world alone. */
  readonly key: string;
  /** The key for pages. */
  readonly publishableKey: string;
  /** Options of the official library for Node: `new Stripe(world.key, world.client)`. */
  readonly client: { readonly host: string; readonly port: number; readonly protocol: 'http' | 'https' };
  /** Moves this world's clock forward by a duration such as `5m` or `30d`, and runs what becomes due. */
  advance(by: string): Promise<void>;
  /**
   * Resolves with the oldest event of this type that was not returned before, as soon as there is one. Rejects with the
   * types of the events that did happen if there is none in time.
   */
  waitForEvent(type: string, options?: EventOptions): Promise<WorldEvent>;
}

export interface EventOptions {
  /** The fields that the object of the event must contain, such as `{ id: 'pi_…' }` or `{ metadata: { order: '7' } }`. */
  readonly where?: Readonly<Record<string, unknown>>;
  /** Milliseconds of real time; 5,000 by default. */
  readonly timeoutMs?: number;
}

/** An event as the API returns it. */
export interface WorldEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: Readonly<Record<string, unknown>>; readonly previous_attributes?: object };
}

/** The patience with an event, and the time between two looks, in milliseconds. */
const EVENT_TIMEOUT_MS = 5_000;
const POLL_MS = 25;
/** The most events of a type that are looked at. */
const MOST_EVENTS = 100;

/** Opens a world at the Florin at `url`; with the same `ending` of its keys it is the same world. */
export function openWorld(url: string, ending: string = randomBytes(12).toString('hex')): World {
  const { hostname, port, protocol } = new URL(url);
  const key = `sk_test_${ending}`;
  const isSecure = protocol === 'https:';
  const returned = new Set<string>();

  async function ask<Answer>(path: string, body?: URLSearchParams): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${key}` },
      ...(body && { method: 'POST', body }),
    });
    const answer = (await response.json()) as Answer & { error?: { message: string } };
    if (answer.error) throw new Error(answer.error.message);
    return answer;
  }

  async function events(query: string): Promise<readonly WorldEvent[]> {
    const { data } = await ask<{ data: WorldEvent[] }>(`/v1/events?limit=${MOST_EVENTS}${query}`);
    return data.reverse();
  }

  return {
    url,
    key,
    publishableKey: `pk_test_${ending}`,
    client: { host: hostname, port: Number(port || (isSecure ? 443 : 80)), protocol: isSecure ? 'https' : 'http' },
    async advance(by) {
      await ask('/_florin/clock/advance', new URLSearchParams({ by }));
    },
    async waitForEvent(type, { where = {}, timeoutMs = EVENT_TIMEOUT_MS } = {}) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const found = (await events(`&type=${encodeURIComponent(type)}`)).find(
          ({ id, data }) => !returned.has(id) && contains(data.object, where),
        );
        if (found) {
          returned.add(found.id);
          return found;
        }
        if (performance.now() >= deadline) break;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      const happened = (await events('')).map((event) => event.type).join(', ') || 'none';
      throw new Error(`No event ${type} ${describe(where)}within ${timeoutMs} ms. Events so far: ${happened}.`);
    },
  };
}

/** True if `value` has everything that `part` has, at any depth. */
function contains(value: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return value === part;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(part).every(([name, member]) => contains(Reflect.get(value, name), member));
}

function describe(where: object): string {
  return Object.keys(where).length > 0 ? `with ${JSON.stringify(where)} ` : '';
}
