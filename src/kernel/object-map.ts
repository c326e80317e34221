import { nameIn } from './account-names.ts';
import type { DecisionPositions } from './decision-positions.ts';
import { type Entity, listName, ON_TEST_CLOCKS, type ResourceType } from './entity.ts';
import { filterListings } from './filters.ts';
import type { Batch, Listing, PageRange, Revision, Storage, StoredObject } from './storage.ts';
import { WrittenRevision } from './written-revision.ts';

/** The place of an object in its world, and its version as it was loaded. */
interface StatePlace {
  readonly type: ResourceType<Entity>;
  readonly key: string;
  /** The connected account that it belongs to; null for the platform itself. */
  readonly account: string | null;
  /** 0 when the object is new. */
  readonly loadedVersion: number;
  /** The object as it was loaded; undefined when it is new or was removed. */
  readonly loadedJson: string | undefined;
  readonly position: number;
  /** True if its id was made by the decision, so that there can be no such object yet. */
  readonly isNew: boolean;
}

/** An object as one decision sees it. One that was loaded is parsed when it is needed. */
class State {
  readonly place: StatePlace;
  /** The revision that `current` is written as; undefined while it has changed since the last one. */
  revision: number | undefined;
  /** That revision, if it is the decision's own. */
  written: WrittenRevision | undefined;
  changed: boolean;
  #loaded: Entity | null | undefined;
  #current: Entity | null | undefined;

  constructor(place: StatePlace, revision: number | undefined) {
    this.place = place;
    this.revision = revision;
    this.changed = false;
  }

  get loaded(): Entity | null {
    const { loadedJson } = this.place;
    // Objects that are stored under a type were written with it.
    this.#loaded ??= loadedJson === undefined ? null : (JSON.parse(loadedJson) as Entity);
    return this.#loaded;
  }

  /** Null once removed. */
  get current(): Entity | null {
    if (this.#current === undefined) this.#current = this.loaded;
    return this.#current;
  }

  /** False once it is removed. */
  get isThere(): boolean {
    return this.#current === undefined ? this.place.loadedJson !== undefined : this.#current !== null;
  }

  /** Replaces or, with null, removes the object. */
  change(object: Entity | null): void {
    this.#current = object;
    this.changed = true;
    if (object === null) return;
    this.revision = undefined;
    this.written = undefined;
  }

  /** The JSON of `revision`; undefined if there is none. */
  get json(): string | undefined {
    if (this.written) return this.written.body;
    return this.revision === undefined ? undefined : this.place.loadedJson;
  }

  /** True if `object` is the object's present state. */
  holds(object: Entity): boolean {
    return this.#current === object;
  }
}

/** The part of a list that is wanted; `limit` bounds the answer, at most 1,000. */
export interface Wanted extends PageRange {
  /** `field/value`; all objects of the type without it. */
  readonly by?: string;
  readonly limit: number;
}

/** The objects of a list that a scan found. */
export interface Scan<T> {
  readonly found: readonly Placed<T>[];
  /** The position where the scan reached its bound; undefined if it was complete. */
  readonly stoppedAt: number | undefined;
}

export interface Placed<T> {
  /** Parsed when it is needed. */
  readonly object: T;
  readonly position: number;
  /** The object as it is stored; undefined if the decision has changed it. */
  readonly json: string | undefined;
}

/** An object of a list that has not been removed. */
class PlacedState<T> implements Placed<T> {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get object(): T {
    // Those who make one have found that it is there, and of the type that they list.
    return this.#state.current as T;
  }

  get position(): number {
    return this.#state.place.position;
  }

  get json(): string | undefined {
    return this.#state.changed ? undefined : this.#state.json;
  }
}

/** The most entries of a list that one scan reads, and how many it reads at a time. */
export const MOST_SCANNED = 500;
const SCANNED_AT_ONCE = 100;

/** The objects that one decision reads and writes, of all accounts of its world. `account` is a connected one or null. */
export class ObjectMap {
  readonly #storage: Storage;
  readonly #world: string;
  readonly #positions: DecisionPositions;
  readonly #states = new Map<string, State>();
  readonly #missing = new Set<string>();
  /** Types read so far whose ids callers choose. */
  readonly #namedByCallers = new Set<string>();
  readonly #revisions: Revision[] = [];
  /** Ids that were made here. Nothing else can have one of them. */
  readonly #newIds = new Set<string>();

  constructor(storage: Storage, world: string, positions: DecisionPositions) {
    this.#storage = storage;
    this.#world = world;
    this.#positions = positions;
  }

  noteNew(id: string): void {
    this.#newIds.add(id);
  }

  keyIn<T extends Entity>(account: string | null, type: ResourceType<T>, id: string): string {
    if (type.namedByCallers) this.#namedByCallers.add(type.object);
    return keyOfStored(account, type, id);
  }

  keyOf(account: string | null, { object, id }: Entity): string {
    return nameIn(account, this.#namedByCallers.has(object) ? storageKey(object, id) : id);
  }

  find<T extends Entity>(
    account: string | null,
    type: ResourceType<T>,
    id: string,
  ): State | Promise<State | undefined> {
    const key = this.keyIn(account, type, id);
    return this.#states.get(key) ?? this.#load(account, type, key);
  }

  /** The state of an object that was read or inserted here. */
  of(account: string | null, object: Entity): State {
    const key = this.keyOf(account, object);
    const state = this.#states.get(key);
    if (!state) throw new Error(`${key} was neither read nor inserted in this unit of work`);
    return state;
  }

  /** As `of`, or undefined. */
  peek(account: string | null, object: Entity): State | undefined {
    return this.#states.get(this.keyOf(account, object));
  }

  insert<T extends Entity>(account: string | null, type: ResourceType<T>, object: NoInfer<T>): T {
    const key = this.keyIn(account, type, object.id);
    const removed = this.#states.get(key);
    if (removed?.current) throw new Error(`${key} already exists`);
    const state = new State(
      {
        type,
        key,
        account,
        loadedVersion: removed?.place.loadedVersion ?? 0,
        loadedJson: removed?.place.loadedJson,
        // An object that this decision removed is replaced in its place in lists and in the search index.
        position: removed?.changed ? removed.place.position : this.#positions.take(),
        isNew: removed === undefined && this.#newIds.has(object.id),
      },
      undefined,
    );
    state.change(object);
    this.#states.set(key, state);
    return object;
  }

  /** As `UnitOfWork.isKnownEmpty`. */
  isKnownEmpty<T extends Entity>(account: string | null, type: ResourceType<T>): boolean {
    const { isKnownEmpty } = this.#storage;
    return isKnownEmpty?.(this.#world, nameIn(account, type.object)) === true && this.#countChanged(type) === 0;
  }

  /** As `UnitOfWork.listEntries`. */
  async list<T extends Entity>(account: string | null, type: ResourceType<T>, query: Wanted): Promise<Placed<T>[]> {
    const changed = this.#changedIn<T>(account, type, query);
    // Objects that were changed here may have left the list; enough is read to fill their places.
    const rows = await this.#page(account, type, query, query.limit + this.#countChanged(type));
    return this.#merged(account, type, query, changed, rows);
  }

  /** As `UnitOfWork.scan`. */
  async scan<T extends Entity>(
    account: string | null,
    type: ResourceType<T>,
    query: Wanted & { readonly keep: (object: T) => boolean },
  ): Promise<Scan<T>> {
    const { keep, limit } = query;
    const changed = this.#changedIn<T>(account, type, query).filter(({ object }) => keep(object));
    const kept: StoredObject[] = [];
    const all = () => this.#merged(account, type, query, changed, kept);
    let range: PageRange = query;
    // A filter that keeps almost everything is satisfied by the first few.
    let size = Math.min(limit, SCANNED_AT_ONCE);
    for (let scanned = 0; scanned < MOST_SCANNED; ) {
      const page = await this.#page(account, type, { ...query, ...range }, size);
      const rows = page.filter((row) => !this.#states.get(row.id)?.changed);
      kept.push(...rows.filter((row) => keep(JSON.parse(row.body) as T)));
      const last = page.at(-1);
      if (!last || page.length < size || kept.length >= limit) return { found: all(), stoppedAt: undefined };
      range = query.descending === false ? { ...range, above: last.position } : { ...range, below: last.position };
      scanned += size;
      size = Math.min(SCANNED_AT_ONCE, MOST_SCANNED - scanned);
    }
    const stoppedAt = query.descending === false ? range.above : range.below;
    return { found: all(), stoppedAt };
  }

  /** The state of an object that was read by other means. */
  adopt<T extends Entity>(account: string | null, type: ResourceType<T>, row: StoredObject): State {
    if (type.namedByCallers) this.#namedByCallers.add(type.object);
    const known = this.#states.get(row.id);
    if (known) return known;
    this.#positions.passBy(row.revision);
    const isThere = !row.deleted && row.type === type.object;
    const state = new State(
      {
        type: row.type === type.object ? type : { ...type, object: row.type },
        key: row.id,
        account,
        loadedVersion: row.version,
        loadedJson: isThere ? row.body : undefined,
        position: row.position,
        isNew: false,
      },
      row.revision,
    );
    this.#states.set(row.id, state);
    return state;
  }

  /** The revision that holds the object's present state; writes one if there is none yet. */
  flush(state: State): number {
    if (state.revision !== undefined) return state.revision;
    if (!state.current) throw new Error('a removed object has no present state');
    state.written = this.#write(state.place.key, state.current);
    state.revision = state.written.revision;
    return state.revision;
  }

  /** The JSON of the object's present state, of which a revision is written if there is none yet. */
  jsonOf(state: State): string | undefined {
    this.flush(state);
    return state.json;
  }

  /** Writes a revision: the present state of the object stored under `key`, or a view of it. */
  write(key: string, object: Entity): number {
    return this.#write(key, object).revision;
  }

  get isUnchanged(): boolean {
    if (this.#revisions.length > 0) return false;
    for (const state of this.#states.values()) if (state.changed) return false;
    return true;
  }

  /**
   * True if objects that were read here have changed since. One object alone is always a view that existed; of several,
   * some may have been read before another decision and some after it.
   */
  async isOutdated(): Promise<boolean> {
    const expected = this.#expected();
    if (expected.length < 2) return false;
    const ids = expected.map(({ id }) => id);
    const rows = await this.#storage.readObjects(this.#world, ids);
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    return expected.some(({ id, version }) => (versions.get(id) ?? 0) !== version);
  }

  /** The objects that were read, at their versions; 0 for those that do not exist. */
  #expected(): { id: string; version: number }[] {
    const expected: { id: string; version: number }[] = [];
    for (const id of this.#missing) expected.push({ id, version: 0 });
    for (const [id, { place }] of this.#states) {
      if (!place.isNew) expected.push({ id, version: place.loadedVersion });
    }
    return expected;
  }

  /** The decision's reads and changes. */
  toBatch(): Pick<Batch, 'expected' | 'revisions' | 'objects' | 'listings'> {
    const expected = this.#expected();
    const objects: Omit<StoredObject, 'body'>[] = [];
    const add: Listing[] = [];
    const remove: Listing[] = [];
    for (const [id, state] of this.#states) {
      if (!state.changed) continue;
      const revision = state.current ? this.flush(state) : state.revision;
      if (revision === undefined) continue;
      const { current, loaded } = state;
      const { type, position, account, loadedVersion } = state.place;
      objects.push({ id, type: type.object, version: loadedVersion + 1, revision, position, deleted: !current });
      const listings = current ? listingsOf(type, current) : NO_LISTS;
      const loadedListings = loaded ? listingsOf(type, loaded) : NO_LISTS;
      const entry = (list: string) => ({ list: nameIn(account, list), position, id });
      for (const list of listings) if (!loadedListings.includes(list)) add.push(entry(list));
      for (const list of loadedListings) if (!listings.includes(list)) remove.push(entry(list));
    }
    return { expected, revisions: this.#revisions, objects, listings: { add, remove } };
  }

  #write(key: string, object: Entity): WrittenRevision {
    const written = new WrittenRevision(this.#positions.take(), key, object);
    this.#revisions.push(written);
    return written;
  }

  async #load<T extends Entity>(
    account: string | null,
    type: ResourceType<T>,
    key: string,
  ): Promise<State | undefined> {
    if (this.#missing.has(key)) return undefined;
    const row = await this.#storage.readObject(this.#world, key);
    if (!row) this.#missing.add(key);
    // An id that names something of another kind always will, so nothing rests on how that is.
    return row?.type === type.object ? this.adopt(account, type, row) : undefined;
  }

  #page<T extends Entity>(
    account: string | null,
    type: ResourceType<T>,
    { by, above, below, descending = true }: Wanted,
    limit: number,
  ): Promise<StoredObject[]> {
    return this.#storage.list(this.#world, {
      list: nameIn(account, listName(type.object, by)),
      descending,
      limit,
      ...(above !== undefined && { above }),
      ...(below !== undefined && { below }),
    });
  }

  #countChanged<T extends Entity>({ object }: ResourceType<T>): number {
    let count = 0;
    for (const { place, changed } of this.#states.values()) if (changed && place.type.object === object) count++;
    return count;
  }

  /** The rows of a page with this decision's changes, in the requested order. */
  #merged<T extends Entity>(
    account: string | null,
    type: ResourceType<T>,
    { descending = true, limit }: Wanted,
    changed: readonly Placed<T>[],
    rows: readonly StoredObject[],
  ): Placed<T>[] {
    const found = [...changed];
    for (const row of rows) {
      if (this.#states.get(row.id)?.changed) continue;
      if (found.length - changed.length === limit) break;
      const state = this.adopt(account, type, row);
      if (state.isThere) found.push(new PlacedState(state));
    }
    found.sort((a, b) => (descending ? b.position - a.position : a.position - b.position));
    return found.slice(0, limit);
  }

  #changedIn<T extends Entity>(
    account: string | null,
    type: ResourceType<T>,
    { by, above, below }: Wanted,
  ): Placed<T>[] {
    const list = listName(type.object, by);
    const found: Placed<T>[] = [];
    for (const state of this.#states.values()) {
      const { place } = state;
      if (!state.changed || place.account !== account || place.type.object !== type.object) continue;
      if (!state.current || !listingsOf(place.type, state.current).includes(list)) continue;
      if (above !== undefined && place.position <= above) continue;
      if (below !== undefined && place.position >= below) continue;
      found.push(new PlacedState(state));
    }
    return found;
  }
}

/** The key under which the storage has an object of a type. */
export function keyOfStored<T extends Entity>(account: string | null, type: ResourceType<T>, id: string): string {
  return nameIn(account, type.namedByCallers ? storageKey(type.object, id) : id);
}

/** Returns the storage key of an object with a caller-chosen id, which is unique only within its type. */
export function storageKey(object: string, id: string): string {
  return `${object}/${id}`;
}

const NO_LISTS: readonly string[] = [];

function listingsOf(type: ResourceType<Entity>, object: Entity): readonly string[] {
  const isOnClock = (type.clockOf?.(object) ?? null) !== null;
  const lists = type.listed === false ? [] : [listName(type.object, isOnClock ? ON_TEST_CLOCKS : undefined)];
  for (const key of filterListings(type, object)) lists.push(listName(type.object, key));
  for (const key of type.listedBy?.(object) ?? []) lists.push(listName(type.object, key));
  return lists;
}
