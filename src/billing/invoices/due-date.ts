import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { billingSettings } from '../settings/settings.ts';
import { FALLS_DUE, LONG_OVERDUE, NEARLY_DUE } from './timer-kinds.ts';
import { type Invoice, subscriptionOf } from './type.ts';

/** Schedules the events about a sent invoice's due date. */
export function planDueDate(context: Context, invoice: Invoice): void {
  const { work } = context;
  const { id, due_date: due } = invoice;
  if (due === null) return;
  const { dueNoticeDays, overdueDays } = billingSettings(context);
  const reminded = due - dueNoticeDays * DAY_SECONDS;
  if (reminded > work.now) work.schedule({ kind: NEARLY_DUE, subject: id, dueAt: reminded * 1000 });
  work.schedule({ kind: FALLS_DUE, subject: id, dueAt: due * 1000 });
  if (overdueDays === null || subscriptionOf(invoice) === null) return;
  work.schedule({ kind: LONG_OVERDUE, subject: id, dueAt: (due + overdueDays * DAY_SECONDS) * 1000 });
}

/** Cancels them, because the invoice is paid or void. */
export async function cancelDueDate({ work }: Context, { id, due_date: due }: Invoice): Promise<void> {
  if (due === null) return;
  await work.cancelTimers(id, NEARLY_DUE);
  await work.cancelTimers(id, FALLS_DUE);
  await work.cancelTimers(id, LONG_OVERDUE);
}
