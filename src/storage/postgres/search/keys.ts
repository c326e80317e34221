import { createHash } from 'node:crypto';

/** A row of an index has room for some 2,700 bytes; a term of this many characters leaves some for the rest. */
const LONGEST_TERM = 500;

/** A term as it is indexed and looked for: one that is too long is told from others by its hash. */
export function termKey(term: string): string {
  if (term.length <= LONGEST_TERM) return term;
  const kept = term.slice(0, LONGEST_TERM / 2);
  return `${kept} ${createHash('sha256').update(term).digest('base64url')}`;
}
