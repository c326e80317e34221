/** The latest entries of many worlds, in memory, bounded both ways. */
export interface Rings<Entry> {
  add(world: string, entry: Entry): void;
  /** Newest first. */
  latest(world: string, limit: number): Entry[];
}

interface Ring<Entry> {
  readonly entries: Entry[];
  /** Index of the next entry. */
  next: number;
  /** Time of the last entry, counted in entries of all worlds. */
  touched: number;
}

/** Keeps the newest `perWorld` entries of each of the `worlds` most recently active worlds. */
export function createRings<Entry>(bounds: { perWorld: number; worlds: number }): Rings<Entry> {
  const rings = new Map<string, Ring<Entry>>();
  let added = 0;

  function forgetQuietest(): void {
    let quietest: string | undefined;
    let since = Number.POSITIVE_INFINITY;
    for (const [world, ring] of rings) {
      if (ring.touched >= since) continue;
      quietest = world;
      since = ring.touched;
    }
    if (quietest !== undefined) rings.delete(quietest);
  }

  return {
    add(world, entry) {
      let ring = rings.get(world);
      if (!ring) {
        if (rings.size >= bounds.worlds) forgetQuietest();
        ring = { entries: [], next: 0, touched: 0 };
        rings.set(world, ring);
      }
      ring.entries[ring.next] = entry;
      ring.next = (ring.next + 1) % bounds.perWorld;
      ring.touched = ++added;
    },
    latest(world, limit) {
      const ring = rings.get(world);
      if (!ring) return [];
      const inOrder = [...ring.entries.slice(ring.next), ...ring.entries.slice(0, ring.next)];
      return inOrder.slice(Math.max(0, inOrder.length - limit)).reverse();
    },
  };
}
