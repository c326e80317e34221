import type Stripe from 'stripe';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { checkRepeatsOwn } from '../own-currency.ts';
import type { PromotionCode, PromotionCodeInternal } from './type.ts';

type Options = NonNullable<PromotionCodeInternal['currencyOptions']>;

/** Returns a code's restrictions from its parameters, as returned and as stored. */
export function readRestrictions(given: Stripe.PromotionCodeCreateParams.Restrictions = {}): {
  shown: Stripe.PromotionCode.Restrictions;
  currencyOptions: Options;
} {
  const { first_time_transaction: first = false, minimum_amount: amount, minimum_amount_currency: currency } = given;
  if (amount !== undefined && currency === undefined) throw parameterMissing('restrictions[minimum_amount_currency]');
  if (amount === undefined && currency !== undefined) throw parameterMissing('restrictions[minimum_amount]');
  if (amount !== undefined) checkMinimum(amount, 'restrictions[minimum_amount]');
  const own = currency === undefined ? null : checkCurrency(currency, 'restrictions[minimum_amount_currency]');
  const shown = { first_time_transaction: first, minimum_amount: amount ?? null, minimum_amount_currency: own };
  return { shown, currencyOptions: readCurrencyOptions(given.currency_options ?? {}, shown) };
}

/** Minimum amounts in further currencies, by currency. Throws unless the code has one in its own currency. */
export function readCurrencyOptions(
  given: Readonly<Record<string, { readonly minimum_amount?: number }>>,
  own: Pick<Stripe.PromotionCode.Restrictions, 'minimum_amount' | 'minimum_amount_currency'>,
): Options {
  const options: Record<string, { minimum_amount: number }> = {};
  for (const [name, { minimum_amount: amount }] of Object.entries(given)) {
    const under = `restrictions[currency_options][${name}]`;
    const currency = checkCurrency(name, under);
    if (own.minimum_amount_currency === null) {
      throw invalidRequest('`currency_options` can only be used with `minimum_amount`.', {
        param: 'restrictions[currency_options]',
      });
    }
    if (amount === undefined) throw parameterMissing(`${under}[minimum_amount]`);
    checkMinimum(amount, `${under}[minimum_amount]`);
    if (currency === own.minimum_amount_currency)
      checkRepeatsOwn({ minimum_amount: amount }, { minimum_amount: own.minimum_amount }, under);
    else options[currency] = { minimum_amount: amount };
  }
  return options;
}

function checkMinimum(amount: number, param: string): void {
  if (amount >= 1) return;
  throw invalidRequest('This value must be greater than or equal to 1.', {
    code: 'parameter_invalid_integer',
    param,
  });
}

/** The purchase that redeems a code. */
interface Purchase {
  readonly currency: string;
  /** Before discounts, in the smallest unit. */
  readonly subtotal: number;
  /** The customer; null when there is none yet. */
  readonly customer: string | null;
  /** True if the customer has paid before. */
  readonly paidBefore: boolean;
}

/**
 * Returns the restriction of a code that a purchase does not meet: another customer, first-time only, or a minimum
 * amount.
 */
export function unmetRestriction(
  { customer, restrictions, internal }: PromotionCode,
  purchase: Purchase,
): 'customer' | 'first_time_transaction' | 'minimum_amount' | 'currency' | undefined {
  if (customer !== null && customer !== purchase.customer) return 'customer';
  if (restrictions.first_time_transaction && purchase.paidBefore) return 'first_time_transaction';
  if (restrictions.minimum_amount === null) return undefined;
  const minimum =
    purchase.currency === restrictions.minimum_amount_currency
      ? restrictions.minimum_amount
      : internal.currencyOptions?.[purchase.currency]?.minimum_amount;
  if (minimum === undefined) return 'currency';
  return purchase.subtotal < minimum ? 'minimum_amount' : undefined;
}
