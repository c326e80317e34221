import type { Difference } from './template.ts';

/** Characters of a space, of the digit 0 and of a line feed. */
const SPACE = 32;
const ZERO = 48;
const LINE_FEED = 10;

/**
 * Writes a text as what to copy from another and what to put between: numbers `from length inserted` for each hunk, a
 * line feed, then the inserted texts.
 */
export function encodeDelta(length: number, differences: readonly Difference[]): string {
  let numbers = '';
  let inserted = '';
  let at = 0;
  for (const { from, to, json } of differences) {
    numbers += `${at} ${from - at} ${json.length} `;
    inserted += json;
    at = to;
  }
  return `${numbers}${at} ${length - at} 0\n${inserted}`;
}

/** The text that a delta of `base` was made of. */
export function decodeDelta(base: string, delta: string): string {
  const end = delta.indexOf('\n');
  let text = '';
  let inserted = end + 1;
  let from = 0;
  let length = 0;
  let number = 0;
  let place = 0;
  for (let at = 0; at <= end; at++) {
    const character = delta.charCodeAt(at);
    if (character !== SPACE && character !== LINE_FEED) {
      number = number * 10 + character - ZERO;
      continue;
    }
    if (place === 0) from = number;
    else if (place === 1) length = number;
    else {
      text += base.slice(from, from + length);
      if (number > 0) text += delta.slice(inserted, inserted + number);
      inserted += number;
    }
    place = (place + 1) % 3;
    number = 0;
  }
  return text;
}
