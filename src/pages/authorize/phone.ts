/** The countries whose wallets are asked for here, by calling code. */
export const CALLING_CODES = ['45', '358'] as const;
export type CallingCode = (typeof CALLING_CODES)[number];

/** National numbers: eight digits in Denmark; five to eleven in Finland, often written with a leading 0. */
const PLAUSIBLE: Readonly<Record<CallingCode, RegExp>> = { '45': /^\d{8}$/, '358': /^0?\d{5,11}$/ };

/** A number as somebody typed it, without what people put between digits. A calling code in it wins over `code`. */
function national(typed: string, code: CallingCode): { code: CallingCode; digits: string } | undefined {
  const compact = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  if (!compact.startsWith('+')) return { code, digits: compact };
  const named = CALLING_CODES.find((candidate) => compact.startsWith(`+${candidate}`));
  return named && { code: named, digits: compact.slice(1 + named.length) };
}

/** The last two digits of a phone number that could be one; undefined when it could not. */
export function lastDigits(typed: string, code: CallingCode): string | undefined {
  const number = national(typed, code);
  return number && PLAUSIBLE[number.code].test(number.digits) ? number.digits.slice(-2) : undefined;
}

/** The calling code a form names, or what the payer most likely has. */
export function callingCode(named: string | null, payer: { locale: string; currency: string | null }): CallingCode {
  const found = CALLING_CODES.find((code) => code === named);
  if (found) return found;
  if (payer.locale === 'da') return '45';
  return payer.locale === 'fi' || payer.currency === 'eur' ? '358' : '45';
}
