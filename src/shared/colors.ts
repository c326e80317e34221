/** Red, green and blue, 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** Parses `#rgb` and `#rrggbb`; anything else is white. */
function rgbOf(hex: string): Rgb {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(hex.trim())?.[1] ?? 'ffffff';
  const whole = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const part = (place: number) => Number.parseInt(whole.slice(place, place + 2), 16);
  return [part(0), part(2), part(4)];
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Returns the relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Returns the contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker, brighter] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

/** Mixes two colours: `one` at 0, `other` at 1. */
export function mix(one: string, other: string, share: number): string {
  const [from, to] = [rgbOf(one), rgbOf(other)];
  const part = (place: 0 | 1 | 2) => from[place] * (1 - share) + to[place] * share;
  return hexOf([part(0), part(1), part(2)]);
}

/** Minimum contrast of normal text (WCAG 2.2, AA). */
const READABLE = 4.5;

/** Returns the first of `wanted` that is readable on a background; otherwise black or white. */
export function readable(background: string, ...wanted: readonly string[]): string {
  const fits = wanted.find((color) => contrast(color, background) >= READABLE);
  return fits ?? (contrast('#000000', background) >= contrast('#ffffff', background) ? '#000000' : '#ffffff');
}
