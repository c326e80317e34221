/** The newest texts, by key, as many as fit into one piece of memory. */
export interface TextRing {
  /** Keeps a text in place of the oldest ones. One that is longer than all of the memory is not kept. No key comes twice. */
  add(key: string, text: string): void;
  get(key: string): string | undefined;
}

/** The most bytes of a character of a JavaScript text in UTF-8. */
const BYTES_OF_CHARACTER = 3;

/**
 * Keeps texts outside of the heap. Texts that live for some seconds and then become garbage are what the garbage collector
 * has most work with: each would be copied twice. Adding makes no objects; finding looks through the keys, which is rare.
 */
export function createTextRing({ most, bytes }: { readonly most: number; readonly bytes: number }): TextRing {
  /** Made with the first text. Pages of it that were never written take no memory. */
  let memory: Buffer | undefined;
  // The texts in the order of arrival, which is that of their places in the memory: `kept` of them from `oldest` on and
  // around the end. Their bytes begin at `begins` and end before `ends`.
  const keys: string[] = [];
  const begins = new Uint32Array(most);
  const ends = new Uint32Array(most);
  let oldest = 0;
  let kept = 0;
  let next = 0;

  /** Drops the oldest texts until none is between two places. */
  function makeRoom(from: number, to: number): void {
    while (kept > 0) {
      const isBetween = (begins[oldest] ?? 0) < to && (ends[oldest] ?? 0) > from;
      if (kept < most && !isBetween) return;
      oldest = (oldest + 1) % most;
      kept--;
    }
  }

  return {
    add(key, text) {
      const longest = text.length * BYTES_OF_CHARACTER;
      if (longest > bytes) return;
      memory ??= Buffer.allocUnsafeSlow(bytes);
      const from = next + longest > bytes ? 0 : next;
      // The space behind the newest text is skipped, and the texts there are the oldest.
      if (from < next) makeRoom(next, bytes);
      makeRoom(from, from + longest);
      next = from + memory.write(text, from, 'utf8');
      const slot = (oldest + kept) % most;
      keys[slot] = key;
      begins[slot] = from;
      ends[slot] = next;
      kept++;
    },
    get(key) {
      const slot = keys.indexOf(key);
      const isKept = slot >= 0 && (slot - oldest + most) % most < kept;
      return isKept ? memory?.toString('utf8', begins[slot], ends[slot]) : undefined;
    },
  };
}
