import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { requireValid } from '../coupons/require-valid.ts';
import type { Coupon } from '../coupons/type.ts';
import { isRedeemable, type PromotionCode, promotionCodes } from '../promotion-codes/type.ts';

/** A coupon and, if it was reached by one, the code. */
export interface Redeemable {
  readonly coupon: Coupon;
  readonly promotionCode: PromotionCode | null;
}

/** A coupon or a promotion code. */
interface RedeemParams {
  readonly coupon?: string;
  readonly promotion_code?: string;
}

/**
 * Returns the coupon that a request redeems. `at` returns the bracket path of a parameter. Throws if it does not exist,
 * is expired or used up. A code's restrictions depend on the purchase: see `unmetRestriction`.
 */
export async function requireRedeemable(
  context: Context,
  { coupon, promotion_code: code }: RedeemParams,
  at: (name: keyof RedeemParams) => string = (name) => name,
): Promise<Redeemable> {
  if (coupon !== undefined && code !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: coupon, promotion_code.', {
      param: at('coupon'),
    });
  }
  if (coupon !== undefined) return { coupon: await requireValid(context, coupon, at('coupon')), promotionCode: null };
  const param = at('promotion_code');
  if (code === undefined) {
    throw invalidRequest('The discount is empty. Send a `coupon` or a `promotion_code`.', {
      code: 'parameter_missing',
      param,
    });
  }
  const promotionCode = await context.work.require(promotionCodes, code, param);
  if (!isRedeemable(promotionCode, context.work.now)) {
    throw invalidRequest(`This promotion code is inactive: ${code}`, { param });
  }
  return { coupon: await requireValid(context, idOf(promotionCode.promotion.coupon) ?? '', param), promotionCode };
}
