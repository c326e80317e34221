import { decimals } from '../../../src/shared/currencies.ts';

/** Formats by what they are for: making one takes longer than a hundred uses of it. */
const formats = new Map<string, unknown>();

function kept<Format>(key: string, make: () => Format): Format {
  if (!formats.has(key)) formats.set(key, make());
  // A formatter that is kept under a key was made for it.
  return formats.get(key) as Format;
}

/** An amount of the smallest unit in a currency's own units, as the language writes it. */
export function money(amount: number, currency: string, tag: string): string {
  const digits = decimals(currency);
  const format = kept(`${tag} ${currency}`, () => {
    const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat(tag, { style: 'currency', currency: currency.toUpperCase(), ...fractions });
  });
  return format.format(amount / 10 ** digits);
}

/** An amount without its currency, as a person types it: 10.99. */
export function plainAmount(amount: number, currency: string): string {
  const digits = decimals(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/**
 * Reads an amount that a person typed in a currency's own units, such as "100,000", "1.234,50" or "¥500"; in the smallest
 * unit. Undefined if it is none. The last separator is the decimal one if the currency has decimals and no more digits
 * follow it than the currency has.
 */
export function readAmount(text: string, currency: string): number | undefined {
  const digits = decimals(currency);
  const bare = text.replace(/[^\d.,'’\s-]/g, '').replace(/[\s'’]/g, '');
  if (!/^\d[\d.,]*$/.test(bare)) return undefined;
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const after = last < 0 ? '' : bare.slice(last + 1);
  const isDecimal = last >= 0 && digits > 0 && after.length > 0 && after.length <= digits && isOnce(bare, last);
  const whole = (isDecimal ? bare.slice(0, last) : bare).replace(/[.,]/g, '');
  if (last >= 0 && !isDecimal && !isGrouped(bare)) return undefined;
  const amount = Number(whole + (isDecimal ? after : '').padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

function isOnce(text: string, at: number): boolean {
  return text.indexOf(text.charAt(at)) === at;
}

/** True for digits in groups of three (or, in India, of two). */
function isGrouped(text: string): boolean {
  return /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(text);
}

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A moment seen from another, such as "2 min ago". Both in seconds since epoch. */
export function relative(at: number, now: number, tag: string): string {
  const seconds = Math.round(at - now);
  const isNow = Math.abs(seconds) < 60;
  const [unit, size] = (!isNow && UNITS.find(([, each]) => Math.abs(seconds) >= each)) || (['second', 60] as const);
  const format = kept(`${tag} ago`, () => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }));
  return format.format(Math.trunc(seconds / size), unit);
}

/** A span of time in words, such as "6 min". */
export function span(seconds: number, tag: string): string {
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.round(seconds / size));
}

/** An exact moment. */
export function moment(seconds: number, tag: string, utc: boolean): string {
  const options = { dateStyle: 'medium', timeStyle: 'medium', ...(utc && { timeZone: 'UTC' }) } as const;
  const format = kept(`${tag} at ${utc}`, () => new Intl.DateTimeFormat(tag, options));
  return format.format(seconds * 1000) + (utc ? ' UTC' : '');
}
