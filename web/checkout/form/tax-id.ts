import type { PageConfirmation, PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { taxIdTypesOf } from '../../../src/shared/tax-id-countries.ts';
import type { Entries, FieldSpec } from '../../form/field-spec.ts';
import { taxIdFields, taxIdType } from '../../form/tax-id.ts';
import type { Texts } from '../../texts/texts.ts';

/** What a business is asked for. */
export interface TaxIdPart {
  /** Whether the payer is asked if they buy for a business; where they must, they are not. */
  readonly offered: boolean;
  readonly fields: readonly FieldSpec[];
}

/** The fields for a business in `country`; none where no kind of tax ID is known. */
export function taxIdPart(page: PaymentPage, country: string, entries: Entries, texts: Texts): TaxIdPart {
  const asked = page.tax_id_collection;
  if (!asked || taxIdTypesOf(country).length === 0) return { offered: false, fields: [] };
  if (!asked.required && entries.business !== 'yes') return { offered: true, fields: [] };
  // A name that is asked for among the names already is not asked for twice.
  const withName = page.name_collection.business === null;
  const fields = taxIdFields(country, entries, texts, { withName, needs: { name: true, taxId: true } });
  return { offered: !asked.required, fields };
}

/** What was entered, as the page is confirmed. */
export function enteredTaxId(
  { fields }: TaxIdPart,
  country: string,
  entries: Entries,
): Pick<PageConfirmation, 'business_name' | 'tax_id'> {
  if (fields.length === 0) return { tax_id: '' };
  return {
    business_name: entries.business_name?.trim() ?? '',
    tax_id: { type: taxIdType(country, entries), value: entries.tax_id?.trim() ?? '' },
  };
}
