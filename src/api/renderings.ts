/** How many answers are kept. */
export const MOST_RENDERINGS = 1_000;

/**
 * Answers that were rendered before, by the revision and the version they show. A revision never changes, so neither
 * does what it looks like at a version: clients that ask again and again how a payment stands get it from here.
 */
export interface Renderings {
  get(place: string): string | undefined;
  set(place: string, body: string): void;
}

/** Keeps the answers that were rendered last. */
export function createRenderings(limit = MOST_RENDERINGS): Renderings {
  const bodies = new Map<string, string>();
  return {
    get: (place) => bodies.get(place),
    set(place, body) {
      bodies.set(place, body);
      if (bodies.size <= limit) return;
      const oldest = bodies.keys().next().value;
      if (oldest !== undefined) bodies.delete(oldest);
    },
  };
}
