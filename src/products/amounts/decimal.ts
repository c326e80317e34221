/**
 * Decimal numbers as exact integers: amounts with fractions of the smallest unit, and percentages. Binary floating
 * point never touches money: 0.1 + 0.2 is 0.3 here.
 */

/** Decimal places of an amount: https://docs.stripe.com/api/prices/object */
const DECIMAL_PLACES = 12;

/** 1 as a `Decimal`. */
export const ONE = 10n ** BigInt(DECIMAL_PLACES);

/** A number times 10¹². */
export type Decimal = bigint;

const PATTERN = /^([+-]?)(\d*)\.?(\d*)$/;

/** Reads a decimal; undefined if it is invalid or has more than 12 digits after the point. */
export function readDecimal(text: string): Decimal | undefined {
  const match = PATTERN.exec(text);
  const [, sign, whole = '', written = ''] = match ?? [];
  if (!match || whole + written === '') return undefined;
  const fraction = written.replace(/0+$/, '');
  if (fraction.length > DECIMAL_PLACES) return undefined;
  const value = BigInt(`${whole}${fraction.padEnd(DECIMAL_PLACES, '0')}`);
  return sign === '-' ? -value : value;
}

/** The decimal of an amount or a percentage that was checked when it came in. Throws for anything else. */
export function decimalOf(value: number | string): Decimal {
  const decimal = readDecimal(typeof value === 'number' ? value.toFixed(DECIMAL_PLACES) : value);
  if (decimal === undefined) throw new Error(`${value} is not a decimal with ${DECIMAL_PLACES} places`);
  return decimal;
}

/** Formats a decimal like the API, without trailing zeros: `1234.5`. */
export function formatDecimal(value: Decimal): string {
  const digits = (value < 0n ? -value : value).toString().padStart(DECIMAL_PLACES + 1, '0');
  const fraction = digits.slice(-DECIMAL_PLACES).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -DECIMAL_PLACES)}${fraction && `.${fraction}`}`;
}

/** True if a decimal is an integer. */
export function isWhole(value: Decimal): boolean {
  return value % ONE === 0n;
}
