import { type BoundedMap, createBoundedMap, textBytes } from '../kernel/bounded-map.ts';

/** The most responses in the cache, and their bytes. */
const MOST_RENDERINGS = 1_000;
const RENDERING_BYTES = 16 * 1_048_576;

/**
 * Returns a cache of rendered responses by revision and version. A revision never changes, so neither does its rendering
 * at a version. It serves clients that poll an object.
 */
export function createRenderings(): BoundedMap<string, string> {
  return createBoundedMap<string, string>({
    most: MOST_RENDERINGS,
    mostBytes: RENDERING_BYTES,
    bytesOf: (_, body) => textBytes(body),
  });
}
