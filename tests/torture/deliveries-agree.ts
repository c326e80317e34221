import { hash } from 'node:crypto';
import { type EventObject, eventPayload, loadEvent, renderEvent } from '../../src/events/event.ts';
import { versionPort } from '../../src/events/versions-port.ts';
import type { EndpointReport, Endpoints } from './endpoints.ts';
import type { Shop, Subscription } from './event-shop.ts';

const PAGE = 100;

/** Time from an event's commit to its arrival at a working endpoint. */
export interface Times {
  readonly p99: number;
  readonly told: string;
}

/** Totals of all endpoints. */
export interface Found {
  readonly times: Times;
  readonly taken: number;
  readonly requests: number;
  readonly failed: number;
  readonly hanging: number;
  readonly mostConnections: number;
}

/**
 * Compares the deliveries with Florin's events: every subscribed event arrived and no other, signed and with the same
 * content as in the API.
 */
export async function compareDeliveries(
  shop: Shop,
  endpoints: Endpoints,
  subscriptions: readonly Subscription[],
  wrong: (what: string) => void,
): Promise<Found> {
  const shown = await bodiesShown(shop, wrong);
  const times: number[] = [];
  const found = { taken: 0, requests: 0, failed: 0, hanging: 0, mostConnections: 0 };
  for (const [n, subscription] of subscriptions.entries()) {
    const report = await endpoints.report(n);
    const name = `endpoint ${n} (${subscription.manner})`;
    if (report.forged > 0) wrong(`${name} got ${report.forged} requests that were not what they should be`);
    await compareBodies(shop, shown, subscription, report, (what) => wrong(`${name} ${what}`));
    found.requests += report.requests;
    found.failed += report.failed;
    found.mostConnections = Math.max(found.mostConnections, report.mostConnections);
    if (subscription.manner === 'hangs') {
      found.hanging += report.requests;
      continue;
    }
    const taken = report.taken.reduce((sum, one) => sum + one, 0);
    found.taken += taken;
    if (taken !== subscription.wanted()) wrong(`${name} has taken ${taken} of ${subscription.wanted()} events`);
    if (subscription.timed) for (const time of timesOf(shop, report)) times.push(time);
  }
  return { ...found, times: told(times) };
}

/** Returns the hashes of all events as the API returns them. */
async function bodiesShown({ florin, events }: Shop, wrong: (what: string) => void): Promise<Map<string, string>> {
  const bodies = new Map<string, string>();
  let after = '';
  for (let more = true; more; ) {
    const answer = await florin.fetch(`http://florin.test/v1/events?limit=${PAGE}${after}`, {
      headers: { authorization: 'Bearer sk_test_shop' },
    });
    const page = (await answer.json()) as { data: EventObject[]; has_more: boolean };
    for (const event of page.data) {
      after = `&starting_after=${event.id}`;
      if (events.has(event.id)) bodies.set(event.id, digest(event));
    }
    more = page.has_more;
  }
  if (bodies.size !== events.size) wrong(`of ${events.size} events the API lists ${bodies.size}`);
  return bodies;
}

async function compareBodies(
  { florin, world, events }: Shop,
  shown: ReadonlyMap<string, string>,
  { types, version }: Subscription,
  { ids, bodies }: EndpointReport,
  wrong: (what: string) => void,
): Promise<void> {
  const { engine } = florin;
  for (const [n, id] of ids.entries()) {
    const event = events.get(id);
    if (!event || !(types[0] === '*' || types.includes(event.type))) {
      wrong(`was sent ${id}, which it did not ask for`);
      continue;
    }
    // Versions other than the account's are rendered here, because the API does not return them for events.
    const record = version === undefined ? undefined : await loadEvent(engine.storage, world, id);
    const body =
      record && version !== undefined
        ? digest(await renderEvent(engine.use(versionPort), world, record, { pending: 0, version }))
        : shown.get(id);
    if (bodies[n] !== body) wrong(`was sent ${id} as it is not`);
  }
}

function digest(event: EventObject): string {
  return hash('sha256', eventPayload({ ...event, pending_webhooks: 0 }), 'base64');
}

function timesOf({ events }: Shop, { ids, cameAt }: EndpointReport): number[] {
  return ids.flatMap((id, n) => {
    const event = events.get(id);
    return event ? [(cameAt[n] ?? 0) - event.at] : [];
  });
}

function told(times: number[]): Times {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  const p99 = at(0.99);
  return {
    p99,
    told: `p50 ${at(0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${at(1).toFixed(1)} ms`,
  };
}
