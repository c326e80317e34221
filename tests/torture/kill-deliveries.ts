import { setTimeout as wait } from 'node:timers/promises';
import type { PersistentClient } from './client.ts';
import type { Endpoints } from './endpoints.ts';
import { listed } from './kill-read-back.ts';
import type { TortureResult } from './torture.ts';

/** The lease of a killed node's deliveries: other nodes take over after a minute at most. */
const DELIVERED_WITHIN_MS = 60_000;
/** Extra time that distinguishes late deliveries from missing ones. */
const MISSING_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits until every event of the log has arrived. `held` returns events whose delivery a node has leased; these are not
 * waited for, because other nodes deliver them when the lease expires.
 */
export async function awaitDeliveries(
  client: PersistentClient,
  endpoints: Endpoints,
  { since, tell, held }: { since: number; tell: (line: string) => void; held?: () => Promise<ReadonlySet<string>> },
): Promise<TortureResult> {
  const known = new Set<string>();
  let missing: string[] = [];
  let waiting = 0;
  let report = await endpoints.report(0);
  do {
    const [taken = 0] = await endpoints.taken();
    // The log grows meanwhile, because timers keep running.
    if (taken >= known.size - waiting) {
      // Every delivered event is already in the log, which keeps growing.
      report = await endpoints.report(0);
      for await (const { id } of listed(client, '/v1/events')) known.add(String(id));
      const came = new Set(report.ids);
      const here = await held?.();
      const left = [...known].filter((id) => !came.has(id));
      missing = left.filter((id) => !here?.has(id));
      waiting = left.length - missing.length;
    }
    if (missing.length > 0) await wait(LOOK_EVERY_MS);
  } while (missing.length > 0 && performance.now() - since < MISSING_AFTER_MS);
  const took = Math.round(performance.now() - since);
  tell(`${known.size} events, all but ${missing.length} delivered ${took} ms after the last node was back`);
  const { ids, requests, forged } = report;
  const unknown = ids.filter((id) => !known.has(id));
  return {
    figures: {
      'events in the log': known.size,
      'events delivered': ids.length,
      'events delivered more than once': requests - ids.length,
      ...(held && { 'events whose delivery a killed node holds': waiting }),
      'events missing': missing.length,
      'last delivery after the last node was back, ms': took,
    },
    problems: [
      ...missing.map((id) => `the event ${id} was not delivered`),
      ...unknown.map((id) => `the event ${id} was delivered, and is not in the log`),
      ...(forged > 0 ? [`${forged} deliveries were not signed, or differed from an earlier one`] : []),
      ...(took > DELIVERED_WITHIN_MS ? [`it took ${took} ms until all events were delivered`] : []),
    ],
  };
}
