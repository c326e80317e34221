import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type Coupon, coupons, isValid } from './type.ts';

/** The coupon that a parameter names. Throws when it is not there, and coupon_expired when it cannot be redeemed. */
export async function requireValid({ work }: Context, id: string, param: string): Promise<Coupon> {
  const coupon = await work.require(coupons, id, param);
  if (isValid(coupon, work.now)) return coupon;
  throw invalidRequest(`Coupon expired: ${id}`, { code: 'coupon_expired', param });
}
