/** The newest texts, by key, as many as fit into one piece of memory. */
export interface TextRing {
  /** Keeps a text in place of the oldest ones. One that is longer than all of the memory is not kept. */
  add(key: string, text: string): void;
  get(key: string): string | undefined;
}

/** The bytes of a text. They end before `to`. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** The most bytes of a character of a JavaScript text in UTF-8. */
const BYTES_OF_CHARACTER = 3;

/**
 * Keeps texts outside of the heap. Texts that live for some seconds and then become garbage are what the garbage collector
 * has most work with: each would be copied twice.
 */
export function createTextRing({ most, bytes }: { readonly most: number; readonly bytes: number }): TextRing {
  /** Made with the first text. Pages of it that were never written take no memory. */
  let memory: Buffer | undefined;
  // In the order of arrival, which is that of the places, from the oldest on and around the end.
  const places = new Map<string, Place>();
  let next = 0;

  /** Drops the oldest texts until none is between two places. */
  function makeRoom(from: number, to: number): void {
    for (const [key, place] of places) {
      if (places.size < most && (place.from >= to || place.to <= from)) return;
      places.delete(key);
    }
  }

  return {
    add(key, text) {
      const longest = text.length * BYTES_OF_CHARACTER;
      if (longest > bytes) return;
      memory ??= Buffer.allocUnsafeSlow(bytes);
      const from = next + longest > bytes ? 0 : next;
      // Leftovers behind the newest text are skipped, and the texts there are the oldest.
      if (from < next) makeRoom(next, bytes);
      makeRoom(from, from + longest);
      next = from + memory.write(text, from, 'utf8');
      places.delete(key);
      places.set(key, { from, to: next });
    },
    get(key) {
      const place = places.get(key);
      return place && memory?.toString('utf8', place.from, place.to);
    },
  };
}
