import { randomBytes } from 'node:crypto';
import { type Batch, ConflictError, UnavailableError } from '../../kernel/storage.ts';
import { createStoredRevisions } from '../stored-revisions.ts';
import { commitStatement, EVERY_BATCH, NOW_SEARCHED, type Refusal } from './commit.ts';
import { commitRows, type EncodedBatch } from './commit-rows.ts';
import { type Database, patiently } from './database.ts';
import { failureOf, takenKey } from './failures.ts';
import { readOutcome } from './outcome.ts';
import { pause } from './waiting.ts';

/** At most this many batches, rows and characters of bodies share a statement; a larger batch goes alone. */
const MOST_BATCHES = 64;
const MOST_ROWS = 1_000;
const MOST_CHARACTERS = 4_000_000;
/** Statements in flight per world: the next is built while the last is written. */
const MOST_UNDER_WAY = 2;

/** The search state of a world without indexes. */
const NOTHING_SEARCHED = ',';
/** Worlds with indexes in the cache, and retries of a group with an outdated search state. */
const MOST_WORLDS_SEARCHED = 10_000;
const MOST_TYPES_SEARCHED = 100;

/** Delay before an unreachable database is retried. */
const ASK_AGAIN_MS = 1_000;

/** The response to a group was lost, and its outcome could not be read in time. */
class OpenOutcome extends Error {
  readonly refusals: Promise<readonly Refusal[] | undefined>;

  constructor(cause: unknown, refusals: Promise<readonly Refusal[] | undefined>) {
    super('The result of a commit is unknown.', { cause });
    this.refusals = refusals;
  }

  /** Callbacks of its batches. */
  asUnavailable(): UnavailableError {
    return new UnavailableError({ cause: this.cause, outcome: this.refusals.then((known) => known?.length === 0) });
  }
}

interface QueuedBatch {
  readonly batch: EncodedBatch;
  /** Keys that it reads or claims and that another batch may change. */
  readonly touches: readonly string[];
  readonly rows: number;
  readonly characters: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  readonly waiting: QueuedBatch[];
  /** Keys that statements in flight may change. */
  readonly changing: Set<string>;
  underWay: number;
  planned: boolean;
}

interface GroupCommit {
  commit(batch: Batch): Promise<void>;
  /** Completes waiting commits and rejects later ones. */
  close(): Promise<void>;
}

/**
 * Batches of a world that arrive while others are in flight share a statement. No two of a group touch the same object:
 * one may depend on the other's change, so it waits for the next group. `landed` is called for every statement that
 * wrote something.
 */
export function createGroupCommit(database: Database, landed: (world: string) => void): GroupCommit {
  const queues = new Map<string, Queue>();
  const searched = createSearched();
  // It learns no bases: a database that fails over may have lost one that this process has seen written.
  const stored = createStoredRevisions();
  const running = new Set<Promise<void>>();
  let closed = false;

  function queueOf(world: string): Queue {
    const queue = queues.get(world) ?? { waiting: [], changing: new Set(), underWay: 0, planned: false };
    queues.set(world, queue);
    return queue;
  }

  /** Starts a group after all commits of this turn of the event loop have been queued. */
  function plan(world: string, queue: Queue): void {
    if (queue.planned || queue.underWay >= MOST_UNDER_WAY || queue.waiting.length === 0) return;
    queue.planned = true;
    setImmediate(() => {
      queue.planned = false;
      const group = takeGroup(queue);
      if (group.length === 0) return;
      const run = runGroup(world, queue, group).finally(() => running.delete(run));
      running.add(run);
      plan(world, queue);
    });
  }

  async function runGroup(world: string, queue: Queue, group: readonly QueuedBatch[]): Promise<void> {
    queue.underWay++;
    const changing = group.flatMap(({ batch }) => changesOf(batch));
    for (const place of changing) queue.changing.add(place);
    const written = await write(world, group);
    for (const place of changing) queue.changing.delete(place);
    queue.underWay--;
    rejectStale(queue, written);
    if (written.length > 0) landed(world);
    if (queue.waiting.length > 0) plan(world, queue);
    else if (queue.underWay === 0) queues.delete(world);
  }

  /** Writes a group, resolves its batches and returns those that were written. */
  async function write(world: string, group: readonly QueuedBatch[]): Promise<EncodedBatch[]> {
    if (group.length === 0) return [];
    try {
      const refusals = await land(world, group);
      if (refusals.length > 0) return await write(world, withoutRefused(group, refusals));
      for (const { resolve } of group) resolve();
      return group.map(({ batch }) => batch);
    } catch (error) {
      if (group.length > 1 && failureOf(error) === 'refused') {
        // One batch failed the whole group: each is retried in its own statement.
        const parts: EncodedBatch[] = [];
        for (const one of group) parts.push(...(await write(world, [one])));
        return parts;
      }
      const key = takenKey(error);
      for (const { reject } of group) {
        if (key !== undefined) reject(new ConflictError(key));
        else reject(error instanceof OpenOutcome ? error.asUnavailable() : error);
      }
      return [];
    }
  }

  /** Retries until the group has landed or was rejected. Searched types are learned from rejections. */
  async function land(world: string, group: readonly QueuedBatch[]): Promise<readonly Refusal[]> {
    for (let tries = 0; tries < MOST_TYPES_SEARCHED; tries++) {
      const refusals = await landOnce(world, group, searched.of(world));
      const now = refusals.find(({ b }) => b === NOW_SEARCHED);
      if (!now) return refusals;
      searched.learn(world, now.what);
    }
    throw new Error(`The search index of ${world} changes too often to be read.`);
  }

  /** As `land`, for the types searched: the outcome of a lost response is read before anything is sent again. */
  function landOnce(world: string, group: readonly QueuedBatch[], types: string): Promise<readonly Refusal[]> {
    const rows = commitRows(
      group.map(({ batch }) => batch),
      types,
    );
    const clockOffset = group[0]?.batch.clockOffset;
    /** The commit with a lost response and unknown outcome. */
    let open: string | undefined;
    const landing = patiently(async () => {
      const id = randomBytes(12).toString('base64url');
      try {
        return await database.once(...commitStatement({ world, id, clockOffset, searched: types }, rows));
      } catch (error) {
        if (failureOf(error) !== 'lost') throw error;
        open = id;
        const outcome = await readOutcome(database, world, id);
        open = undefined;
        if (outcome === undefined) throw error;
        return outcome;
      }
    });
    return landing.catch((error: unknown) => {
      if (open === undefined) throw error;
      throw new OpenOutcome(error, readOutcomeEventually(world, open));
    });
  }

  /** No caller waits anymore, but dependent effects are fixed once the outcome is known. */
  async function readOutcomeEventually(world: string, id: string): Promise<readonly Refusal[] | undefined> {
    while (!closed) {
      try {
        return await readOutcome(database, world, id);
      } catch {
        // Still unreachable. The next attempt has the usual timeout.
        await pause(ASK_AGAIN_MS);
      }
    }
    // No caller is left to handle the error.
    return [];
  }

  return {
    commit(decided) {
      if (closed) return Promise.reject(new Error('The storage is closed.'));
      const batch = { ...decided, revisions: stored.encode(decided.world, decided.revisions) };
      return new Promise((resolve, reject) => {
        const queue = queueOf(batch.world);
        const { rows, characters } = sizeOf(batch);
        queue.waiting.push({ batch, touches: touchesOf(batch), rows, characters, resolve, reject });
        plan(batch.world, queue);
      });
    },
    async close() {
      closed = true;
      while (queues.size > 0) {
        await Promise.all(running);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** Rejects the stale batches of a group and returns the others, which were not written either. */
function withoutRefused(group: readonly QueuedBatch[], refusals: readonly Refusal[]): QueuedBatch[] {
  const all = refusals.find(({ b }) => b === EVERY_BATCH);
  const whats = new Map(refusals.map(({ b, what }) => [b, what]));
  return group.filter(({ reject }, b) => {
    const what = all?.what ?? whats.get(b);
    if (what !== undefined) reject(new ConflictError(what));
    return what === undefined;
  });
}

/** The indexed types by world, from the last rejection; mostly empty. */
function createSearched() {
  const known = new Map<string, string>();
  return {
    of: (world: string) => known.get(world) ?? NOTHING_SEARCHED,
    learn(world: string, types: string) {
      // Evicted worlds are read again.
      if (known.size >= MOST_WORLDS_SEARCHED) known.clear();
      known.set(world, types);
    },
  };
}

/** The first waiting batches that touch neither each other nor batches in flight, in order. */
function takeGroup(queue: Queue): QueuedBatch[] {
  const group: QueuedBatch[] = [];
  const left: QueuedBatch[] = [];
  const touched = new Set(queue.changing);
  let rows = 0;
  let characters = 0;
  for (const one of queue.waiting) {
    const full =
      group.length >= MOST_BATCHES ||
      (group.length > 0 && (rows + one.rows > MOST_ROWS || characters + one.characters > MOST_CHARACTERS));
    // A statement has one clock.
    const otherClock = group[0] !== undefined && group[0].batch.clockOffset !== one.batch.clockOffset;
    if (full || otherClock || one.touches.some((place) => touched.has(place))) left.push(one);
    else {
      group.push(one);
      rows += one.rows;
      characters += one.characters;
    }
    // A waiting batch blocks later ones, so that none overtakes it.
    for (const place of changesOf(one.batch)) touched.add(place);
  }
  queue.waiting.splice(0, queue.waiting.length, ...left);
  return group;
}

/** Versions only rise: a batch that rests on an older one than was just written need not be tried. */
function rejectStale(queue: Queue, written: readonly EncodedBatch[]): void {
  if (queue.waiting.length === 0) return;
  const versions = new Map(written.flatMap(({ objects }) => objects.map(({ id, version }) => [id, version])));
  const left = queue.waiting.filter(({ batch, reject }) => {
    const overtaken = batch.expected.find(({ id, version }) => version < (versions.get(id) ?? 0));
    if (overtaken) reject(new ConflictError(overtaken.id));
    return !overtaken;
  });
  queue.waiting.splice(0, queue.waiting.length, ...left);
}

function changesOf({ objects, timers, idempotency }: EncodedBatch): string[] {
  return [
    ...objects.map(({ id }) => id),
    ...timers.remove.map(({ id }) => id),
    ...timers.add.map(({ id }) => id),
    ...(idempotency ? [`key ${idempotency.key}`] : []),
  ];
}

function touchesOf(batch: EncodedBatch): string[] {
  return [...batch.expected.map(({ id }) => id), ...changesOf(batch)];
}

function sizeOf(batch: EncodedBatch): { rows: number; characters: number } {
  const { revisions, objects, listings, events, postings, timers } = batch;
  const parts = [revisions, objects, listings.add, listings.remove, events, postings, timers.add, timers.remove];
  return {
    rows: parts.reduce((sum, part) => sum + part.length, 1),
    characters: revisions.reduce((sum, { body }) => sum + body.length, 0),
  };
}
