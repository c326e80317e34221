import { methodOf } from '../../methods/registry.ts';
import type { Intent } from '../../payments/intents/intent.ts';
import type { Texts } from '../languages/texts.ts';
import type { PendingAction } from './load-action.ts';

/** The countries of wallets that are reached by phone number, by calling code. */
const CALLING_CODES = ['45', '358'] as const;
export type CallingCode = (typeof CALLING_CODES)[number];

/** National numbers: eight digits in Denmark; five to eleven in Finland, often written with a leading 0. */
const PLAUSIBLE: Readonly<Record<CallingCode, RegExp>> = { '45': /^\d{8}$/, '358': /^0?\d{5,11}$/ };

/** The digits of a typed number. A calling code in it wins over `code`. */
function national(typed: string, code: CallingCode): { code: CallingCode; digits: string } | undefined {
  const compact = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  if (!compact.startsWith('+')) return { code, digits: compact };
  const named = CALLING_CODES.find((candidate) => compact.startsWith(`+${candidate}`));
  return named && { code: named, digits: compact.slice(1 + named.length) };
}

/** The last two digits of a plausible phone number; undefined for any other text. */
export function lastDigits(typed: string, code: CallingCode): string | undefined {
  const number = national(typed, code);
  return number && PLAUSIBLE[number.code].test(number.digits) ? number.digits.slice(-2) : undefined;
}

/** True if the payer is reached by phone number. */
export function asksPhone({ method }: Pick<PendingAction, 'method'>): boolean {
  return methodOf(method).payerEnters === 'phone';
}

/** The clues to where a payer lives. */
interface Payer {
  readonly locale: string;
  readonly currency: string | null;
}

export function payerOf(intent: Intent, { locale }: Texts): Payer {
  return { locale, currency: intent.object === 'payment_intent' ? intent.currency : null };
}

/** The calling code that a form names, or the most likely one. */
export function callingCode(named: string | null, payer: Payer): CallingCode {
  const found = CALLING_CODES.find((code) => code === named);
  if (found) return found;
  if (payer.locale === 'da') return '45';
  return payer.locale === 'fi' || payer.currency === 'eur' ? '358' : '45';
}
