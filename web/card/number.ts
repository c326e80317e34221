import { brandOf, longest } from './brand.ts';

/** The digits of what was typed or pasted, no more than the brand has. */
export function cleanNumber(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.slice(0, longest(brandOf(digits)));
}

/** A number in the groups of its brand: `4242 4242 4242 4242`, `3782 822463 10005`. */
export function formatNumber(digits: string): string {
  const { gaps } = brandOf(digits);
  return [...digits].map((digit, place) => (gaps.includes(place) ? ` ${digit}` : digit)).join('');
}

/** The check digit that nearly every card number ends with (ISO/IEC 7812). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
