import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { customers } from '../type.ts';
import { emitDiscountEvent } from './emit.ts';

export const DISCOUNT_ENDS = 'customer.discount.ends';

/** Timers of customers' discounts: repeating ones end. */
export const discountTimers: Readonly<Record<string, TimerHandler>> = {
  [DISCOUNT_ENDS]: decides(async (context, timer) => {
    const customer = await context.work.get(customers, timer.subject);
    if (!customer?.discount || customer.discount.id !== JSON.parse(timer.payload)) return;
    context.work.save({ ...customer, discount: null });
    await emitDiscountEvent(context, customer.discount, null);
  }),
};
