import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { charges } from '../type.ts';
import type { Eligibility } from './cases.ts';
import { type Compelling, compellingStatus, emptyCompelling, withCompelling } from './compelling-evidence.ts';

type Enhanced = Stripe.Dispute.Evidence.EnhancedEvidence;
type Given = Stripe.DisputeUpdateParams.Evidence['enhanced_evidence'];
type Status = Stripe.Dispute.EvidenceDetails.EnhancedEligibility;

/**
 * Returns the enhanced evidence with the given parameters. Throws for evidence that this dispute is not eligible for,
 * and for prior payments that do not exist.
 */
export async function withEnhanced(
  { work }: Context,
  eligible: readonly string[],
  current: Enhanced,
  given: Given,
): Promise<Enhanced> {
  if (given === undefined) return current;
  if (given === '' || given === null) return {};
  for (const way of Object.keys(given)) {
    if (eligible.includes(way)) continue;
    throw invalidRequest(`This dispute is not eligible for ${way}. See its enhanced_eligibility_types.`, {
      param: `evidence[enhanced_evidence][${way}]`,
    });
  }
  const compelling = given.visa_compelling_evidence_3;
  for (const [index, prior] of (compelling?.prior_undisputed_transactions ?? []).entries()) {
    const param = `evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions][${index}][charge]`;
    await work.require(charges, prior.charge, param);
  }
  return {
    ...current,
    ...(given.visa_compliance && {
      visa_compliance: { fee_acknowledged: given.visa_compliance.fee_acknowledged ?? false },
    }),
    ...(compelling && {
      visa_compelling_evidence_3: withCompelling(current.visa_compelling_evidence_3 ?? emptyCompelling(), compelling),
    }),
  };
}

/** Returns the missing evidence of each eligible counter to a dispute. */
export function eligibilityStatus(eligible: readonly string[], evidence: Enhanced): Status {
  return Object.fromEntries(eligible.map((way) => [way, STATUS_OF[way as Eligibility](evidence)])) as Status;
}

const STATUS_OF: Readonly<Record<Eligibility, (evidence: Enhanced) => Status[Eligibility]>> = {
  visa_compelling_evidence_3: (evidence) =>
    compellingStatus((evidence.visa_compelling_evidence_3 ?? emptyCompelling()) as Compelling),
  visa_compliance: (evidence) => ({
    status: evidence.visa_compliance?.fee_acknowledged ? 'fee_acknowledged' : 'requires_fee_acknowledgement',
  }),
};
