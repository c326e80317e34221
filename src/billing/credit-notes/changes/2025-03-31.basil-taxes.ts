import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, Params, VersionChange } from '../../../kernel/version-change.ts';
import { taxAmountOf } from '../../invoices/changes/2025-03-31.basil-invoices.ts';

/** https://docs.stripe.com/changelog/basil/2025-03-31/invoice-supports-multiple-partial-payments */
export const taxesOfCreditNotes: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'Credit notes have `total_taxes` and `refunds`; they no longer have `tax_amounts` and `refund`, also in requests.',
  request: { 'POST /v1/credit_notes': { accepts: { refund: { kind: 'string' } }, upgrade: liftRefund } },
  expandable: { credit_note: { refund: { kind: 'expandable', names: ['refund'] } } },
  response: { credit_note: restoreNote },
};

/** The refund that a note names is of all that is not returned otherwise. */
function liftRefund(params: Params): void {
  const { refund, refund_amount: amount } = params;
  if (refund === undefined) return;
  params.refunds = [{ refund, ...(amount !== undefined && { amount_refunded: amount }) }];
  delete params.refund;
  delete params.refund_amount;
}

function restoreNote(note: JsonObject): void {
  const { refunds, total_taxes: taxes } = note;
  if (Array.isArray(refunds)) {
    const [first] = refunds;
    note.refund ??= (isHash(first) ? (first as JsonObject).refund : undefined) ?? null;
  }
  if (Array.isArray(taxes)) note.tax_amounts = taxes.map(taxAmountOf);
}
