import { invalidRequest } from '../../kernel/errors.ts';
import { pathOf } from '../../kernel/param-path.ts';
import { formatAmount, largestAmount } from '../../shared/currencies.ts';
import { type Decimal, formatDecimal, isWhole, ONE, readDecimal } from '../amounts/decimal.ts';

/** An amount in the smallest unit, and as text; the number is null when it is not whole. */
interface DecimalAmount {
  readonly whole: number | null;
  readonly text: string;
}

/**
 * Returns the amount of `name` or `name_decimal`, or null without either. The official types use a class for the
 * decimal; requests send text. Throws if both are sent or the amount is out of range.
 */
export function readDecimalAmount(
  params: object,
  name: 'unit_amount' | 'flat_amount',
  currency: string,
  under: string,
): DecimalAmount | null {
  const given = params as Readonly<Record<string, number | string | undefined>>;
  const [whole, text] = [given[name], given[`${name}_decimal`]];
  if (whole === undefined && text === undefined) return null;
  if (whole !== undefined && text !== undefined) {
    throw invalidRequest(`You may only specify one of these parameters: ${name}, ${name}_decimal.`, {
      param: pathOf(under, name),
    });
  }
  const param = pathOf(under, whole === undefined ? `${name}_decimal` : name);
  const amount = checkBounds(readAmount(String(whole ?? text), param), currency, param);
  return { whole: isWhole(amount) ? Number(amount / ONE) : null, text: formatDecimal(amount) };
}

function readAmount(text: string, param: string): Decimal {
  const decimal = readDecimal(text);
  if (decimal !== undefined) return decimal;
  throw invalidRequest(`Invalid decimal: ${text}; amounts have at most 12 decimal places.`, { param });
}

/** Prices are zero or more, at most the largest amount of a charge. */
function checkBounds(amount: Decimal, currency: string, param: string): Decimal {
  if (amount < 0n) {
    throw invalidRequest('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param,
    });
  }
  const most = largestAmount(currency);
  if (amount <= BigInt(most) * ONE) return amount;
  throw invalidRequest(`Amount must be no more than ${formatAmount(most, currency)}`, {
    code: 'parameter_invalid_integer',
    param,
  });
}
