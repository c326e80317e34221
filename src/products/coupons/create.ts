import type Stripe from 'stripe';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { checkRepeatsOwn } from '../own-currency.ts';
import { checkOwnId } from '../own-id.ts';
import { readPercentage } from '../percentage.ts';
import { products } from '../products/type.ts';
import { type Coupon, type CouponInternal, coupons } from './type.ts';

/** The longest name that customers are shown, in characters. */
const LONGEST_NAME = 40;
/** Length of a generated coupon id. */
const ID_CHARACTERS = 8;
/** Latest `redeem_by`, in seconds from now. */
const LONGEST_REDEEMABLE_SECONDS = 5 * 366 * DAY_SECONDS;
/** Digits after the point that a percentage may have. */
const PERCENT_DECIMALS = 4;

/** Adds a coupon: https://docs.stripe.com/api/coupons/create */
export async function createCoupon(context: Context, params: Stripe.CouponCreateParams): Promise<Coupon> {
  const { work } = context;
  const off = readOff(params);
  const { max_redemptions: most = null, redeem_by: last = null } = params;
  const name = params.name || null;
  if (name !== null) checkName(name);
  if (most !== null && most < 1) throw tooSmall('max_redemptions', 1);
  if (last !== null) checkRedeemBy(last, work.now);
  const products = await readProducts(context, params.applies_to?.products);
  const coupon = work.insert(coupons, {
    id: params.id === undefined ? await freeCode(context) : await checkOwnId(context, coupons, params.id),
    object: 'coupon',
    ...off.shown,
    created: work.now,
    ...readDuration(params),
    livemode: false,
    max_redemptions: most,
    metadata: mergeMetadata({}, params.metadata),
    name,
    redeem_by: last,
    times_redeemed: 0,
    valid: true,
    internal: { ...(products && { products }), currencyOptions: off.currencyOptions },
  });
  work.emit('coupon.created', coupon);
  return coupon;
}

/** A coupon's name, short enough to be shown. */
export function checkName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  throw invalidRequest(`Invalid string: must be at most ${LONGEST_NAME} characters`, { param: 'name' });
}

/** Amounts off in further currencies, by currency. */
export function readCurrencyOptions(
  given: Readonly<Record<string, { readonly amount_off: number }>>,
  own: Pick<Coupon, 'amount_off' | 'currency'>,
): NonNullable<CouponInternal['currencyOptions']> {
  const options: Record<string, { amount_off: number }> = {};
  for (const [name, { amount_off: amount }] of Object.entries(given)) {
    const under = `currency_options[${name}]`;
    const currency = checkCurrency(name, under);
    if (amount < 1) throw tooSmall(`${under}[amount_off]`, 1);
    if (currency === own.currency) checkRepeatsOwn({ amount_off: amount }, { amount_off: own.amount_off }, under);
    else options[currency] = { amount_off: amount };
  }
  return options;
}

interface Off {
  readonly shown: Pick<Coupon, 'amount_off' | 'currency' | 'percent_off'>;
  readonly currencyOptions: NonNullable<CouponInternal['currencyOptions']>;
}

/** A coupon takes off a percentage or an amount, never both. */
function readOff({
  amount_off: amount,
  currency,
  currency_options: options,
  percent_off: percent,
}: Stripe.CouponCreateParams): Off {
  if (percent !== undefined && amount !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: amount_off, percent_off.', {
      param: 'amount_off',
    });
  }
  if (percent !== undefined) {
    if (options !== undefined) {
      throw invalidRequest('`currency_options` can only be used with `amount_off`.', {
        param: 'currency_options',
      });
    }
    const percent_off = readPercentage(percent, { decimals: PERCENT_DECIMALS, param: 'percent_off', aboveZero: true });
    return { shown: { amount_off: null, currency: null, percent_off }, currencyOptions: {} };
  }
  if (amount === undefined) {
    throw invalidRequest('Must provide percent_off or amount_off.', {
      code: 'parameter_missing',
      param: 'percent_off',
    });
  }
  if (amount < 1) throw tooSmall('amount_off', 1);
  if (currency === undefined) throw parameterMissing('currency');
  const shown = { amount_off: amount, currency: checkCurrency(currency), percent_off: null };
  return { shown, currencyOptions: readCurrencyOptions(options ?? {}, shown) };
}

function readDuration({
  duration = 'once',
  duration_in_months: months,
}: Stripe.CouponCreateParams): Pick<Coupon, 'duration' | 'duration_in_months'> {
  if (duration === 'repeating') {
    if (months === undefined) throw parameterMissing('duration_in_months');
    if (months < 1) throw tooSmall('duration_in_months', 1);
    return { duration, duration_in_months: months };
  }
  if (months === undefined) return { duration, duration_in_months: null };
  throw invalidRequest('`duration_in_months` can only be used with `duration=repeating`.', {
    param: 'duration_in_months',
  });
}

function checkRedeemBy(last: number, now: number): void {
  const why =
    last <= now
      ? '`redeem_by` must be in the future.'
      : last > now + LONGEST_REDEEMABLE_SECONDS
        ? '`redeem_by` can be at most five years in the future.'
        : undefined;
  if (why) throw invalidRequest(why, { param: 'redeem_by' });
}

async function readProducts(
  { work }: Context,
  ids: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (ids === undefined || ids.length === 0) return undefined;
  for (const [index, id] of ids.entries()) await work.require(products, id, `applies_to[products][${index}]`);
  return ids;
}

async function freeCode({ work }: Context): Promise<string> {
  for (;;) {
    const code = work.newSecret(ID_CHARACTERS);
    if ((await work.get(coupons, code)) === undefined) return code;
  }
}

function tooSmall(param: string, least: number): Error {
  return invalidRequest(`This value must be greater than or equal to ${least}.`, {
    code: 'parameter_invalid_integer',
    param,
  });
}
