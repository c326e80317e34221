import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { postBilling } from '../../ledger/books.ts';
import type { BillingBook, BillingEntry } from '../../ledger/type.ts';
import type { Customer } from '../type.ts';
import { type BalanceChange, customerBalanceTransactions } from './type.ts';

/** A movement of a customer's credit balance. */
interface Adjustment {
  /** In the currency's smallest unit: negative for a credit of the customer, positive for a debt. */
  readonly amount: number;
  /** ISO 4217, lower case. */
  readonly currency: string;
  readonly type: Stripe.CustomerBalanceTransaction.Type;
  /** The book that the credit comes from or goes to: the merchant's adjustments by default. */
  readonly against?: BillingBook;
  readonly description?: string | null;
  readonly metadata?: Stripe.Metadata;
  readonly invoice?: string;
  readonly creditNote?: string;
  readonly checkoutSession?: string;
}

/** A customer's credit balance in a currency, in its smallest unit. */
export function creditBalance({ account }: Context, customer: Customer, currency: string): number {
  if (currency === (customer.currency ?? account.defaultCurrency)) return customer.balance;
  return customer.internal?.balances?.[currency] ?? 0;
}

/**
 * Changes a customer's credit balance, creates its transaction and posts it. The first one sets the customer's currency; balances
 * in other currencies are stored separately. Saves the customer but emits no event, because the caller may change more.
 */
export function adjustBalance(
  context: Context,
  customer: Customer,
  adjustment: Adjustment,
): { customer: Customer; transaction: BalanceChange } {
  const { work } = context;
  const { amount, currency } = adjustment;
  const own = customer.currency ?? currency;
  const ending = creditBalance(context, { ...customer, currency: own }, currency) + amount;
  if (!Number.isSafeInteger(ending)) {
    throw invalidRequest('The balance would exceed the largest possible amount.', { param: 'amount' });
  }
  const adjusted = work.save<Customer>({
    ...customer,
    currency: own,
    ...(currency === own
      ? { balance: ending }
      : {
          internal: {
            ...customer.internal,
            balances: { ...customer.internal?.balances, [currency]: ending },
          },
        }),
  });
  const transaction = work.insert<BalanceChange>(customerBalanceTransactions, {
    id: work.newId(customerBalanceTransactions.prefix),
    object: 'customer_balance_transaction',
    amount,
    checkout_session: adjustment.checkoutSession ?? null,
    created: work.now,
    credit_note: adjustment.creditNote ?? null,
    currency,
    customer: customer.id,
    customer_account: null,
    description: adjustment.description || null,
    ending_balance: ending,
    invoice: adjustment.invoice ?? null,
    livemode: false,
    metadata: adjustment.metadata ?? {},
    type: adjustment.type,
    internal: { against: adjustment.against ?? 'adjustments' },
  });
  postBilling(context, transaction.id, currency, entriesOfChange(transaction));
  return { customer: adjusted, transaction };
}

/** The postings of a change: a credit of the customer is owed to them. Nothing for one that is older than the books. */
export function entriesOfChange({ amount, internal }: BalanceChange): BillingEntry[] {
  if (internal === undefined) return [];
  return [
    { book: 'customer_credit', amount: -amount },
    { book: internal.against, amount },
  ];
}
