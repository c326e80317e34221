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

/** Total characters of all texts. Most have their own limit in the contract. */
const MOST_CHARACTERS = 150_000;

/** Returns the initial evidence of a dispute: the payment's data about its payer. */
export function firstEvidence(payer: { name: string | null; email: string | null }): Evidence {
  return {
    ...(Object.fromEntries([...TEXTS, ...FILES].map((name) => [name, null])) as Record<
      (typeof TEXTS | typeof FILES)[number],
      null
    >),
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
      `The texts of the evidence have ${characters} characters in total, more than the limit of ${MOST_CHARACTERS}. Shorten them.`,
      { param: 'evidence' },
    );
  }
  return merged;
}

/** Test values of `uncategorized_text` that select the bank's decision (https://docs.stripe.com/testing). */
const VERDICTS: Readonly<Record<string, 'win' | 'lose' | 'escalate'>> = {
  winning_evidence: 'win',
  losing_evidence: 'lose',
  escalate_inquiry_evidence: 'escalate',
};

/** Returns the bank's decision; undefined without a test value: the dispute stays under review. */
export function verdictOf(evidence: Evidence): 'win' | 'lose' | 'escalate' | undefined {
  return VERDICTS[evidence.uncategorized_text?.trim() ?? ''];
}
