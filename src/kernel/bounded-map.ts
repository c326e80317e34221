/** The limits of a map. Beyond either of them the oldest entries are deleted. */
interface Bounds<Key, Value> {
  /** The most entries. */
  readonly most: number;
  /** The most bytes of all entries, for entries whose size depends on what a caller sends. */
  readonly mostBytes?: number;
  readonly bytesOf?: (key: Key, value: Value) => number;
}

/** A map that deletes its oldest entries beyond its bounds. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined;
  has(key: Key): boolean;
  /** An entry that is larger than all the map may hold is not stored. */
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
  keys(): IterableIterator<Key>;
  entries(): IterableIterator<[Key, Value]>;
  readonly size: number;
  /** The sum of `bytesOf` over the entries. */
  readonly bytes: number;
}

/** The most bytes that a text takes in memory: two per character, and fewer if all characters are Latin. */
export function textBytes(text: string): number {
  return 2 * text.length;
}

export function createBoundedMap<Key, Value extends NonNullable<unknown>>(
  bounds: Bounds<Key, Value>,
): BoundedMap<Key, Value> {
  const { most, mostBytes = Number.POSITIVE_INFINITY, bytesOf = () => 0 } = bounds;
  const map = new Map<Key, Value>();
  /** Goes on behind the entry that it deleted last: from the first place it would pass all deleted entries each time. */
  let oldest = map.keys();
  let bytes = 0;

  function remove(key: Key): void {
    const value = map.get(key);
    if (value !== undefined && map.delete(key)) bytes -= bytesOf(key, value);
  }

  function removeOldest(): void {
    let next = oldest.next();
    if (next.done) {
      oldest = map.keys();
      next = oldest.next();
    }
    if (!next.done) remove(next.value);
  }

  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    set(key, value) {
      remove(key);
      const added = bytesOf(key, value);
      if (added > mostBytes) return;
      map.set(key, value);
      bytes += added;
      while (map.size > most || bytes > mostBytes) removeOldest();
    },
    delete: remove,
    clear() {
      map.clear();
      bytes = 0;
    },
    keys: () => map.keys(),
    entries: () => map.entries(),
    get size() {
      return map.size;
    },
    get bytes() {
      return bytes;
    },
  };
}
