import type { Context } from '../../kernel/context.ts';
import { findFiltered } from '../../kernel/list.ts';
import { promotionCodes, redeemable } from './type.ts';

/** The most codes of one coupon that end with it. */
const MOST_CODES = 500;

/** Deactivates the codes of a coupon that is used up or deleted, and emits events for those that were active. */
export async function endCodesOf(context: Context, coupon: string): Promise<void> {
  const { work } = context;
  const where = { coupon, redeemable_until: redeemable(true, work.now) };
  const codes = await findFiltered(context, promotionCodes, { where, limit: MOST_CODES });
  for (const code of codes) {
    const ended = work.save({ ...code, active: false, internal: { ...code.internal, couponSpent: true as const } });
    work.emit('promotion_code.updated', ended, { active: true });
  }
}
