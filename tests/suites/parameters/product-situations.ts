import { product } from './made.ts';
import type { Form, Shop } from './shop.ts';
import { ofNew, type Prepare } from './situation.ts';

const PLAN_TIERED = {
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  'tiers[0][up_to]': '10',
  'tiers[0][unit_amount]': '500',
  'tiers[1][up_to]': 'inf',
  'tiers[1][unit_amount]': '400',
};

const TIERED = { ...PLAN_TIERED, 'recurring[interval]': 'month' };

/** The default price of a new product, less what the parameter is to say. */
function defaultPrice(path: string): Form {
  const of = 'default_price_data';
  if (!path.startsWith(of) || /^default_price_data\[(custom_unit|unit_amount)/.test(path)) return {};
  return { [`${of}[currency]`]: 'usd', [`${of}[unit_amount]`]: '500' };
}

const coupon = (shop: Shop) => shop.once('coupon', () => shop.make('coupons', { percent_off: '10' }));

export const PRODUCT_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/tax_rates': () => ({}),
  'POST /v1/products': (_shop, path) => ({ form: defaultPrice(path) }),
  'POST /v1/products/{id}': ofNew('products', { name: 'Tea' }),
  'POST /v1/prices': async (shop, path) => {
    if (path === 'transfer_lookup_key')
      await shop.once('key', async () =>
        shop.make('prices', {
          currency: 'usd',
          unit_amount: '500',
          lookup_key: 'taken',
          product: (await product(shop)).id,
        }),
      );
    const priced =
      path.startsWith('custom_unit') || path.startsWith('unit_amount')
        ? {}
        : path.includes('tier')
          ? TIERED
          : { unit_amount: '500' };
    return {
      form: {
        currency: 'usd',
        ...priced,
        ...(path === 'transfer_lookup_key' && { lookup_key: 'taken' }),
        ...(!path.startsWith('product') && { product: (await product(shop)).id }),
      },
    };
  },
  'POST /v1/prices/{price}': async (shop, path) => {
    const form = {
      currency: 'usd',
      ...(path.includes('tier') ? TIERED : { unit_amount: '500' }),
      product: (await product(shop)).id,
    };
    if (path === 'transfer_lookup_key')
      await shop.once('key', () => shop.make('prices', { ...form, lookup_key: 'taken' }));
    return {
      ids: [(await shop.make('prices', form)).id],
      form: path === 'transfer_lookup_key' ? { lookup_key: 'taken' } : {},
    };
  },
  'POST /v1/plans': async (shop, path) => ({
    form: {
      currency: 'usd',
      interval: 'month',
      ...(path.includes('tier') ? PLAN_TIERED : !path.startsWith('amount') && { amount: '500' }),
      ...(!path.startsWith('product') && { product: (await product(shop)).id }),
    },
  }),
  'POST /v1/plans/{plan}': async (shop) => ({
    ids: [
      (
        await shop.make('plans', {
          currency: 'usd',
          amount: '500',
          interval: 'month',
          product: (await product(shop)).id,
        })
      ).id,
    ],
  }),
  'POST /v1/coupons': (_shop, path) => ({
    form: /amount_off|currency/.test(path) ? { amount_off: '100', currency: 'usd' } : { percent_off: '10' },
  }),
  'POST /v1/coupons/{coupon}': ofNew('coupons', { amount_off: '100', currency: 'usd' }),
  'POST /v1/promotion_codes': async (shop, path) => {
    const { id } = await coupon(shop);
    // The version in which a promotion code's coupon moved into a hash.
    const isFlat = path === 'coupon' || shop.version < '2025-09-30';
    return { form: isFlat ? { coupon: id } : { 'promotion[type]': 'coupon', 'promotion[coupon]': id } };
  },
  'POST /v1/promotion_codes/{promotion_code}': async (shop) => ({
    ids: [
      (
        await shop.make('promotion_codes', {
          'promotion[type]': 'coupon',
          'promotion[coupon]': (await coupon(shop)).id,
        })
      ).id,
    ],
  }),
  'POST /v1/tax_rates/{tax_rate}': ofNew('tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'false' }),
  'POST /v1/shipping_rates': () => ({
    form: {
      display_name: 'Post',
      type: 'fixed_amount',
      'fixed_amount[amount]': '500',
      'fixed_amount[currency]': 'usd',
    },
  }),
  'POST /v1/shipping_rates/{shipping_rate_token}': ofNew('shipping_rates', {
    display_name: 'Post',
    type: 'fixed_amount',
    'fixed_amount[amount]': '500',
    'fixed_amount[currency]': 'usd',
  }),
};
