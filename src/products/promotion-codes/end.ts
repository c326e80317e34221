import type { Context } from '../../kernel/context.ts';
import { isRedeemable, promotionCodes } from './type.ts';

/** The most codes of one coupon that end with it. */
const MOST_CODES = 500;

/** Ends the codes of a coupon that is used up or deleted, and tells of those that could still be redeemed. */
export async function endCodesOf({ work }: Context, coupon: string): Promise<void> {
  const codes = await work.list(promotionCodes, {
    by: `coupon/${coupon}`,
    limit: MOST_CODES,
    keep: (code) => isRedeemable(code, work.now),
  });
  for (const code of codes) {
    const ended = work.save({ ...code, active: false, internal: { ...code.internal, couponSpent: true as const } });
    work.emit('promotion_code.updated', ended, { active: true });
  }
}
