import { setBounded } from '../kernel/bounded-map.ts';

/** The most responses in the cache. */
const MOST_RENDERINGS = 1_000;

/**
 * A cache of rendered responses by revision and version. A revision never changes, so neither does its rendering at a
 * version. It serves clients that poll an object.
 */
interface Renderings {
  get(place: string): string | undefined;
  set(place: string, body: string): void;
}

/** Returns a cache of the latest responses. */
export function createRenderings(limit = MOST_RENDERINGS): Renderings {
  const bodies = new Map<string, string>();
  return {
    get: (place) => bodies.get(place),
    set: (place, body) => setBounded(bodies, place, body, limit),
  };
}
