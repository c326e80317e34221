import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';

type Evidence = Stripe.Dispute.Evidence;
type Given = Stripe.DisputeUpdateParams.Evidence;

const TEXTS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const;

export const FILES = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;

/** The most characters of all texts together. Most of them have a bound of their own, which the contract knows. */
export const MOST_CHARACTERS = 150_000;

/** The evidence of a new dispute: what the payment itself says of its payer. */
export function firstEvidence(payer: { name: string | null; email: string | null }): Evidence {
  return {
    ...(Object.fromEntries([...TEXTS, ...FILES].map((name) => [name, null])) as unknown as Evidence),
    appeal: null,
    customer_email_address: payer.email,
    customer_name: payer.name,
    enhanced_evidence: {},
  };
}

/** The evidence with the texts that were given. Throws for too much text. */
export function withTexts(current: Evidence, given: Given): Evidence {
  const texts = TEXTS.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name] || null]]));
  const merged = { ...current, ...(Object.fromEntries(texts) as Partial<Evidence>) };
  const characters = TEXTS.reduce((sum, name) => sum + (merged[name]?.length ?? 0), 0);
  if (characters > MOST_CHARACTERS) {
    throw invalidRequest(
      `The texts of the evidence have ${characters} characters together; a dispute takes at most ${MOST_CHARACTERS}.`,
      { param: 'evidence' },
    );
  }
  return merged;
}

/** What a bank of the sandbox decides on, by what stands in `uncategorized_text` (https://docs.stripe.com/testing). */
const VERDICTS: Readonly<Record<string, 'win' | 'lose' | 'escalate'>> = {
  winning_evidence: 'win',
  losing_evidence: 'lose',
  escalate_inquiry_evidence: 'escalate',
};

/** What the bank will decide; undefined when the evidence says nothing to it, and it goes on looking. */
export function verdictOf(evidence: Evidence): 'win' | 'lose' | 'escalate' | undefined {
  return VERDICTS[evidence.uncategorized_text?.trim() ?? ''];
}
