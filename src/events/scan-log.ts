import type { EventQuery, Storage, StoredEvent } from '../kernel/storage.ts';

/** Events of the log that a page looks at, at most, and per read. */
export const MOST_LOOKED_THROUGH = 20_000;
const LOOKED_AT_ONCE = 200;

/** A part of the log; its bounds move as it is read. */
export type LogRange = { -readonly [Key in keyof Omit<EventQuery, 'limit'>]: EventQuery[Key] };

/** Returns the events that it keeps of those given, in their order. */
export type Keep = (events: readonly StoredEvent[]) => Promise<readonly StoredEvent[]> | readonly StoredEvent[];

/**
 * Up to `wanted` events of a part of the log that `keep` keeps. `unfinished` is true if it stopped after
 * `MOST_LOOKED_THROUGH` events, with more of the log left.
 */
export async function scanLog(
  storage: Storage,
  world: string,
  range: LogRange,
  { wanted, keep }: { readonly wanted: number; readonly keep: Keep },
): Promise<{ events: StoredEvent[]; unfinished: boolean }> {
  const rest = { ...range };
  const events: StoredEvent[] = [];
  // Most often all events are kept, so the first read is no longer than the page.
  let limit = wanted;
  for (let looked = 0; looked < MOST_LOOKED_THROUGH; looked += limit, limit = Math.max(wanted, LOOKED_AT_ONCE)) {
    const page = await storage.listEvents(world, { ...rest, limit });
    events.push(...(await keep(page)));
    const last = page.at(-1);
    if (events.length >= wanted || !last || page.length < limit) {
      return { events: events.slice(0, wanted), unfinished: false };
    }
    if (rest.descending) rest.below = last.id;
    else rest.above = last.id;
  }
  return { events, unfinished: true };
}
