import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { ESCALATED_REASON_CODE } from './cases.ts';
import { chargeBack } from './charge-back.ts';
import { awaitResponse, responseDueBy } from './deadlines.ts';
import { end } from './end.ts';
import { reinstate } from './funds.ts';
import { moved, type Outcome } from './state.ts';
import type { Dispute } from './type.ts';

/** Applies a bank's decision, or the missed deadline, to a dispute. No effect if its status has already changed. */
export async function decide(context: Context, dispute: Dispute, outcome: Outcome): Promise<void> {
  switch (moved(dispute.status, outcome)) {
    case 'won':
      await win(context, dispute);
      break;
    case 'lost':
      await end(context, dispute, 'lost');
      break;
    case 'warning_closed':
      await end(context, dispute, 'warning_closed');
      break;
    case 'needs_response':
      await escalate(context, dispute);
      break;
  }
}

/** The funds are reinstated before the dispute's closing event. */
async function win(context: Context, dispute: Dispute): Promise<void> {
  const reinstated = reinstate(context, dispute);
  context.work.emit('charge.dispute.funds_reinstated', reinstated);
  await end(context, reinstated, 'won');
}

/** Escalates an inquiry to a chargeback: the funds are withdrawn, and the merchant gets a new deadline to respond. */
async function escalate(context: Context, dispute: Dispute): Promise<void> {
  const { work } = context;
  const card = dispute.payment_method_details?.card;
  const escalated = work.save<Dispute>({
    ...dispute,
    evidence_details: { ...dispute.evidence_details, due_by: responseDueBy(work.now) },
    ...(card && {
      payment_method_details: {
        ...dispute.payment_method_details,
        card: { ...card, case_type: 'chargeback', network_reason_code: ESCALATED_REASON_CODE },
        type: 'card',
      },
    }),
    status: 'needs_response',
  });
  const disputed = await chargeBack(context, escalated, (withdrawn) =>
    work.emit('charge.dispute.updated', withdrawn, previousAttributes(dispute, withdrawn)),
  );
  await awaitResponse(context, disputed);
}
