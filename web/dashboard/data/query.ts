import { useCallback, useEffect, useState } from 'preact/hooks';

/** State of a query. `data` stays while it is loaded anew. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  readonly loading: boolean;
}

interface Entry {
  state: Loaded<unknown>;
  readonly load: (signal: AbortSignal) => Promise<unknown>;
  /** Components that show it, and the topics that make it stale for them, such as `payments`. */
  readonly watchers: Map<() => void, readonly string[]>;
  running: AbortController | undefined;
  stale: boolean;
  /** The moment of the last answer, by the clock of the page. */
  loadedAt: number;
}

/** Queries kept without a watcher, so that the way back shows a page at once. */
const MOST_KEPT = 60;
/** Time that an answer is fresh for a component that is shown after it, in milliseconds. */
const FRESH_MS = 2_000;
/** The least time between two loads of one query that events have made stale. */
const CALM_MS = 400;

const entries = new Map<string, Entry>();

function notify(entry: Entry): void {
  for (const watcher of entry.watchers.keys()) watcher();
}

async function run(entry: Entry): Promise<void> {
  entry.running?.abort();
  const running = new AbortController();
  entry.running = running;
  entry.stale = false;
  entry.state = { ...entry.state, loading: true };
  notify(entry);
  try {
    const data = await entry.load(running.signal);
    if (entry.running !== running) return;
    entry.state = { data, error: undefined, loading: false };
    entry.loadedAt = performance.now();
  } catch (error) {
    if (entry.running !== running) return;
    entry.state = { ...entry.state, error: error instanceof Error ? error : new Error(String(error)), loading: false };
  }
  entry.running = undefined;
  notify(entry);
  if (entry.stale && entry.watchers.size > 0) setTimeout(() => entry.stale && void run(entry), CALM_MS);
}

function forgetOldest(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= MOST_KEPT) return;
    if (entry.watchers.size === 0) entries.delete(key);
  }
}

/** Marks what depends on a topic as stale (`all` is everything); what is on the page is loaded anew. */
export function invalidate(...topics: readonly string[]): void {
  const isAll = topics.includes('all');
  for (const entry of entries.values()) {
    const watched = [...entry.watchers.values()].flat();
    if (!isAll && !watched.some((topic) => topics.includes(topic))) continue;
    entry.stale = true;
    if (entry.watchers.size > 0 && !entry.running) void run(entry);
  }
}

/** Forgets everything: another account is shown. */
export function forgetAll(): void {
  entries.clear();
}

/** Asks for what has not been asked for. */
function begin(key: string, load: Entry['load']): Entry {
  const state: Loaded<unknown> = { data: undefined, error: undefined, loading: true };
  const entry: Entry = {
    state,
    load,
    watchers: new Map(),
    running: undefined,
    stale: true,
    loadedAt: Number.NEGATIVE_INFINITY,
  };
  entries.set(key, entry);
  forgetOldest();
  void run(entry);
  return entry;
}

const NOTHING: Loaded<undefined> = { data: undefined, error: undefined, loading: true };

/**
 * Loads something by a key, once for all who ask for it. A key of null loads nothing. `topics` name what makes it stale.
 */
export function useQuery<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  topics: readonly string[] = [],
): Loaded<T> & { readonly reload: () => void } {
  const [, redraw] = useState(0);
  const watcher = useCallback(() => redraw((n) => n + 1), []);
  // Missing data is asked for at once, not only after the page without it is on the screen.
  if (key !== null && !entries.has(key)) begin(key, load);
  const shown = key === null ? undefined : entries.get(key)?.state;
  useEffect(() => {
    if (key === null) return;
    const watched = entries.get(key) ?? begin(key, load);
    // What another component shows is kept up to date, so a further one needs no load of its own.
    const isFresh = watched.watchers.size > 0 && !watched.stale && performance.now() - watched.loadedAt < FRESH_MS;
    watched.watchers.set(watcher, topics);
    if (!watched.running && !isFresh) void run(watched);
    else if (watched.state !== shown) watcher();
    return () => void watched.watchers.delete(watcher);
  }, [key]);
  useEffect(() => {
    const watched = key === null ? undefined : entries.get(key);
    if (!watched) return;
    watched.watchers.set(watcher, topics);
    // A query that follows nothing is not loaded anew for what happened before.
    if (topics.length === 0) watched.stale = false;
  }, [key, topics.join()]);
  const entry = key === null ? undefined : entries.get(key);
  // A key is loaded with one function, so its data has that function's type.
  const state = (entry?.state ?? NOTHING) as Loaded<T>;
  return { ...state, reload: () => entry && void run(entry) };
}
