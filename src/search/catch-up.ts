import { nameIn, type Scope } from '../kernel/account-names.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import { indexedBy } from '../kernel/filters.ts';
import { editionOf, type Searchable, searchValues } from '../kernel/searchable.ts';
import { ConflictError, type SearchEntry, type Storage, type StoredObject } from '../kernel/storage.ts';

/** Objects per read, and values per write unless one object has more. */
const READ_AT_ONCE = 200;
const WRITTEN_AT_ONCE = 1_000;
/** Passes of one search while another version of Florin replaces the index with its own. */
const MOST_PASSES = 5;

/** A type that can be searched. */
export type SearchableType = ResourceType<Entity> & { readonly search: Searchable<Entity> };

/** Brings an account's search index of a type up to date with everything that was committed before the call. */
type CatchUp = <T extends Entity>(of: Scope, type: ResourceType<T>) => Promise<void>;

function placeOf<T extends Entity>({ world, account }: Scope, { object }: ResourceType<T>): string {
  return `${world} ${nameIn(account, object)}`;
}

interface Pass {
  readonly running: Promise<void>;
  /** The one after it, shared by all that came too late for this one. */
  next: Promise<void> | undefined;
}

/**
 * Usually little has changed since the last search; the first time it is the whole account, indexed in steps that let
 * other work run in between. Concurrent searches share one pass.
 */
export function createCatchUp(storage: Storage): CatchUp {
  const passes = new Map<string, Pass>();

  function start<T extends Entity>(of: Scope, type: ResourceType<T>): Promise<void> {
    const place = placeOf(of, type);
    const running = indexAgain(storage, of, type).finally(() => {
      if (passes.get(place) === pass) passes.delete(place);
    });
    const pass: Pass = { running, next: undefined };
    passes.set(place, pass);
    return running;
  }

  return function catchUp(of, type) {
    const pass = passes.get(placeOf(of, type));
    if (!pass) return start(of, type);
    const again = () => start(of, type);
    // Its waiters receive the running pass's error.
    pass.next ??= pass.running.then(again, again);
    return pass.next;
  };
}

/** Passes until one is not disturbed by another version. Throws ConflictError if all are. */
async function indexAgain<T extends Entity>(storage: Storage, of: Scope, type: ResourceType<T>): Promise<void> {
  for (let pass = 0; pass < MOST_PASSES; pass++) if (await indexAll(storage, of, type)) return;
  throw new ConflictError(`The search index of ${type.object}`);
}

/**
 * One pass from the oldest position to the newest there is now. Returns false if the index was replaced meanwhile.
 */
async function indexAll<T extends Entity>(
  storage: Storage,
  { world, account }: Scope,
  type: ResourceType<T>,
): Promise<boolean> {
  // Each account has an index of its own, so that a search does not pass by the objects of others.
  const name = nameIn(account, type.object);
  const indexed = indexedBy(type);
  const edition = editionOf(indexed);
  // An object's revision is never numbered below its position.
  const through = await storage.newestRevision(world);
  let above = -1;
  while (above < through) {
    const wanted = { type: name, edition, above, through, limit: READ_AT_ONCE };
    const objects = await storage.unindexed(world, wanted);
    const last = objects.at(-1);
    const end = last && objects.length === READ_AT_ONCE ? last.position : through;
    const parts = inParts(objects.map((object) => entryOf(indexed, object)));
    // One after the other: what is up to `through` counts as indexed, even if an earlier part fails.
    for (const [n, entries] of parts.entries()) {
      const reached = n === parts.length - 1 ? end : (entries.at(-1)?.position ?? above);
      if (!(await storage.index(world, { type: name, edition, above, through: reached }, entries))) return false;
      above = reached;
    }
    above = end;
  }
  return true;
}

function entryOf<T>(
  indexed: Omit<Searchable<T>, 'path'>,
  { id, position, version, deleted, body }: StoredObject,
): SearchEntry {
  return { id, position, version, values: deleted ? null : searchValues(indexed, JSON.parse(body) as T) };
}

/** Cuts entries into writes of a bounded number of values. */
function inParts(entries: readonly SearchEntry[]): SearchEntry[][] {
  const parts: SearchEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    if (size > room) {
      parts.push([]);
      room = WRITTEN_AT_ONCE;
    }
    parts.at(-1)?.push(entry);
    room -= size;
  }
  return parts;
}

/** Returns the rows of an entry: one for itself, for each value and for each word. */
function sizeOf({ values }: SearchEntry): number {
  return 1 + (values ?? []).reduce((rows, value) => rows + ('words' in value ? 1 + value.words.length : 1), 0);
}
