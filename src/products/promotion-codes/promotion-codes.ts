import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { requireValid } from '../coupons/require-valid.ts';
import { coupons } from '../coupons/type.ts';
import { promotionOfPromotionCodes } from './changes/2025-09-30.clover-promotion.ts';
import { claimCode, createPromotionCode } from './create.ts';
import { readCurrencyOptions } from './restrictions.ts';
import { foldCode, type PromotionCode, promotionCodes, redeemable } from './type.ts';

async function update(
  context: Context,
  current: PromotionCode,
  params: Stripe.PromotionCodeUpdateParams,
): Promise<PromotionCode> {
  const { work } = context;
  const { active = current.active } = params;
  if (active && !current.active) {
    await requireValid(context, idOf(current.promotion.coupon) ?? '', 'active');
    await claimCode(context, current.code, idOf(current.customer), current.id);
  }
  const options = params.restrictions?.currency_options ?? {};
  const changed = readCurrencyOptions(options, current.restrictions);
  const updated = work.save<PromotionCode>({
    ...current,
    active,
    metadata: mergeMetadata(current.metadata, params.metadata),
    internal: { ...current.internal, currencyOptions: { ...current.internal.currencyOptions, ...changed } },
  });
  const previous = previousAttributes(current, updated);
  if (Object.keys(previous).length > 0) work.emit('promotion_code.updated', updated, previous);
  return updated;
}

/** Codes are listed in their current state: they become inactive by time alone. */
const list = operation(
  'GET /v1/promotion_codes',
  async (context, params) => {
    const { active, code, coupon, customer } = params;
    const where = {
      code: code && foldCode(code),
      coupon,
      customer,
      redeemable_until: active === undefined ? undefined : redeemable(active, context.work.now),
    };
    return listPage(context, promotionCodes, params, '/v1/promotion_codes', { where });
  },
  { notYet: ['customer_account'] },
);

export const promotionCodeResource = resource(promotionCodes, {
  collection: '/v1/promotion_codes',
  item: '/v1/promotion_codes/{promotion_code}',
  create: createPromotionCode,
  retrieve: true,
  update,
  options: { create: { notYet: ['customer_account'] } },
  operations: [list],
  includes: {
    'restrictions.currency_options': async ({ work }, { id }) => {
      const code = await work.get(promotionCodes, id);
      const { minimum_amount: amount, minimum_amount_currency: currency } = code?.restrictions ?? {};
      if (!code || amount === null || amount === undefined || !currency) return undefined;
      return { [currency]: { minimum_amount: amount }, ...code.internal.currencyOptions };
    },
    // Older API versions embed the coupon.
    coupon: async ({ work }, { id }) => {
      const coupon = idOf((await work.get(promotionCodes, id))?.promotion.coupon);
      const found = coupon === null ? undefined : await work.get(coupons, coupon);
      return found && (coupons.asOf?.(found, work.now) ?? found);
    },
  },
  changes: [promotionOfPromotionCodes],
});
