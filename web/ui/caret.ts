/**
 * Returns the caret's position after formatting: behind as many of the customer's own characters as before, so that
 * inserted spaces and slashes do not move it.
 */
export function caretAfter(typed: { text: string; caret: number }, laidOut: string, counts: RegExp): number {
  if (typed.caret === typed.text.length) return laidOut.length;
  const own = (text: string) => [...text].filter((character) => counts.test(character)).length;
  const before = own(typed.text.slice(0, typed.caret));
  if (before === 0) return 0;
  if (before >= own(laidOut)) return laidOut.length;
  let seen = 0;
  for (let place = 0; place < laidOut.length; place += 1) {
    if (counts.test(laidOut.charAt(place))) seen += 1;
    if (seen === before) return place + 1;
  }
  return laidOut.length;
}

/**
 * Deletes the character next to the caret that the customer typed, skipping characters that formatting inserted: the
 * one before for Backspace, the one after for Delete.
 */
export function deleteThrough(
  text: string,
  caret: number,
  counts: RegExp,
  forward: boolean,
): { text: string; caret: number } {
  const places = [...text].flatMap((character, place) => (counts.test(character) ? [place] : []));
  const hit = forward ? places.find((place) => place >= caret) : places.findLast((place) => place < caret);
  if (hit === undefined) return { text, caret };
  return { text: text.slice(0, hit) + text.slice(hit + 1), caret: forward ? caret : hit };
}
