/**
 * "Did you mean …?" for an unknown parameter. Names that are similar by Jaro-Winkler are candidates; the suggestion is
 * the first that needs few edits, else the most similar one that is not entirely different.
 */

/** The least similarity of a candidate; short names need less, as one edit changes more of them. */
const ALIKE = 0.834;
const ALIKE_SHORT = 0.77;
/** The longest name that gets a suggestion, in characters. */
const LONGEST_NAME = 60;

/** The most likely name; undefined if none is similar. */
export function suggestion(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const least = name.length > 3 ? ALIKE : ALIKE_SHORT;
  const candidates = [...known]
    .map((word) => ({ word, likeness: jaroWinkler(word, name), edits: editDistance(word, name) }))
    .filter(({ likeness }) => likeness >= least)
    .sort((a, b) => b.likeness - a.likeness);
  const mistyped = candidates.find(({ edits }) => edits <= Math.ceil(name.length * 0.25));
  const misremembered = candidates.find(({ word, edits }) => edits < Math.min(name.length, word.length));
  return (mistyped ?? misremembered)?.word;
}

/** Jaro-Winkler similarity from 0 to 1; a common prefix of up to four letters counts more. */
function jaroWinkler(a: string, b: string): number {
  const likeness = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++;
  return likeness > 0.7 ? likeness + prefix * 0.1 * (1 - likeness) : likeness;
}

function jaro(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const matchedInB: boolean[] = [];
  const lettersOfA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (matchedInB[j] || a[i] !== b[j]) continue;
      matchedInB[j] = true;
      lettersOfA.push(a[i] ?? '');
      break;
    }
  }
  const lettersOfB = [...b].filter((_, j) => matchedInB[j]);
  const matches = lettersOfA.length;
  if (matches === 0) return 0;
  const swapped = lettersOfA.filter((letter, index) => letter !== lettersOfB[index]).length / 2;
  return (matches / a.length + matches / b.length + (matches - swapped) / matches) / 3;
}

/** Levenshtein distance: the number of letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
