import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { postBilling } from '../../ledger/books.ts';
import type { BillingBook } from '../../ledger/type.ts';
import { entriesOfCredits } from '../books/entries.ts';
import { type CreditGrant, type CreditTransaction, creditTransactions, currencyOf } from './type.ts';

type Debit = Stripe.Billing.CreditBalanceTransaction.Debit;
type Credit = Stripe.Billing.CreditBalanceTransaction.Credit;

/** A change of a grant: what it is for, and the line of an invoice that it is about. */
export type Entry =
  | { readonly credit: 'credits_granted' }
  | {
      readonly credit: 'credits_application_invoice_voided';
      readonly line: LineOfInvoice;
      readonly against: BillingBook;
    }
  | { readonly debit: 'credits_expired' | 'credits_voided' }
  | { readonly debit: 'credits_applied'; readonly line: LineOfInvoice; readonly against: BillingBook };

export interface LineOfInvoice {
  readonly invoice: string;
  readonly invoice_line_item: string;
}

/**
 * Writes an entry of a grant's ledger, posts it and emits its event. The grant's remaining amount changes with it; `grant` has to be
 * saved by the caller. Amounts are in the smallest unit, above zero.
 */
export function writeEntry(
  context: Context,
  grant: CreditGrant,
  amount: number,
  entry: Entry,
  id = context.work.newId(creditTransactions.prefix),
): { readonly grant: CreditGrant; readonly transaction: CreditTransaction } {
  const { work } = context;
  const of = { monetary: { currency: currencyOf(grant), value: amount }, type: 'monetary' } as const;
  const isCredit = 'credit' in entry;
  const transaction = work.insert(creditTransactions, {
    id,
    object: 'billing.credit_balance_transaction',
    created: work.now,
    credit: isCredit ? creditOf(of, entry) : null,
    credit_grant: grant.id,
    debit: isCredit ? null : debitOf(of, entry),
    effective_at: isCredit && entry.credit === 'credits_granted' ? (grant.effective_at ?? work.now) : work.now,
    livemode: false,
    test_clock: grant.test_clock,
    type: isCredit ? 'credit' : 'debit',
    internal: { customer: grant.customer, against: 'against' in entry ? entry.against : 'adjustments' },
  });
  postBilling(context, id, currencyOf(grant), entriesOfCredits(transaction));
  work.emit('billing.credit_balance_transaction.created', transaction);
  const remaining = grant.internal.remaining + (isCredit ? amount : -amount);
  return { grant: { ...grant, internal: { ...grant.internal, remaining } }, transaction };
}

function creditOf(amount: Credit['amount'], entry: Extract<Entry, { credit: string }>): Credit {
  const voided = entry.credit === 'credits_granted' ? null : entry.line;
  return { amount, credits_application_invoice_voided: voided, type: entry.credit };
}

function debitOf(amount: Debit['amount'], entry: Extract<Entry, { debit: string }>): Debit {
  const applied = entry.debit === 'credits_applied' ? entry.line : null;
  return { amount, credits_applied: applied, type: entry.debit };
}
