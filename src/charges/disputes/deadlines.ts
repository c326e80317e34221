import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import type { Dispute } from './type.ts';

/** Stripe's sandbox gives nine days and the rest of the last one. */
const RESPONSE_DAYS = 9;
/** An inquiry that did not become a chargeback in this time is over (Visa and Mastercard). */
const INQUIRY_DAYS = 120;

/** The last second in which a dispute that arises `now` (seconds) can be answered: the end of a day, UTC. */
export function responseDueBy(now: number): number {
  return (Math.floor(now / DAY_SECONDS) + RESPONSE_DAYS + 1) * DAY_SECONDS - 1;
}

/** Ends a dispute if nothing happens until it must have been answered. */
export async function awaitResponse({ work }: Context, dispute: Dispute): Promise<void> {
  const dueBy = dispute.evidence_details.due_by;
  if (dueBy === null) return;
  await work.cancelTimers(dispute.id, 'dispute.lapses');
  work.schedule({ kind: 'dispute.lapses', subject: dispute.id, dueAt: (dueBy + 1) * 1000 });
}

/** Evidence was submitted: only an inquiry can still lapse, if its bank does not decide. */
export async function awaitDecision({ work }: Context, dispute: Dispute): Promise<void> {
  await work.cancelTimers(dispute.id, 'dispute.lapses');
  if (dispute.status !== 'warning_under_review') return;
  work.schedule({
    kind: 'dispute.lapses',
    subject: dispute.id,
    dueAt: (dispute.created + INQUIRY_DAYS * DAY_SECONDS) * 1000,
  });
}
