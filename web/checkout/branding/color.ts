/** Red, green and blue, 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rgb` and `#rrggbb`; what is neither is white, as the page then is. */
export function rgbOf(hex: string): Rgb {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(hex.trim())?.[1] ?? 'ffffff';
  const whole = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const part = (place: number) => Number.parseInt(whole.slice(place, place + 2), 16);
  return [part(0), part(2), part(4)];
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** How bright people see a colour, 0 to 1 (WCAG 2.2, relative luminance). */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far two colours stand out from each other, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker, brighter] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

/** A colour between two: all of `one` at 0, all of `other` at 1. */
export function mix(one: string, other: string, share: number): string {
  const [from, to] = [rgbOf(one), rgbOf(other)];
  const part = (place: 0 | 1 | 2) => from[place] * (1 - share) + to[place] * share;
  return hexOf([part(0), part(1), part(2)]);
}

/** What text of ordinary size needs to be read (WCAG 2.2, AA). */
const READABLE = 4.5;

/** The first of `wanted` that can be read on a background; black or white when none can. */
export function readable(background: string, ...wanted: readonly string[]): string {
  const fits = wanted.find((color) => contrast(color, background) >= READABLE);
  return fits ?? (contrast('#000000', background) >= contrast('#ffffff', background) ? '#000000' : '#ffffff');
}
