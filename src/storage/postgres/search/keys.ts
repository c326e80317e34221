import { createHash } from 'node:crypto';

/** A row of an index has room for some 2,700 bytes; a term of this many characters leaves some for the rest. */
const LONGEST_TERM = 500;

/** Returns the index key of a term; long terms are hashed. */
export function termKey(term: string): string {
  if (term.length <= LONGEST_TERM) return term;
  const kept = term.slice(0, LONGEST_TERM / 2);
  return `${kept} ${createHash('sha256').update(term).digest('base64url')}`;
}
