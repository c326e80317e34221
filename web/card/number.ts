import { brandOf, longest } from './brand.ts';

/** Extracts the digits of typed or pasted text, up to the brand's maximum length. */
export function cleanNumber(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.slice(0, longest(brandOf(digits)));
}

/** Formats a number in its brand's groups: `4242 4242 4242 4242`, `3782 822463 10005`. */
export function formatNumber(digits: string): string {
  const { gaps } = brandOf(digits);
  return [...digits].map((digit, place) => (gaps.includes(place) ? ` ${digit}` : digit)).join('');
}

/** True if the check digit is correct (ISO/IEC 7812). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
