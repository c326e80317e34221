import type { JsonObject, VersionChange } from '../../../kernel/version-change.ts';
import { taxAmountOf } from '../../invoices/changes/2025-03-31.basil-invoices.ts';

export const taxesOfCreditNoteLines: VersionChange = {
  version: '2025-03-31.basil',
  description:
    'Lines of credit notes have `taxes` and no longer `tax_amounts`, `amount_excluding_tax` and `unit_amount_excluding_tax`.',
  response: { credit_note_line_item: restoreLine },
};

function restoreLine(line: JsonObject): void {
  const { amount, quantity, taxes } = line;
  if (!Array.isArray(taxes)) return;
  const amounts = taxes.map(taxAmountOf) as JsonObject[];
  const included = amounts.reduce((sum, tax) => sum + (tax.inclusive ? Number(tax.amount) : 0), 0);
  line.tax_amounts = amounts;
  line.amount_excluding_tax = Number(amount) - included;
  line.unit_amount_excluding_tax = quantity ? String((Number(amount) - included) / Number(quantity)) : null;
}
