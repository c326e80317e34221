import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { type Charge, charges } from '../type.ts';
import { CASES, type Case, type DisputeKind, partsOf } from './cases.ts';
import { chargeBack } from './charge-back.ts';
import { awaitResponse, responseDueBy } from './deadlines.ts';
import { end } from './end.ts';
import { eligibilityStatus } from './enhanced-evidence.ts';
import { firstEvidence } from './evidence.ts';
import { type Dispute, disputes } from './type.ts';

/** Opens a dispute for a captured payment. Everything but an inquiry withdraws the funds. */
export async function openDisputes(context: Context, chargeId: string, kind: DisputeKind): Promise<void> {
  const { work } = context;
  const found = CASES[kind];
  const disputed = await work.require(charges, chargeId);
  const payer = await payerOf(context, disputed);
  for (const amount of partsOf(disputed.amount_captured, found.disputes)) {
    const dispute = insert(context, disputed, found, { amount, payer });
    const charge = await work.require(charges, chargeId);
    work.save<Charge>({ ...charge, disputed: true, ...{ dispute: dispute.id } });
    if (found.caseType === 'inquiry') work.emit('charge.dispute.created', dispute);
    else await chargeBack(context, dispute, (withdrawn) => work.emit('charge.dispute.created', withdrawn));
    if (found.isFinal) await end(context, await work.require(disputes, dispute.id), 'lost');
    else await awaitResponse(context, dispute);
  }
}

interface Payer {
  readonly name: string | null;
  readonly email: string | null;
}

async function payerOf({ work }: Context, charge: Charge): Promise<Payer> {
  const { name, email } = charge.billing_details;
  const id = charge.customer;
  // It is only copied, so that a change of the customer does not hold up the payment.
  const customer = id === null ? undefined : await work.peek(customers, id);
  return {
    name: name ?? customer?.name ?? null,
    email: email ?? charge.receipt_email ?? customer?.email ?? null,
  };
}

function insert(
  { work }: Context,
  charge: Charge,
  found: Case,
  of: { readonly amount: number; readonly payer: Payer },
): Dispute {
  const evidence = firstEvidence(of.payer);
  const inquiry = found.caseType === 'inquiry';
  return work.insert(disputes, {
    id: work.newId(disputes.prefix),
    object: 'dispute',
    amount: of.amount,
    // The single transaction of older versions is still sent.
    ...{ balance_transaction: null },
    balance_transactions: [],
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [...found.eligibility],
    evidence,
    evidence_details: {
      due_by: responseDueBy(work.now),
      enhanced_eligibility: eligibilityStatus(found.eligibility, evidence.enhanced_evidence),
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...methodDetails(charge, found),
    reason: found.reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
    internal: { networkFee: 0, ...(charge.internal.settlement && { settlement: charge.internal.settlement }) },
  });
}

/** The card and its network's code. */
function methodDetails(charge: Charge, found: Case): Pick<Stripe.Dispute, 'payment_method_details'> {
  const card = charge.payment_method_details?.card;
  if (!card) return {};
  const brand = card.brand ?? 'unknown';
  return {
    payment_method_details: {
      card: {
        brand,
        case_type: found.caseType,
        network: card.network ?? brand,
        network_reason_code: found.networkReasonCode,
      },
      type: 'card',
    },
  };
}
