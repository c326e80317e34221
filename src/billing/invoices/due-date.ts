import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { FALLS_DUE, NEARLY_DUE } from './timer-kinds.ts';
import type { Invoice } from './type.ts';

/** Days before the due date when `invoice.will_be_due` is emitted. */
const REMINDED_DAYS_BEFORE = 3;

/** Schedules the events about a sent invoice's due date. */
export function planDueDate({ work }: Context, { id, due_date: due }: Invoice): void {
  if (due === null) return;
  const reminded = due - REMINDED_DAYS_BEFORE * DAY_SECONDS;
  if (reminded > work.now) work.schedule({ kind: NEARLY_DUE, subject: id, dueAt: reminded * 1000 });
  work.schedule({ kind: FALLS_DUE, subject: id, dueAt: due * 1000 });
}

/** Cancels them, because the invoice is paid or void. */
export async function cancelDueDate({ work }: Context, { id, due_date: due }: Invoice): Promise<void> {
  if (due === null) return;
  await work.cancelTimers(id, NEARLY_DUE);
  await work.cancelTimers(id, FALLS_DUE);
}
