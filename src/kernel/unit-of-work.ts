import type { EventType } from '../contract/event-types.ts';
import { type Entity, type EventSubject, listName, type ResourceType } from './entity.ts';
import { resourceMissing } from './errors.ts';
import { filterListings } from './filters.ts';
import type { Ids } from './ids.ts';
import { positionMs } from './positions.ts';
import type {
  Batch,
  BookBalance,
  IdempotencyRecord,
  Listing,
  PageRange,
  Posting,
  Storage,
  StoredObject,
  Timer,
} from './storage.ts';

/** The origin of a change: a request, or none (a timer, a payer on a page) if `id` is null. */
export interface Origin {
  readonly id: string | null;
  readonly idempotencyKey: string | null;
  /**
   * Names what the change is done for, the same when it is tried again: an idempotency key with what is asked under it,
   * a timer, else the request. Attempts on the network are named after it.
   */
  readonly cause: string;
}

/** An event that will be written with the commit. */
interface PendingEvent {
  readonly id: string;
  readonly type: EventType;
  readonly subject: EventSubject<EventType>;
}

interface State {
  readonly type: ResourceType<Entity>;
  /** Version and listings as loaded; version 0 when the object is new. */
  readonly loadedVersion: number;
  readonly loadedListings: readonly string[];
  readonly position: number;
  /** Null once removed. */
  current: Entity | null;
  /** The revision `current` is written as; undefined while it has changed since the last one. */
  revision: number | undefined;
  changed: boolean;
}

/** The part of a list that is wanted; `limit` bounds the answer, at most 1,000. */
interface Wanted extends PageRange {
  /** `field/value`; all objects of the type without it. */
  readonly by?: string;
  readonly limit: number;
}

/** The objects of a list that a scan found. */
interface Scan<T> {
  readonly found: readonly Placed<T>[];
  /** The position where the scan reached its bound; undefined when it read as far as it had to. */
  readonly stoppedAt: number | undefined;
}

export interface Placed<T> {
  readonly object: T;
  readonly position: number;
}

/** The most entries of a list that one scan reads, and how many it reads at a time. */
export const MOST_SCANNED = 500;
const SCANNED_AT_ONCE = 100;

/**
 * Everything one decision reads and writes, in memory. Nothing reaches the disk until `toBatch` is committed, as one
 * atomic change that rests on the versions read here. Objects are never mutated: `save` replaces them.
 */
export class UnitOfWork {
  readonly world: string;
  /** The world's time, in milliseconds and in seconds since epoch. The same for the whole decision. */
  readonly nowMs: number;
  readonly now: number;
  readonly origin: Origin;
  readonly #storage: Storage;
  readonly #ids: Ids;
  readonly #takeBlock: (above?: number) => number;
  readonly #block: number;
  #nextPosition: number;
  #blockEnd: number;
  readonly #states = new Map<string, State>();
  readonly #missing = new Set<string>();
  /** Types read so far whose ids callers choose. */
  readonly #namedByCallers = new Set<string>();
  readonly #revisions: { revision: number; id: string; body: string }[] = [];
  readonly #events: (PendingEvent & { revision: number; body: string })[] = [];
  readonly #postings: Posting[] = [];
  readonly #timersAdded: Timer[] = [];
  readonly #timersRemoved: { id: string; leaseUntil?: number }[] = [];
  readonly #apiVersion: string;
  /** The shared body of events without `previous_attributes`, equal for all of a decision. */
  #plainEvent: string | undefined;

  constructor(options: {
    world: string;
    origin: Origin;
    storage: Storage;
    ids: Ids;
    /** The version stamped on events. */
    apiVersion: string;
    /** The world's time, in milliseconds since epoch. */
    clockMs: number;
    /** The first position of a new block, behind the one given, and how many a block has. */
    takeBlock: (above?: number) => number;
    block: number;
  }) {
    this.world = options.world;
    this.origin = options.origin;
    this.#storage = options.storage;
    this.#ids = options.ids;
    this.#apiVersion = options.apiVersion;
    this.#takeBlock = options.takeBlock;
    this.#block = options.block;
    this.#nextPosition = options.takeBlock();
    this.#blockEnd = this.#nextPosition + this.#block;
    const positionedMs = positionMs(this.#nextPosition);
    this.now = Math.floor(positionedMs / 1000);
    // Timers go by the clock; positions may be some milliseconds ahead of it when there are many decisions at once.
    this.nowMs = Math.min(positionedMs, options.clockMs);
  }

  /** A new id of this world. Ids taken later sort later. */
  newId(prefix: string): string {
    return this.#ids.next(prefix, this.#takePosition());
  }

  /** Random base62 characters, for secrets. */
  newSecret(length: number): string {
    return this.#ids.random(length);
  }

  /** The object, or undefined when this world has none of that type by that id. */
  async get<T extends Entity>(type: ResourceType<T>, id: string): Promise<T | undefined> {
    const state = await this.#find(type, id);
    if (state?.type.object !== type.object) return undefined;
    return (state.current as T | null) ?? undefined;
  }

  /** The object as it is now, without resting the decision on it: for finding out what to wait for. */
  async peek<T extends Entity>(type: ResourceType<T>, id: string): Promise<T | undefined> {
    const row = await this.#storage.readObject(this.world, this.#keyIn(type, id));
    return row && !row.deleted && row.type === type.object ? (JSON.parse(row.body) as T) : undefined;
  }

  /** The object, or Stripe's resource_missing error: 404 for an id in the path, 400 when `param` names a parameter. */
  async require<T extends Entity>(type: ResourceType<T>, id: string, param?: string): Promise<T> {
    const found = await this.get(type, id);
    if (found) return found;
    throw resourceMissing(type.noun, id, param ?? type.idParam, param === undefined ? 404 : 400);
  }

  /** Adds a new object. Its id must come from `newId` or be found to be free, or free again, by `get`. */
  insert<T extends Entity>(type: ResourceType<T>, object: NoInfer<T>): T {
    const key = this.#keyIn(type, object.id);
    const removed = this.#states.get(key);
    if (removed?.current) throw new Error(`${key} is taken`);
    this.#states.set(key, {
      type,
      loadedVersion: removed?.loadedVersion ?? 0,
      loadedListings: [],
      position: this.#takePosition(),
      current: object,
      revision: undefined,
      changed: true,
    });
    return object;
  }

  /** Replaces an object that was read or inserted here. */
  save<T extends Entity>(object: T): T {
    const state = this.#state(object);
    state.current = object;
    state.revision = undefined;
    state.changed = true;
    return object;
  }

  /** Removes an object; its revisions stay as history. */
  remove(object: Entity): void {
    const state = this.#state(object);
    this.#flush(state);
    state.current = null;
    state.changed = true;
  }

  /**
   * Objects of a type, found by `field/value` or all, in the order asked for and with what this unit of work has
   * changed.
   */
  async list<T extends Entity>(type: ResourceType<T>, query: Wanted): Promise<T[]> {
    const entries = await this.listEntries(type, query);
    return entries.map((entry) => entry.object);
  }

  /** As `list`, with the position of each object. */
  async listEntries<T extends Entity>(type: ResourceType<T>, query: Wanted): Promise<Placed<T>[]> {
    const changed = this.#changedIn<T>(type, query);
    // Objects that were changed here may have left the list; enough is read to fill their places.
    const rows = await this.#page(type, query, query.limit + this.#countChanged(type));
    return this.#merged(type, query, changed, rows);
  }

  /**
   * Scans up to `MOST_SCANNED` entries of a list for objects that pass `keep`. Only those become part of this unit of
   * work.
   */
  async scan<T extends Entity>(
    type: ResourceType<T>,
    query: Wanted & { readonly keep: (object: T) => boolean },
  ): Promise<Scan<T>> {
    const { keep, limit } = query;
    const changed = this.#changedIn<T>(type, query).filter(({ object }) => keep(object));
    const kept: StoredObject[] = [];
    const all = () => this.#merged(type, query, changed, kept);
    let range: PageRange = query;
    for (let scanned = 0; scanned < MOST_SCANNED; scanned += SCANNED_AT_ONCE) {
      const page = await this.#page(type, { ...query, ...range }, SCANNED_AT_ONCE);
      const rows = page.filter((row) => !this.#states.get(row.id)?.changed);
      kept.push(...rows.filter((row) => keep(JSON.parse(row.body) as T)));
      const last = page.at(-1);
      if (!last || page.length < SCANNED_AT_ONCE || kept.length >= limit) return { found: all(), stoppedAt: undefined };
      range = query.descending === false ? { ...range, above: last.position } : { ...range, below: last.position };
    }
    const stoppedAt = query.descending === false ? range.above : range.below;
    return { found: all(), stoppedAt };
  }

  /** Takes an object that was found by other means into this unit of work. */
  adopt<T extends Entity>(type: ResourceType<T>, row: StoredObject): T | undefined {
    return (this.#adopt(type, row).current as T | null) ?? undefined;
  }

  /** The version at which an object was read here; 0 when it is new. */
  versionOf(object: Entity): number {
    return this.#state(object).loadedVersion;
  }

  /** True if an object that was read here changed since, so that this cannot commit. */
  async isBehind(object: Entity): Promise<boolean> {
    const { loadedVersion } = this.#state(object);
    const row = await this.#storage.readObject(this.world, this.#keyOf(object));
    return (row?.version ?? 0) !== loadedVersion;
  }

  /** True if another try with the same Idempotency-Key committed first. */
  async isAnswered(): Promise<boolean> {
    const { idempotencyKey: key } = this.origin;
    return key !== null && (await this.#storage.readIdempotency(this.world, key)) !== undefined;
  }

  /** The position of an object that was read here. */
  placeOf(object: Entity): number {
    return this.#state(object).position;
  }

  /** Returns an object's position; undefined if it does not exist. */
  async positionOf<T extends Entity>(type: ResourceType<T>, id: string): Promise<number | undefined> {
    const found = await this.get(type, id);
    return found && this.#state(found).position;
  }

  /**
   * Emits an event about an object as it is now, in the same commit. `previousAttributes` holds what an `…updated` event
   * changed. A `subject` of another kind than the object stored under its id is a view of that object: a customer's card
   * is stored as a payment method, and its events show the card.
   */
  emit<Type extends EventType>(
    type: Type,
    subject: EventSubject<Type>,
    previousAttributes?: Record<string, unknown>,
  ): void {
    const state = this.#state(subject);
    const isView = subject.object !== state.type.object;
    this.#events.push({
      id: this.newId('evt'),
      type,
      subject,
      revision: isView ? this.#write(subject) : this.#flush(state),
      body: this.#eventBody(previousAttributes),
    });
  }

  /** The events that this decision has recorded so far. */
  get events(): readonly PendingEvent[] {
    return this.#events;
  }

  /** Adds lines to the books. They come balanced from `ledger/`. */
  post(postings: readonly Posting[]): void {
    this.#postings.push(...postings);
  }

  /** Returns a book's committed balances at this unit of work's time. */
  bookBalances(book: string): Promise<BookBalance[]> {
    return this.#storage.bookBalances(this.world, book, this.now);
  }

  /** Makes something happen later. */
  schedule(
    timer: Pick<Timer, 'kind' | 'subject' | 'dueAt'> & {
      queue?: string;
      payload?: unknown;
      attempt?: number;
    },
  ): void {
    this.#timersAdded.push({
      id: this.newId('timer'),
      queue: timer.queue ?? timer.kind,
      kind: timer.kind,
      subject: timer.subject,
      account: null,
      clock: null,
      dueAt: timer.dueAt,
      payload: JSON.stringify(timer.payload ?? {}),
      attempt: timer.attempt ?? 0,
    });
  }

  /** True if a timer scheduled here is due at once. */
  get leavesSomethingDue(): boolean {
    return this.#timersAdded.some((timer) => timer.dueAt <= this.nowMs);
  }

  /** Completes a claimed timer, or cancels one that has not fired. */
  completeTimer(timer: { id: string; leaseUntil?: number }): void {
    this.#timersRemoved.push(timer);
  }

  /** Cancels what was scheduled about an object under a kind. */
  async cancelTimers(subject: string, kind: string): Promise<void> {
    for (const timer of await this.#storage.listTimers(this.world, subject)) {
      if (timer.kind === kind) this.completeTimer({ id: timer.id });
    }
  }

  /** The revision that holds the object's present state; writes one if there is none yet. */
  revisionOf(object: Entity): number | undefined {
    const state = this.#states.get(this.#keyOf(object));
    return state?.current ? this.#flush(state) : undefined;
  }

  /** True if this very object is the stored one, or will be, under its id. */
  isStored(object: Entity): boolean {
    return this.#states.get(this.#keyOf(object))?.current === object;
  }

  /** True if an object of that type existed and was removed. */
  async isRemoved<T extends Entity>(type: ResourceType<T>, id: string): Promise<boolean> {
    const state = await this.#find(type, id);
    return state?.type.object === type.object && state.current === null;
  }

  /** True if there is nothing to commit. */
  get isEmpty(): boolean {
    if (this.#revisions.length + this.#postings.length + this.#timersAdded.length + this.#timersRemoved.length > 0)
      return false;
    for (const state of this.#states.values()) if (state.changed) return false;
    return true;
  }

  /** The whole decision as one batch for the storage. */
  toBatch(idempotency: IdempotencyRecord | null): Batch {
    const expected: { id: string; version: number }[] = [...this.#missing].map((id) => ({ id, version: 0 }));
    const objects: Omit<StoredObject, 'body'>[] = [];
    const add: Listing[] = [];
    const remove: Listing[] = [];
    for (const [id, state] of this.#states) {
      expected.push({ id, version: state.loadedVersion });
      if (!state.changed) continue;
      const revision = state.current ? this.#flush(state) : state.revision;
      if (revision === undefined) continue;
      const { position, current } = state;
      objects.push({
        id,
        type: state.type.object,
        version: state.loadedVersion + 1,
        revision,
        position,
        deleted: !current,
      });
      const listings = current ? listingsOf(state.type, current) : [];
      for (const list of listings) if (!state.loadedListings.includes(list)) add.push({ list, position, id });
      for (const list of state.loadedListings) if (!listings.includes(list)) remove.push({ list, position, id });
    }
    return {
      world: this.world,
      expected,
      revisions: this.#revisions,
      objects,
      listings: { add, remove },
      events: this.#events.map(({ id, type, revision, body }) => ({ id, type, revision, account: null, body })),
      postings: this.#postings,
      timers: { add: this.#timersAdded, remove: this.#timersRemoved },
      idempotency,
    };
  }

  #eventBody(previousAttributes: Record<string, unknown> | undefined): string {
    const body = {
      created: this.now,
      api_version: this.#apiVersion,
      request: { id: this.origin.id, idempotency_key: this.origin.idempotencyKey },
    };
    if (previousAttributes) return JSON.stringify({ ...body, previous_attributes: previousAttributes });
    this.#plainEvent ??= JSON.stringify(body);
    return this.#plainEvent;
  }

  #takePosition(): number {
    if (this.#nextPosition === this.#blockEnd) {
      this.#nextPosition = this.#takeBlock();
      this.#blockEnd = this.#nextPosition + this.#block;
    }
    return this.#nextPosition++;
  }

  /**
   * Positions must come after those of the objects read, which may have been committed since this began, by a decision
   * it waited for or on another node.
   */
  #goBehind(position: number): void {
    this.#nextPosition = this.#takeBlock(position);
    this.#blockEnd = this.#nextPosition + this.#block;
  }

  /** Returns the storage key of an object of a type. */
  #keyIn<T extends Entity>(type: ResourceType<T>, id: string): string {
    if (!type.namedByCallers) return id;
    this.#namedByCallers.add(type.object);
    return storageKey(type.object, id);
  }

  #keyOf({ object, id }: Entity): string {
    return this.#namedByCallers.has(object) ? storageKey(object, id) : id;
  }

  #find<T extends Entity>(type: ResourceType<T>, id: string): State | Promise<State | undefined> {
    const key = this.#keyIn(type, id);
    return this.#states.get(key) ?? this.#load(type, key);
  }

  #state(object: Entity): State {
    const key = this.#keyOf(object);
    const state = this.#states.get(key);
    if (!state) throw new Error(`${key} was neither read nor inserted in this unit of work`);
    return state;
  }

  async #load<T extends Entity>(type: ResourceType<T>, id: string): Promise<State | undefined> {
    if (this.#missing.has(id)) return undefined;
    const row = await this.#storage.readObject(this.world, id);
    if (!row) this.#missing.add(id);
    // An id that names something of another kind always will, so nothing rests on how that is.
    return row?.type === type.object ? this.#adopt(type, row) : undefined;
  }

  #adopt<T extends Entity>(type: ResourceType<T>, row: StoredObject): State {
    if (type.namedByCallers) this.#namedByCallers.add(type.object);
    const known = this.#states.get(row.id);
    if (known) return known;
    if (row.revision >= this.#nextPosition) this.#goBehind(row.revision);
    const current = row.deleted || row.type !== type.object ? null : (JSON.parse(row.body) as T);
    const state: State = {
      type: row.type === type.object ? type : { ...type, object: row.type },
      loadedVersion: row.version,
      loadedListings: current ? listingsOf(type, current) : [],
      position: row.position,
      current,
      revision: row.revision,
      changed: false,
    };
    this.#states.set(row.id, state);
    return state;
  }

  #flush(state: State): number {
    if (state.revision !== undefined) return state.revision;
    if (!state.current) throw new Error('a removed object has no present state');
    state.revision = this.#write(state.current);
    return state.revision;
  }

  #write(object: Entity): number {
    const revision = this.#takePosition();
    this.#revisions.push({ revision, id: this.#keyOf(object), body: JSON.stringify(object) });
    return revision;
  }

  #page<T extends Entity>(
    type: ResourceType<T>,
    { by, above, below, descending = true }: Wanted,
    limit: number,
  ): Promise<StoredObject[]> {
    return this.#storage.list(this.world, {
      list: listName(type.object, by),
      descending,
      limit,
      ...(above !== undefined && { above }),
      ...(below !== undefined && { below }),
    });
  }

  #countChanged<T extends Entity>({ object }: ResourceType<T>): number {
    let count = 0;
    for (const { type, changed } of this.#states.values()) if (changed && type.object === object) count++;
    return count;
  }

  /** The rows of a page with what was changed here, in the order that is wanted. */
  #merged<T extends Entity>(
    type: ResourceType<T>,
    { descending = true, limit }: Wanted,
    changed: readonly Placed<T>[],
    rows: readonly StoredObject[],
  ): Placed<T>[] {
    const found = [...changed];
    for (const row of rows) {
      if (this.#states.get(row.id)?.changed) continue;
      if (found.length - changed.length === limit) break;
      const object = this.adopt(type, row);
      if (object) found.push({ object, position: row.position });
    }
    found.sort((a, b) => (descending ? b.position - a.position : a.position - b.position));
    return found.slice(0, limit);
  }

  #changedIn<T extends Entity>(type: ResourceType<T>, { by, above, below }: Wanted): Placed<T>[] {
    const list = listName(type.object, by);
    const found: Placed<T>[] = [];
    for (const state of this.#states.values()) {
      if (!state.changed || state.type.object !== type.object) continue;
      if (!state.current || !listingsOf(state.type, state.current).includes(list)) continue;
      if (above !== undefined && state.position <= above) continue;
      if (below !== undefined && state.position >= below) continue;
      found.push({ object: state.current as T, position: state.position });
    }
    return found;
  }
}

/** Returns the storage key of an object with a caller-chosen id, which is unique only within its type. */
export function storageKey(object: string, id: string): string {
  return `${object}/${id}`;
}

function listingsOf(type: ResourceType<Entity>, object: Entity): readonly string[] {
  if (type.listed === false) return [];
  const by = [...filterListings(type, object), ...(type.listedBy?.(object) ?? [])];
  return [listName(type.object), ...by.map((key) => listName(type.object, key))];
}
