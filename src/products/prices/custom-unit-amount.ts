import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { largestAmount, smallestAmount } from '../../shared/currencies.ts';

/** Parameters of an amount that the customer chooses. */
export interface CustomUnitAmountParam {
  readonly enabled: boolean;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly preset?: number;
}

/** The bounds of an amount that the customer chooses; null when they do not. Throws for bounds that no amount fits. */
export function customUnitAmount(
  given: CustomUnitAmountParam | undefined,
  currency: string,
  param: string,
): Stripe.Price.CustomUnitAmount | null {
  if (!given?.enabled) return null;
  const { maximum, minimum, preset } = given;
  checkRange(minimum, smallestAmount(currency), largestAmount(currency), `${param}[minimum]`);
  checkRange(maximum, minimum ?? smallestAmount(currency), largestAmount(currency), `${param}[maximum]`);
  checkRange(preset, minimum ?? 0, maximum ?? largestAmount(currency), `${param}[preset]`);
  return { maximum: maximum ?? null, minimum: minimum ?? null, preset: preset ?? null };
}

function checkRange(value: number | undefined, least: number, most: number, param: string): void {
  if (value === undefined || (value >= least && value <= most)) return;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw invalidRequest(`This value must be ${bound}.`, { code: 'parameter_invalid_integer', param });
}
