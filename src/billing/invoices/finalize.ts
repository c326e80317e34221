import { adjustBalance, creditBalance } from '../../customers/balance/adjust.ts';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { entriesOfInvoice } from '../books/entries.ts';
import { againstInvoice, postOf } from '../books/post.ts';
import { planCredits, spendCredits } from '../credits/use.ts';
import { amountDue } from '../drafts/amount-due.ts';
import { checkLocated } from '../drafts/automatic.ts';
import { dueAfter, snapshotOf } from '../drafts/compose.ts';
import { recalculate } from '../drafts/recalculate.ts';
import { saveCustomer } from '../reading/customer-currency.ts';
import { addresses } from './addresses.ts';
import { customerOf } from './customer.ts';
import { endSpentDiscount } from './discounts.ts';
import { planDueDate } from './due-date.ts';
import { numberFor } from './number.ts';
import { openPayment } from './payments.ts';
import { settled } from './settled.ts';
import { FINALIZES } from './timer-kinds.ts';
import type { Invoice } from './type.ts';
import { usagePort } from './usage-port.ts';

interface FinalizeOptions {
  /** True if Florin collects it by itself from now on; as the draft has it unless given. */
  readonly autoAdvance?: boolean;
  /** The payment that a page made for it before; the invoice makes none of its own. */
  readonly paidBy?: PaymentIntent;
}

/**
 * Finalizes a draft: gives it its number and its addresses, applies its customer's balance, and creates the PaymentIntent
 * of what is due. An invoice with nothing due is paid at once. Does not collect: see `collect`. Throws for a payment that
 * cannot be made, for example in a currency that none of its methods takes.
 */
export async function finalize(context: Context, draft: Invoice, options: FinalizeOptions = {}): Promise<Invoice> {
  const { work } = context;
  const customer = await customerOf(context, draft);
  const used = await context.use(usagePort)(context, draft);
  const current = { ...used, ...(await snapshotOf(context, customer)) };
  const { number, customer: numbered } = numberFor(draft, customer);
  const { draft: credited, uses } = await planCredits(context, await recalculate(context, current, customer));
  const priced = uses.length === 0 ? credited : await recalculate(context, credited, customer);
  checkLocated(priced);
  const startingBalance = creditBalance(context, customer, draft.currency);
  const { due, endingBalance, type } = amountDue(priced.total, startingBalance, draft.currency);
  const change = endingBalance - startingBalance;
  const now = work.now;
  const { autoAdvance = draft.auto_advance ?? false } = options;
  const isSent = draft.collection_method === 'send_invoice';
  const { daysUntilDue } = draft.internal;
  // An invoice that cannot be paid is refused here, before anything is written.
  const opened = await openPayment(
    context,
    {
      ...priced,
      ...addresses(context, draft),
      amount_due: due,
      amount_remaining: due,
      auto_advance: autoAdvance,
      automatically_finalizes_at: null,
      due_date: isSent && daysUntilDue !== null ? dueAfter(now, daysUntilDue) : draft.due_date,
      effective_at: draft.effective_at ?? now,
      ending_balance: endingBalance,
      last_finalization_error: null,
      next_payment_attempt: null,
      number,
      starting_balance: startingBalance,
      rendering: draft.rendering && { ...draft.rendering, pdf: { page_size: pageSize(context, draft) } },
      status: 'open',
      status_transitions: { ...draft.status_transitions, finalized_at: now },
      internal: { ...priced.internal, balanceApplied: change, booked: true },
    },
    options.paidBy,
  );
  postOf(context, opened, opened.id, entriesOfInvoice(opened));
  spendCredits(context, opened, uses);
  const balanced =
    change === 0
      ? numbered
      : adjustBalance(context, numbered, {
          amount: change,
          currency: draft.currency,
          type,
          against: againstInvoice(opened),
          invoice: draft.id,
        }).customer;
  await endSpentDiscount(context, saveCustomer(context, customer, balanced), draft);
  const finalized = work.save<Invoice>(opened.amount_due === 0 ? settled(context, opened) : opened);
  await work.cancelTimers(draft.id, FINALIZES);
  work.emit('invoice.updated', finalized, previousAttributes(draft, finalized));
  work.emit('invoice.finalized', finalized);
  if (finalized.status === 'paid') {
    work.emit('invoice.paid', finalized);
    work.emit('invoice.payment_succeeded', finalized);
  } else {
    planDueDate(context, finalized);
  }
  return finalized;
}

/** Countries whose documents are printed on letter paper. */
const LETTER_COUNTRIES = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'CR', 'GT', 'PA', 'DO', 'SV', 'PR']);

function pageSize({ account }: Context, { rendering }: Invoice): 'a4' | 'letter' {
  const chosen = rendering?.pdf?.page_size;
  if (chosen === 'a4') return 'a4';
  if (chosen === 'letter') return 'letter';
  return LETTER_COUNTRIES.has(account.country) ? 'letter' : 'a4';
}
