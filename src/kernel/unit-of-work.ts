import type { EventType } from '../contract/event-types.ts';
import { applicationOf, idempotencyKeyIn, nameIn, type Scope } from './account-names.ts';
import { ChangeRecord, type PendingEvent } from './change-record.ts';
import { DecisionPositions } from './decision-positions.ts';
import { DecisionTime } from './decision-time.ts';
import type { Entity, EventSubject, ResourceType } from './entity.ts';
import { resourceMissing } from './errors.ts';
import type { Ids } from './ids.ts';
import { ObjectMap, type Placed, type Scan, type Wanted } from './object-map.ts';
import { positionMs } from './positions.ts';
import type { Batch, BookBalance, IdempotencyRecord, Posting, Storage, StoredObject, Timer } from './storage.ts';
import { testClockType } from './test-clock.ts';

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

/** A timer to be written: its queue is its kind unless another is given. */
interface Schedule extends Pick<Timer, 'kind' | 'subject' | 'dueAt'> {
  readonly queue?: string;
  readonly payload?: unknown;
  readonly attempt?: number;
  /** Puts it on the world's clock whatever clock the decision is on; `dueAt` is then world time. */
  readonly onWorldClock?: true;
}

/** State shared by all views of one decision. */
interface Shared {
  readonly world: string;
  readonly origin: Origin;
  readonly storage: Storage;
  readonly ids: Ids;
  readonly apiVersion: string;
  readonly positions: DecisionPositions;
  readonly time: DecisionTime;
  readonly objects: ObjectMap;
  readonly changes: ChangeRecord;
  readonly examples: Examples;
  /** By account, what acts for it. */
  readonly views: Map<string, UnitOfWork>;
  /** The shared body of events without `previous_attributes`, equal for all of a decision. */
  plainEvent: string | undefined;
}

/** By id, what makes the objects that exist in every world that is open to any key. */
export type Examples = ReadonlyMap<string, (work: UnitOfWork, id: string) => Entity>;

interface Options {
  world: string;
  origin: Origin;
  storage: Storage;
  ids: Ids;
  /** The version stamped on events. */
  apiVersion: string;
  examples: Examples;
  /** The time of the world's clock, in milliseconds since epoch. */
  clockMs: number;
  /** The first position of a new block, above the one given, and how many a block has. */
  takeBlock: (above?: number) => number;
  block: number;
}

/** The unit of work of a new decision, acting for the platform itself. */
export function createUnitOfWork(options: Options): UnitOfWork {
  const { world, origin, storage, ids, apiVersion, examples, clockMs } = options;
  const positions = new DecisionPositions(options.takeBlock, options.block);
  const positionedMs = positionMs(positions.first);
  // Timers go by the clock; positions may be some milliseconds ahead of it when there are many decisions at once.
  const time = new DecisionTime(Math.min(positionedMs, clockMs), Math.floor(positionedMs / 1000));
  const objects = new ObjectMap(storage, world, positions);
  const changes = new ChangeRecord();
  const views = new Map<string, UnitOfWork>();
  const plainEvent = undefined;
  const shared = {
    world,
    origin,
    storage,
    ids,
    apiVersion,
    examples,
    positions,
    time,
    objects,
    changes,
    views,
    plainEvent,
  };
  const own = new UnitOfWork(shared, world);
  views.set(own.account, own);
  return own;
}

/**
 * Everything one decision reads and writes, in memory, for one account. Nothing reaches the disk until `toBatch` is
 * committed, as one atomic change that rests on the versions read here. Objects are never mutated: `save` replaces them.
 */
export class UnitOfWork {
  /** The account that this acts for; the platform's has the world's id. */
  readonly account: string;
  /** `account` if it is a connected one, null for the platform itself: it distinguishes rows. */
  readonly connected: string | null;
  readonly #shared: Shared;

  constructor(shared: Shared, account: string) {
    this.#shared = shared;
    this.account = account;
    this.connected = account === shared.world ? null : account;
  }

  get world(): string {
    return this.#shared.world;
  }

  /** The world and the account that this acts for. */
  get scope(): Scope {
    return { world: this.world, account: this.connected };
  }

  get origin(): Origin {
    return this.#shared.origin;
  }

  /** The same unit of work, acting for another account of the world: all of it is committed as one. */
  for(account: string): UnitOfWork {
    const { views } = this.#shared;
    const known = views.get(account);
    if (known) return known;
    const view = new UnitOfWork(this.#shared, account);
    views.set(account, view);
    return view;
  }

  /** The time of the decision's clock, in milliseconds and in seconds since epoch; the same for the whole decision. */
  get nowMs(): number {
    return this.#shared.time.nowMs;
  }

  get now(): number {
    return this.#shared.time.now;
  }

  /** The world's time, also on a test clock: for money, and for what happens outside. */
  get worldNowMs(): number {
    return this.#shared.time.worldNowMs;
  }

  get worldNow(): number {
    return this.#shared.time.worldNow;
  }

  /** The test clock that the decision was put on, null for the world's; undefined if it was put on none. */
  get chosenClock(): string | null | undefined {
    return this.#shared.time.chosen;
  }

  /**
   * Puts the decision on the clock of the object it is about: a test clock, or null for the world's. Comes before
   * anything reads the time. Throws Stripe's 400 if the decision is on another clock.
   */
  async onClock(id: string | null): Promise<void> {
    const { time } = this.#shared;
    if (time.isOn(id)) return;
    if (id === null) time.choose(null);
    else time.choose(id, (await this.require(testClockType, id, 'test_clock')).frozen_time);
  }

  /** Continues a rehearsal at a later moment, in seconds since epoch (see `Context.rehearse`). */
  pretendNow(seconds: number): void {
    this.#shared.time.pretend(seconds);
  }

  /** The platform's application where this acts for one of its accounts; null for the platform itself. */
  get application(): string | null {
    return this.connected === null ? null : applicationOf(this.world);
  }

  /** A new id of this world. Ids taken later sort later. */
  newId(prefix: string): string {
    const id = this.#nextId(prefix);
    this.#shared.objects.noteNew(id);
    return id;
  }

  /** The id of a new connected account (see `scopeOf`). */
  newAccountId(): string {
    return this.#shared.ids.nextAccount(this.world, this.#shared.positions.take());
  }

  /** Random base62 characters, for secrets. */
  newSecret(length: number): string {
    return this.#shared.ids.random(length);
  }

  /** The object, or undefined when the account has none of that type by that id. */
  async get<T extends Entity>(type: ResourceType<T>, id: string): Promise<T | undefined> {
    const state = await this.#shared.objects.find(this.connected, type, id);
    if (state === undefined) return this.#example(type, id);
    if (state.place.type.object !== type.object) return undefined;
    return (state.current as T | null) ?? undefined;
  }

  /** Makes an object that the documentation names by its id, when it is first asked for; undefined if it is not one. */
  #example<T extends Entity>(type: ResourceType<T>, id: string): T | undefined {
    const make = this.connected === null ? this.#shared.examples.get(id) : undefined;
    // Examples are declared by the resource of their type.
    return make && id.startsWith(`${type.prefix}_`) ? (make(this, id) as T) : undefined;
  }

  /** The object as it is now, without resting the decision on it: for finding out what to wait for. */
  async peek<T extends Entity>(type: ResourceType<T>, id: string): Promise<T | undefined> {
    const { storage, world, objects } = this.#shared;
    const row = await storage.readObject(world, objects.keyIn(this.connected, type, id));
    return row && !row.deleted && row.type === type.object ? (JSON.parse(row.body) as T) : undefined;
  }

  /** An object of any type as it is stored, without resting the decision on it; undefined if there is none. */
  async peekAny(id: string): Promise<Entity | undefined> {
    const { storage, world } = this.#shared;
    const row = await storage.readObject(world, nameIn(this.connected, id));
    return row && !row.deleted ? (JSON.parse(row.body) as Entity) : undefined;
  }

  /** The object, or Stripe's resource_missing error: 404 for an id in the path, 400 when `param` names a parameter. */
  async require<T extends Entity>(type: ResourceType<T>, id: string, param?: string): Promise<T> {
    const found = await this.get(type, id);
    if (found) return found;
    throw resourceMissing(type.noun, id, param ?? type.idParam, param === undefined ? 404 : 400);
  }

  /** Adds a new object. Its id must come from `newId` or be found to be free, or free again, by `get`. */
  insert<T extends Entity>(type: ResourceType<T>, object: NoInfer<T>): T {
    return this.#shared.objects.insert(this.connected, type, object);
  }

  /** Replaces an object that was read or inserted here. */
  save<T extends Entity>(object: T): T {
    this.#shared.objects.of(this.connected, object).change(object);
    return object;
  }

  /** Removes an object; its revisions stay as history. */
  remove(object: Entity): void {
    const state = this.#shared.objects.of(this.connected, object);
    this.#shared.objects.flush(state);
    state.change(null);
  }

  /**
   * Objects of a type, found by `field/value` or all, in the order asked for and with what this unit of work has
   * changed.
   */
  async list<T extends Entity>(type: ResourceType<T>, query: Wanted): Promise<T[]> {
    const entries = await this.listEntries(type, query);
    return entries.map((entry) => entry.object);
  }

  /** True if it is known without a read that `list` finds nothing of a type. */
  isKnownEmpty<T extends Entity>(type: ResourceType<T>): boolean {
    return this.#shared.objects.isKnownEmpty(this.connected, type);
  }

  /** As `list`, with the position of each object. */
  listEntries<T extends Entity>(type: ResourceType<T>, query: Wanted): Promise<Placed<T>[]> {
    return this.#shared.objects.list(this.connected, type, query);
  }

  /**
   * Scans up to `MOST_SCANNED` entries of a list for objects that pass `keep`. Only those become part of this unit of
   * work.
   */
  scan<T extends Entity>(
    type: ResourceType<T>,
    query: Wanted & { readonly keep: (object: T) => boolean },
  ): Promise<Scan<T>> {
    return this.#shared.objects.scan(this.connected, type, query);
  }

  /** Takes an object that was found by other means into this unit of work. */
  adopt<T extends Entity>(type: ResourceType<T>, row: StoredObject): T | undefined {
    return (this.#shared.objects.adopt(this.connected, type, row).current as T | null) ?? undefined;
  }

  /** The version at which an object was read here; 0 when it is new. */
  versionOf(object: Entity): number {
    return this.#shared.objects.of(this.connected, object).place.loadedVersion;
  }

  /** True if an object that was read here changed since, so that this cannot commit. */
  async isBehind(object: Entity): Promise<boolean> {
    const { storage, world, objects } = this.#shared;
    const { loadedVersion, key } = objects.of(this.connected, object).place;
    const row = await storage.readObject(world, key);
    return (row?.version ?? 0) !== loadedVersion;
  }

  /** True if this decision rests on a view that may never have existed (see `ObjectMap.isOutdated`). */
  isOutdated(): Promise<boolean> {
    return this.#shared.objects.isOutdated();
  }

  /** True if another try with the same Idempotency-Key committed first. */
  async isAnswered(): Promise<boolean> {
    const { idempotencyKey: key } = this.origin;
    if (key === null) return false;
    const { storage, world } = this.#shared;
    return (await storage.readIdempotency(world, idempotencyKeyIn(this.connected, key))) !== undefined;
  }

  /** The position of an object that was read here. */
  placeOf(object: Entity): number {
    return this.#shared.objects.of(this.connected, object).place.position;
  }

  /** Returns an object's position; undefined if it does not exist. */
  async positionOf<T extends Entity>(type: ResourceType<T>, id: string): Promise<number | undefined> {
    const found = await this.get(type, id);
    return found && this.placeOf(found);
  }

  /**
   * Emits an event about an object as it is now, in the same commit. `previousAttributes` holds what an `…updated` event
   * changed. A `subject` of another kind than the object stored under its id is a view of that object: a customer's card
   * is stored as a payment method, and its events show the card. `account` is the connected account that it happened on,
   * if it is another than this acts for: the platform keeps the objects of its accounts.
   */
  emit<Type extends EventType>(
    type: Type,
    subject: EventSubject<Type>,
    previousAttributes?: Record<string, unknown>,
    account: string | null = this.connected,
  ): void {
    const { objects } = this.#shared;
    const state = objects.of(this.connected, subject);
    const isView = subject.object !== state.place.type.object;
    const revision = isView ? objects.write(state.place.key, subject) : objects.flush(state);
    this.#record(type, subject, revision, account, previousAttributes);
  }

  /** As `emit`, about a view of an object that has an id of its own under which nothing is stored. */
  emitView<Type extends EventType>(type: Type, view: EventSubject<Type>, of: Entity): void {
    const { objects } = this.#shared;
    const { key } = objects.of(this.connected, of).place;
    this.#record(type, view, objects.write(key, view), this.connected);
  }

  #record<Type extends EventType>(
    type: Type,
    subject: EventSubject<Type>,
    revision: number,
    account: string | null,
    previousAttributes?: Record<string, unknown>,
  ): void {
    const body = this.#eventBody(previousAttributes);
    this.#shared.changes.events.push({ id: this.#nextId('evt'), type, subject, revision, account, body });
  }

  /** The events that this decision has recorded so far, for all accounts. */
  get events(): readonly PendingEvent[] {
    return this.#shared.changes.events;
  }

  /** Adds lines to the books. They come balanced from `ledger/`. */
  post(postings: readonly Posting[]): void {
    this.#shared.changes.postings.push(...postings);
  }

  /** Returns the committed balances of one of the account's books at the world's time. */
  bookBalances(book: string): Promise<BookBalance[]> {
    const { storage, world, time } = this.#shared;
    return storage.bookBalances(world, nameIn(this.connected, book), time.worldNow);
  }

  /** Makes something happen later, on the decision's clock. */
  schedule({ kind, subject, dueAt, queue = kind, payload = {}, attempt = 0, onWorldClock }: Schedule): void {
    this.#shared.changes.timersAdded.push({
      id: this.#nextId('timer'),
      queue,
      kind,
      subject,
      account: this.connected,
      clock: onWorldClock ? null : this.#shared.time.clock,
      dueAt,
      payload: JSON.stringify(payload),
      attempt,
    });
  }

  /** True if a timer scheduled here is due at once. */
  get leavesSomethingDue(): boolean {
    return this.#shared.changes.leavesSomethingDue(this.worldNowMs);
  }

  /** Completes a claimed timer, or cancels one that has not fired. */
  completeTimer(timer: { id: string; leaseUntil?: number }): void {
    this.#shared.changes.timersRemoved.push(timer);
  }

  /** Cancels what was scheduled about an object under a kind. */
  async cancelTimers(subject: string, kind: string): Promise<void> {
    const isCanceled = (timer: Timer) =>
      timer.subject === subject && timer.kind === kind && timer.account === this.connected;
    for (const timer of await this.#shared.storage.listTimers(this.world, subject)) {
      if (isCanceled(timer)) this.completeTimer({ id: timer.id });
    }
    this.#shared.changes.cancelAdded(isCanceled);
  }

  /** The revision that holds the object's present state; writes one if there is none yet. */
  revisionOf(object: Entity): number | undefined {
    const { objects } = this.#shared;
    const state = objects.peek(this.connected, object);
    return state?.isThere ? objects.flush(state) : undefined;
  }

  /** True if this very object is the stored one, or will be, under its id. */
  isStored(object: Entity): boolean {
    return this.#shared.objects.peek(this.connected, object)?.holds(object) === true;
  }

  /** The JSON that this very object is or will be stored as; undefined if it is not the stored one. */
  jsonOf(object: Entity): string | undefined {
    const { objects } = this.#shared;
    const state = objects.peek(this.connected, object);
    return state?.holds(object) ? objects.jsonOf(state) : undefined;
  }

  /** True if an object of that type existed and was removed. */
  async isRemoved<T extends Entity>(type: ResourceType<T>, id: string): Promise<boolean> {
    const state = await this.#shared.objects.find(this.connected, type, id);
    return state?.place.type.object === type.object && !state.isThere;
  }

  /** True if there is nothing to commit. */
  get isEmpty(): boolean {
    return this.#shared.changes.isEmpty && this.#shared.objects.isUnchanged;
  }

  /** The whole decision, of all accounts, as one batch for the storage; `clockOffset` is the world's. */
  toBatch(record: IdempotencyRecord | null, clockOffset: number): Batch {
    const { world, objects, changes } = this.#shared;
    const isOwn = record === null || this.connected === null;
    const idempotency = isOwn ? record : { ...record, key: idempotencyKeyIn(this.connected, record.key) };
    return { world, ...objects.toBatch(), ...changes.toBatch(), idempotency, clockOffset };
  }

  #nextId(prefix: string): string {
    return this.#shared.ids.next(prefix, this.#shared.positions.take());
  }

  #eventBody(previousAttributes: Record<string, unknown> | undefined): string {
    const shared = this.#shared;
    const body = {
      created: this.now,
      api_version: shared.apiVersion,
      request: { id: this.origin.id, idempotency_key: this.origin.idempotencyKey },
    };
    if (previousAttributes) return JSON.stringify({ ...body, previous_attributes: previousAttributes });
    shared.plainEvent ??= JSON.stringify(body);
    return shared.plainEvent;
  }
}
