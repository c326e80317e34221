import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { awaitDecision } from './deadlines.ts';
import { decide } from './decide.ts';
import { eligibilityStatus, withEnhanced } from './enhanced-evidence.ts';
import { verdictOf, withTexts } from './evidence.ts';
import { withFiles } from './evidence-files.ts';
import { takeNetworkFee } from './funds.ts';
import { type Command, moved, refusal } from './state.ts';
import { type Dispute, disputes, paymentOfDispute } from './type.ts';

export const updateDispute = operation(
  'POST /v1/disputes/{dispute}',
  async (context, params, path) => {
    const dispute = await context.work.require(disputes, path.dispute);
    checkSubmissionMethod(params.intended_submission_method);
    const command = commandOf(params);
    checkState(dispute, command);
    const described: Dispute = {
      ...dispute,
      intended_submission_method: params.intended_submission_method ?? dispute.intended_submission_method,
      metadata: mergeMetadata(dispute.metadata, params.metadata),
    };
    const staged = params.evidence ? await stage(context, described, params.evidence) : described;
    return command === 'submit' ? submit(context, dispute, staged) : save(context, dispute, staged);
  },
  { lock: (context, _params, path) => paymentOfDispute(context, path.dispute), notYet: ['evidence[appeal]'] },
);

/** New evidence is submitted unless `submit` is false; existing evidence only if `submit` is true. */
function commandOf({ evidence, submit: submitNow }: Stripe.DisputeUpdateParams): Command {
  const given = evidence !== undefined && Object.keys(evidence).length > 0;
  if (submitNow ?? given) return 'submit';
  return given ? 'stage' : 'describe';
}

/** Throws Stripe's error if the dispute's status does not allow the command. */
export function checkState(dispute: Dispute, command: Command): void {
  const message = refusal(dispute.status, command);
  if (message !== undefined) throw invalidRequest(message);
}

/** There is no automatic evidence. */
function checkSubmissionMethod(method: Stripe.DisputeUpdateParams['intended_submission_method']): void {
  if (method !== 'smart_disputes' && method !== 'prefer_smart_disputes') return;
  throw new StripeError(501, {
    type: 'api_error',
    message:
      'Florin does not generate evidence (Smart Disputes). Nothing was done. Submit your own evidence and leave intended_submission_method out, or set it to manual.',
    param: 'intended_submission_method',
  });
}

/** Stores evidence without submitting it. */
async function stage(context: Context, dispute: Dispute, given: Stripe.DisputeUpdateParams.Evidence): Promise<Dispute> {
  const ways = dispute.enhanced_eligibility_types;
  const enhanced = await withEnhanced(context, ways, dispute.evidence.enhanced_evidence, given.enhanced_evidence);
  return {
    ...dispute,
    evidence: {
      ...(await withFiles(context, withTexts(dispute.evidence, given), given)),
      enhanced_evidence: enhanced,
    },
    evidence_details: {
      ...dispute.evidence_details,
      enhanced_eligibility: eligibilityStatus(ways, enhanced),
      has_evidence: dispute.evidence_details.has_evidence || Object.keys(given).length > 0,
    },
  };
}

function save({ work }: Context, before: Dispute, after: Dispute): Dispute {
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length === 0) return before;
  const saved = work.save(after);
  work.emit('charge.dispute.updated', saved, previous);
  return saved;
}

/**
 * Submits the staged evidence. The simulated bank decides right after the response if the evidence names an outcome.
 */
async function submit(context: Context, before: Dispute, staged: Dispute): Promise<Dispute> {
  const { work } = context;
  checkSubmittable(staged);
  const details = staged.evidence_details;
  const sent: Dispute = {
    ...staged,
    evidence_details: {
      ...details,
      past_due: details.due_by !== null && work.now > details.due_by,
      submission_count: details.submission_count + 1,
      submission_method: 'manual',
    },
    status: moved(staged.status, 'submit') ?? staged.status,
  };
  const paid = details.enhanced_eligibility.visa_compliance ? takeNetworkFee(context, sent) : sent;
  const saved = save(context, before, paid);
  const verdict = verdictOf(saved.evidence);
  if (verdict === undefined || moved(saved.status, verdict) === undefined) await awaitDecision(context, saved);
  else context.afterRender(() => decide(context, saved, verdict));
  return saved;
}

function checkSubmittable({ evidence_details: details }: Dispute): void {
  if (!details.has_evidence) {
    throw invalidRequest(
      'This dispute has no evidence to submit. Send it with `evidence`, or close the dispute to accept it.',
      {
        param: 'submit',
      },
    );
  }
  if (details.enhanced_eligibility.visa_compliance?.status === 'requires_fee_acknowledgement') {
    throw invalidRequest(
      "Countering a compliance dispute costs the network's fee. Set evidence[enhanced_evidence][visa_compliance][fee_acknowledged] to true to submit evidence, or close the dispute to accept it.",
      { param: 'evidence[enhanced_evidence][visa_compliance][fee_acknowledged]' },
    );
  }
}
