import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';

/** Returns a required parameter. Throws `parameter_missing`; `param` names it. */
export function given<T>(value: T | undefined, param: string): T {
  if (value !== undefined) return value;
  throw parameterMissing(param);
}

/** Throws `account_number_invalid` unless the number matches; `param` names it. */
export function checkAccountNumber(number: string, shape: RegExp, param: string): void {
  if (shape.test(number)) return;
  throw invalidRequest('The account number is invalid.', { code: 'account_number_invalid', param });
}

/** Throws `routing_number_invalid` unless the number matches; `param` names it. */
export function checkRouting(number: string, shape: RegExp, param: string): void {
  if (shape.test(number)) return;
  throw invalidRequest('The bank number is invalid.', { code: 'routing_number_invalid', param });
}

/** True for a valid ABA routing number: nine digits, weighted 3, 7 and 1, sum to a multiple of ten. */
export function isAbaNumber(routing: string): boolean {
  if (!/^\d{9}$/.test(routing)) return false;
  const sum = Array.from(routing, Number).reduce((total, figure, at) => total + figure * ([3, 7, 1][at % 3] ?? 0), 0);
  return sum % 10 === 0;
}

/**
 * True for a valid IBAN (ISO 13616): with the first four characters moved to the end and letters as numbers, it is 1
 * modulo 97.
 */
export function hasIbanCheckDigits(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
