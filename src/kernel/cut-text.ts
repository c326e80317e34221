/** The halves of a character of two units (an emoji, for example). A half has no encoding, so no header can hold it. */
const HALF_AT_END = /[\uD800-\uDBFF]$/;
const HALF_AT_START = /^[\uDC00-\uDFFF]/;

/**
 * Returns a text cut to at most `longest` characters, each of them whole. The cut is a copy: a substring would keep the
 * whole text in memory for as long as it is kept itself.
 */
export function cutText(text: string, longest: number): string {
  return text.length <= longest ? text : Buffer.from(text.slice(0, longest).replace(HALF_AT_END, '')).toString();
}

/** Returns the end of a text, at most `longest` characters, each of them whole. */
export function endOfText(text: string, longest: number): string {
  return text.length <= longest ? text : Buffer.from(text.slice(-longest).replace(HALF_AT_START, '')).toString();
}
