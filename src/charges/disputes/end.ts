import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { moved } from './state.ts';
import { type Dispute, disputesOf } from './type.ts';

/** Closes a dispute and emits its event. Amounts that were not lost can be refunded again. */
export async function end(
  { work }: Context,
  dispute: Dispute,
  status: 'won' | 'lost' | 'warning_closed',
): Promise<Dispute> {
  await work.cancelTimers(dispute.id, 'dispute.lapses');
  const ended = work.save<Dispute>({ ...dispute, status, is_charge_refundable: status !== 'lost' });
  work.emit('charge.dispute.closed', ended, previousAttributes(dispute, ended));
  return ended;
}

/** A full refund ends an inquiry. */
export async function endInquiries(context: Context, charge: string): Promise<void> {
  for (const dispute of await disputesOf(context, charge)) {
    if (moved(dispute.status, 'refund') === 'warning_closed') await end(context, dispute, 'warning_closed');
  }
}
