import type { Aftermath } from '../../network/type.ts';

export type DisputeKind = Extract<Aftermath, `dispute_${string}`>;

/** Ways to counter a dispute that a network offers beside plain evidence. */
export type Eligibility = 'visa_compelling_evidence_3' | 'visa_compliance';

/** A bank's claim, in the API's terms. */
export interface Case {
  readonly reason: string;
  readonly caseType: 'chargeback' | 'compliance' | 'inquiry';
  /** The card network's own code; null where it has none. */
  readonly networkReasonCode: string | null;
  readonly eligibility: readonly Eligibility[];
  /** Number of disputes of the payment. */
  readonly disputes: number;
  /** True if it is lost at once. */
  readonly isFinal?: true;
}

const FRAUD: Case = {
  reason: 'fraudulent',
  caseType: 'chargeback',
  networkReasonCode: '83',
  eligibility: [],
  disputes: 1,
};

/** Disputes of the test cards. */
export const CASES: Readonly<Record<DisputeKind, Case>> = {
  dispute_fraudulent: FRAUD,
  dispute_product_not_received: { ...FRAUD, reason: 'product_not_received', networkReasonCode: '13.1' },
  dispute_inquiry: { ...FRAUD, caseType: 'inquiry', networkReasonCode: '10' },
  // A bank cannot claim more than was paid, so each dispute is about a part of it.
  dispute_multiple: { ...FRAUD, disputes: 2 },
  dispute_ce3_eligible: { ...FRAUD, networkReasonCode: '10.4', eligibility: ['visa_compelling_evidence_3'] },
  dispute_compliance: {
    ...FRAUD,
    reason: 'noncompliant',
    caseType: 'compliance',
    networkReasonCode: null,
    eligibility: ['visa_compliance'],
  },
  // Payers can reverse a debit without a reason, and merchants cannot counter it.
  dispute_debit: { ...FRAUD, reason: 'debit_not_authorized', networkReasonCode: null, isFinal: true },
};

/** The code of a fraud inquiry once it has become a chargeback. */
export const ESCALATED_REASON_CODE = FRAUD.networkReasonCode;

/** An amount in as equal parts as whole units allow; fewer parts when there are fewer units. */
export function partsOf(amount: number, parts: number): number[] {
  const count = Math.max(1, Math.min(parts, amount));
  const share = Math.floor(amount / count);
  return Array.from({ length: count }, (_, index) => share + (index < amount % count ? 1 : 0));
}
