import { monthBegins } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { type PaymentMethod, paymentMethods } from '../type.ts';
import { viewOf } from './view.ts';

/** The kind of timer that checks a card when its last month begins. */
export const EXPIRING = 'customer_source.expiring';

/** Emits `customer.source.expiring` on the first day of a card's last month. */
export function watchExpiry({ work }: Context, { card, id }: PaymentMethod): void {
  if (!card) return;
  const dueAt = monthBegins(card.exp_month, card.exp_year);
  if (dueAt > work.nowMs) work.schedule({ kind: EXPIRING, subject: id, dueAt });
}

export const sourceTimers: Readonly<Record<string, TimerHandler>> = {
  [EXPIRING]: decides(async ({ work }, timer) => {
    const method = await work.get(paymentMethods, timer.subject);
    if (method?.customer) work.emit('customer.source.expiring', viewOf(method));
  }),
};
