import type { Entity } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { endCodesOf } from '../promotion-codes/end.ts';
import { checkName, createCoupon, readCurrencyOptions } from './create.ts';
import { type Coupon, coupons } from './type.ts';

export const couponResource = resource(coupons, {
  collection: '/v1/coupons',
  item: '/v1/coupons/{coupon}',
  create: createCoupon,
  retrieve: true,
  async update({ work }, current, params) {
    const { name, currency_options: options } = params;
    if (options !== undefined && current.currency === null) {
      throw invalidRequest('`currency_options` can only be used with `amount_off`.', {
        param: 'currency_options',
      });
    }
    const changed = readCurrencyOptions(options ?? {}, current);
    const updated: Coupon = {
      ...current,
      metadata: mergeMetadata(current.metadata, params.metadata),
      ...(name !== undefined && { name: checkName(name) || null }),
      internal: { ...current.internal, currencyOptions: { ...current.internal?.currencyOptions, ...changed } },
    };
    const previous = previousAttributes(current, updated);
    if (Object.keys(previous).length === 0 && options === undefined)
      return coupons.asOf?.(current, work.now) ?? current;
    work.save(updated);
    work.emit('coupon.updated', updated, previous);
    return updated;
  },
  list: () => ({}),
  // Granted discounts stay, with their amounts.
  async remove(context, current) {
    const { work } = context;
    await endCodesOf(context, current.id);
    work.emit('coupon.deleted', current);
    work.remove(current);
    return { id: current.id, object: 'coupon', deleted: true } as Entity;
  },
  includes: {
    applies_to: async ({ work }, { id }) => {
      const products = (await work.get(coupons, id))?.internal?.products;
      return products && { products };
    },
    currency_options: async ({ work }, { id }) => {
      const coupon = await work.get(coupons, id);
      if (!coupon || coupon.amount_off === null || coupon.currency === null) return undefined;
      return { [coupon.currency]: { amount_off: coupon.amount_off }, ...coupon.internal?.currencyOptions };
    },
  },
});
