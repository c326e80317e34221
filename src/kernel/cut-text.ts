/**
 * Returns a text cut to `longest` characters. The cut is a copy: a substring would keep the whole text in memory for as
 * long as it is kept itself.
 */
export function cutText(text: string, longest: number): string {
  return text.length <= longest ? text : Buffer.from(text.slice(0, longest)).toString();
}
