import type { Batch, Storage } from '../../../src/kernel/storage.ts';
import type { Harness, Json } from '../../support/harness.ts';

export type Form = Readonly<Record<string, string>>;

/** The result of a call: its status, its body, and everything that it wrote, value by value with the place of each. */
export interface Outcome {
  readonly status: number;
  readonly body: Json;
  readonly values: ReadonlyMap<string, unknown>;
}

/** One world in which calls are compared, on a clock that stands still. */
export interface Shop {
  /** The version of the calls that are examined. */
  readonly version: string;
  readonly harness: Harness;
  /** Creates what a call needs. Paths are below `/v1/` unless they begin with a slash. Throws if that is refused. */
  make(path: string, form?: Form, method?: string): Promise<Json>;
  /** Sends the call that is examined. */
  send(method: string, path: string, form: Form): Promise<Outcome>;
  /** An object that calls do not change, made once. */
  once(name: string, make: () => Promise<Json>): Promise<Json>;
}

/** Records what is committed from now on, in a list that the caller empties. */
export function recordWrites(storage: Storage): unknown[] {
  const writes: unknown[] = [];
  const commit = storage.commit.bind(storage);
  Object.assign(storage, {
    commit: (batch: Batch) => {
      const { objects, revisions, postings, timers } = batch;
      writes.push({ objects, revisions, postings, timers });
      return commit(batch);
    },
  });
  return writes;
}

/** Opens a world; the calls that are examined are sent at `version`. */
export function openShop(harness: Harness, writes: unknown[], key: string, version: string): Shop {
  const made = new Map<string, Promise<Json>>();
  return {
    version,
    harness,
    async make(path, form = {}, method = 'POST') {
      const { status, body } = await harness.call(method, path.startsWith('/') ? path : `/v1/${path}`, form, { key });
      if (status !== 200) throw new Error(`${method} ${path} ${JSON.stringify(form)}: ${JSON.stringify(body)}`);
      return body;
    },
    async send(method, path, form) {
      writes.length = 0;
      const { status, body } = await harness.call(method, path, form, { key, headers: { 'stripe-version': version } });
      const values = new Map<string, unknown>();
      collect({ status, body, writes }, '', values);
      return { status, body, values };
    },
    once(name, make) {
      const known = made.get(name) ?? make();
      made.set(name, known);
      return known;
    },
  };
}

/** Collects the plain values of JSON by their places; objects that are stored as text are opened. */
function collect(value: Json, at: string, values: Map<string, unknown>): void {
  const opened = typeof value === 'string' && /^[{[]/.test(value) ? parsed(value) : value;
  if (typeof opened === 'object' && opened !== null) {
    for (const [name, inner] of Object.entries(opened)) collect(inner, `${at}/${name}`, values);
  } else values.set(at, rounded(opened));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const HOUR_SECONDS = 3600;
const FIRST_MOMENT = 1_000_000_000;
/** Numbers beyond are positions, and moments in milliseconds. */
const FIRST_POSITION = 100_000_000_000;
const POSITIONS_AN_HOUR = HOUR_SECONDS * 1_000_000;

/** Moments and positions of two calls differ by a little. */
function rounded(value: unknown): unknown {
  if (typeof value !== 'number' || value < FIRST_MOMENT) return value;
  return Math.round(value / (value < FIRST_POSITION ? HOUR_SECONDS : POSITIONS_AN_HOUR));
}
