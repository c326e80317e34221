import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { patch } from '../../kernel/patch.ts';
import { resource } from '../../kernel/resource.ts';
import { type CurrencyOption, createShippingRate, readOptions, type ShippingRateParams } from './create.ts';
import { type ShippingRate, shippingRates } from './type.ts';

/** Updates a shipping rate. The API has no events of shipping rates. */
async function update(
  { work }: Context,
  current: ShippingRate,
  params: Stripe.ShippingRateUpdateParams,
): Promise<ShippingRate> {
  const { active = current.active, fixed_amount: fixed } = params;
  const options = (fixed?.currency_options ?? {}) as Readonly<Record<string, CurrencyOption>>;
  const patched = patch<ShippingRate, Stripe.ShippingRateUpdateParams>(current, params, {
    tax_behavior: (wanted) => changedBehavior(current, wanted),
  });
  return work.save<ShippingRate>({
    ...patched,
    active,
    metadata: mergeMetadata(current.metadata, params.metadata),
    internal: {
      currencyOptions: readOptions(
        options,
        { ...current.fixed_amount, tax_behavior: patched.tax_behavior ?? 'unspecified' },
        'fixed_amount[currency_options]',
        current.internal?.currencyOptions,
      ),
    },
  });
}

/** `tax_behavior` can be set once. */
function changedBehavior({ tax_behavior: current }: ShippingRate, wanted: string): ShippingRate['tax_behavior'] {
  if (current === wanted || current === null || current === 'unspecified') {
    return wanted as ShippingRate['tax_behavior'];
  }
  throw invalidRequest(`The tax behavior of a shipping rate cannot be changed once it is \`${current}\`.`, {
    param: 'tax_behavior',
  });
}

export const shippingRateResource = resource(shippingRates, {
  collection: '/v1/shipping_rates',
  item: '/v1/shipping_rates/{shipping_rate_token}',
  create: async (context, params) => createShippingRate(context, params as ShippingRateParams),
  retrieve: true,
  update,
  list: ({ active, currency }) => ({ where: { active, currency: currency?.toLowerCase() } }),
  includes: {
    'fixed_amount.currency_options': async ({ work }, { id }) => {
      const rate = await work.get(shippingRates, id);
      if (!rate) return undefined;
      const { amount, currency } = rate.fixed_amount;
      return { [currency]: { amount, tax_behavior: rate.tax_behavior }, ...rate.internal?.currencyOptions };
    },
  },
});
