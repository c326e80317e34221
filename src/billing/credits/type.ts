import type Stripe from 'stripe';
import { idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';
import type { BillingBook } from '../../ledger/type.ts';

/** Fields stored with a credit grant that are never returned. */
interface GrantInternal {
  /** Remainder, in the smallest unit: the sum of its transactions. */
  readonly remaining: number;
}

export type CreditGrant = Stored<Stripe.Billing.CreditGrant, GrantInternal>;

export const creditGrants: ResourceType<CreditGrant> = {
  object: 'billing.credit_grant',
  prefix: 'credgr_test',
  noun: 'billing credit grant',
  idParam: 'id',
  filters: { customer: { listed: true } },
};

/** An entry of the ledger of a grant. */
export type CreditTransaction = Stored<
  Stripe.Billing.CreditBalanceTransaction,
  {
    readonly customer: string;
    /** The book that the credits came from or went to; absent if it is older than the books of Billing. */
    readonly against?: BillingBook;
  }
>;

export const creditTransactions: ResourceType<CreditTransaction> = {
  object: 'billing.credit_balance_transaction',
  prefix: 'cbtxn_test',
  noun: 'billing credit balance transaction',
  idParam: 'id',
  filters: {
    credit_grant: { listed: true, of: ({ credit_grant }) => idOf(credit_grant) },
    customer: { listed: true, of: ({ internal }) => internal.customer },
  },
};

/** The currency of a grant. Every grant is of money: no other type of amount exists. */
export function currencyOf({ amount }: CreditGrant): string {
  return amount.monetary?.currency ?? '';
}

/** True if a grant can pay something at a moment: it is effective, and neither expired nor voided. */
export function isUsable(grant: CreditGrant, now: number): boolean {
  const { effective_at: from, expires_at: until, voided_at: voided } = grant;
  return voided === null && (from ?? 0) <= now && (until === null || until > now);
}
