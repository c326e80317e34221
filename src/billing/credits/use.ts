import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { againstInvoice } from '../books/post.ts';
import { linesOf, withLines } from '../drafts/lines.ts';
import type { Invoice, InvoiceLine } from '../invoices/type.ts';
import { applyCredits } from './apply.ts';
import { writeEntry } from './ledger.ts';
import { covers } from './scope.ts';
import { grantsOf } from './summary.ts';
import { type CreditGrant, creditGrants, creditTransactions, currencyOf, isUsable } from './type.ts';

/** A part of a line that a grant is going to pay, and the id of the transaction that will show it. */
interface PlannedUse {
  readonly grant: CreditGrant;
  readonly line: string;
  readonly amount: number;
  readonly transaction: string;
}

/** A draft whose metered lines are paid by credits, as far as there are any, and what is to be written for that. */
export interface CreditPlan {
  readonly draft: Invoice;
  readonly uses: readonly PlannedUse[];
}

/**
 * Plans how credits pay the metered lines of a draft whose amounts are computed: after discounts, before taxes. Writes
 * nothing, so that a draft that cannot be finalized uses none.
 */
export async function planCredits(context: Context, draft: Invoice): Promise<CreditPlan> {
  const { work } = context;
  const lines = linesOf(draft);
  const payable = lines.filter(({ internal, pricing }) => internal.metered && pricing !== null);
  if (payable.length === 0) return { draft, uses: [] };
  const grants = (await grantsOf(context, idOf(draft.customer) ?? '')).filter(
    (grant) => isUsable(grant, work.now) && grant.internal.remaining > 0 && currencyOf(grant) === draft.currency,
  );
  const byId = new Map(grants.map((grant) => [grant.id, grant]));
  const applied = applyCredits(
    grants.map((grant) => ({
      id: grant.id,
      remaining: grant.internal.remaining,
      priority: grant.priority ?? 0,
      expiresAt: grant.expires_at,
      category: grant.category,
      effectiveAt: grant.effective_at ?? 0,
      covers: (price) => covers(grant.applicability_config.scope, price),
    })),
    payable.map((line) => ({ id: line.id, price: line.pricing?.price_details.price ?? '', amount: netOf(line) })),
  );
  const uses = applied.flatMap(({ grant: id, line, amount }) => {
    const grant = byId.get(id);
    return grant ? [{ grant, line, amount, transaction: work.newId(creditTransactions.prefix) }] : [];
  });
  if (uses.length === 0) return { draft, uses };
  const paid = lines.map((line) => {
    const credits = uses.filter((use) => use.line === line.id);
    if (credits.length === 0) return line;
    const shown = credits.map(({ amount, transaction }) => ({ amount, transaction }));
    return { ...line, internal: { ...line.internal, credits: shown } };
  });
  return { draft: withLines(draft, paid), uses };
}

/** Writes what was planned: the ledger of each grant, in the order of its uses. */
export function spendCredits(context: Context, invoice: Invoice, uses: readonly PlannedUse[]): void {
  const grants = new Map(uses.map(({ grant }) => [grant.id, grant]));
  for (const {
    grant: { id },
    line,
    amount,
    transaction,
  } of uses) {
    const about = { invoice: invoice.id, invoice_line_item: line };
    const entry = { debit: 'credits_applied', line: about, against: againstInvoice(invoice) } as const;
    const before = grants.get(id);
    if (before) grants.set(id, writeEntry(context, before, amount, entry, transaction).grant);
  }
  for (const grant of grants.values()) context.work.save(grant);
}

/** Gives back the credits that paid lines of an invoice, which is voided. What belongs to an expired grant expires again. */
export async function returnCredits(context: Context, invoice: Invoice): Promise<void> {
  const { work } = context;
  for (const line of linesOf(invoice)) {
    for (const { amount, transaction } of line.internal.credits ?? []) {
      const { credit_grant: id } = await work.require(creditTransactions, transaction);
      const grant = await work.require(creditGrants, idOf(id) ?? '');
      const about = { invoice: invoice.id, invoice_line_item: line.id };
      const against = againstInvoice(invoice);
      const entry = { credit: 'credits_application_invoice_voided', line: about, against } as const;
      const { grant: returned } = writeEntry(context, grant, amount, entry);
      const isOver = grant.voided_at !== null || (grant.expires_at ?? work.now + 1) <= work.now;
      work.save(isOver ? writeEntry(context, returned, amount, { debit: 'credits_expired' }).grant : returned);
    }
  }
}

function netOf(line: InvoiceLine): number {
  return line.amount - (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}
