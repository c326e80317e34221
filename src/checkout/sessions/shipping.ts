import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { createShippingRate, type ShippingRateParams } from '../../products/shipping-rates/create.ts';
import { type ShippingRate, shippingAmount, shippingRates } from '../../products/shipping-rates/type.ts';
import type { CheckoutSession } from './type.ts';

type Given = Stripe.Checkout.SessionCreateParams.ShippingOption;

/** Limit of https://docs.stripe.com/api/checkout/sessions/create */
const MOST_OPTIONS = 5;

/** Returns a session's shipping options; inline ones become shipping rates. */
export async function shippingOptions(
  context: Context,
  given: readonly Given[],
  currency: string,
): Promise<Stripe.Checkout.Session.ShippingOption[]> {
  if (given.length > MOST_OPTIONS) {
    throw invalidRequest(`A Checkout Session can have at most ${MOST_OPTIONS} shipping options.`, {
      param: 'shipping_options',
    });
  }
  const options: Stripe.Checkout.Session.ShippingOption[] = [];
  for (const [index, option] of given.entries()) {
    const path = `shipping_options[${index}]`;
    const rate = await rateOf(context, option, path);
    const cost = shippingAmount(rate, currency);
    if (!cost) {
      throw invalidRequest(`The shipping rate ${rate.id} has no amount in the session's currency, ${currency}.`, {
        param: `${path}[shipping_rate]`,
      });
    }
    options.push({ shipping_amount: cost.amount, shipping_rate: rate.id });
  }
  return options;
}

async function rateOf(context: Context, option: Given, path: string): Promise<ShippingRate> {
  const { shipping_rate: id, shipping_rate_data: data } = option;
  if (id !== undefined && data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: shipping_rate, shipping_rate_data.', {
      param: path,
    });
  }
  if (data !== undefined) return createShippingRate(context, data as ShippingRateParams, `${path}[shipping_rate_data]`);
  if (id === undefined) throw parameterMissing(`${path}[shipping_rate]`);
  const rate = await context.work.require(shippingRates, id, `${path}[shipping_rate]`);
  if (!rate.active) throw invalidRequest(`The shipping rate ${id} is not active.`, { param: `${path}[shipping_rate]` });
  return rate;
}

/** The shipping rates that a session offers. */
export async function offeredRates({ work }: Context, session: CheckoutSession): Promise<ShippingRate[]> {
  const rates: ShippingRate[] = [];
  for (const option of session.shipping_options)
    rates.push(await work.require(shippingRates, idOf(option.shipping_rate)));
  return rates;
}

/** Returns the chosen rate's shipping cost, in the smallest unit; null without shipping. */
export function chosenAmount(session: CheckoutSession): number | null {
  const { shippingRate } = session.internal;
  const chosen = session.shipping_options.find((option) => idOf(option.shipping_rate) === shippingRate);
  return chosen?.shipping_amount ?? null;
}
