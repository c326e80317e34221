import type { Revision } from '../kernel/storage.ts';

/** Characters that must match in the base after a difference to resume copying. */
const ANCHOR = 20;
/** Characters compared at a time. */
const STRIDE = 128;
/** More differences than this and the texts are called unlike. */
const MOST_HUNKS = 32;

/**
 * Writes `text` as what to copy from `base` and what to put between: numbers `from length inserted` for each hunk, a
 * line feed, then the inserted texts. Made for JSON of one object at two moments: it looks for common ground only
 * where a field begins. Undefined when that would not be much shorter than the text itself.
 */
function encodeDelta(base: string, text: string): string | undefined {
  const numbers: number[] = [];
  let inserted = '';
  let at = 0;
  let from = 0;
  while (at < text.length) {
    const length = commonLength(base, from, text, at);
    const [next, nextFrom] = nextCommonField(base, from + length, text, at + length);
    numbers.push(from, length, next - at - length);
    inserted += text.slice(at + length, next);
    if (numbers.length > MOST_HUNKS * 3) return undefined;
    at = next;
    from = nextFrom;
  }
  const delta = `${numbers.join(' ')}\n${inserted}`;
  return delta.length * 2 < text.length ? delta : undefined;
}

/** The text that `encodeDelta` was given. */
export function decodeDelta(base: string, delta: string): string {
  const head = delta.indexOf('\n');
  const numbers = delta.slice(0, head).split(' ').map(Number);
  let text = '';
  let at = head + 1;
  for (let i = 0; i < numbers.length; i += 3) {
    const [from = 0, length = 0, inserted = 0] = numbers.slice(i, i + 3);
    text += base.slice(from, from + length) + delta.slice(at, at + inserted);
    at += inserted;
  }
  return text;
}

/** A revision as it is stored: `base` is the revision that `body` is a delta of, or null when it is whole. */
export interface StoredRevision extends Revision {
  readonly base: number | null;
}

/**
 * Returns the stored form of a commit's revisions. An object with several revisions stores the last one whole and the
 * others as deltas of it, because the newest is read most.
 */
export function withDeltas(revisions: readonly Revision[]): StoredRevision[] {
  const last = new Map(revisions.map((revision) => [revision.id, revision]));
  return revisions.map((revision) => {
    const base = last.get(revision.id) ?? revision;
    const delta = base === revision ? undefined : encodeDelta(base.body, revision.body);
    return delta === undefined ? { ...revision, base: null } : { ...revision, base: base.revision, body: delta };
  });
}

function commonLength(base: string, from: number, text: string, at: number): number {
  const most = Math.min(base.length - from, text.length - at);
  let length = 0;
  // Comparing slices is comparing memory; characters one by one only where they differ.
  while (
    length + STRIDE <= most &&
    base.slice(from + length, from + length + STRIDE) === text.slice(at + length, at + length + STRIDE)
  ) {
    length += STRIDE;
  }
  while (length < most && base.charCodeAt(from + length) === text.charCodeAt(at + length)) length++;
  return length;
}

/**
 * Returns the next positions of a common field in `text` after `at` and `base` after `from`; the ends of both if there
 * is none.
 */
function nextCommonField(base: string, from: number, text: string, at: number): readonly [number, number] {
  for (let field = text.indexOf(',"', at); field !== -1; field = text.indexOf(',"', field + 2)) {
    const found = base.indexOf(text.slice(field, field + ANCHOR), from);
    if (found !== -1) return [field, found];
  }
  return [text.length, base.length];
}
