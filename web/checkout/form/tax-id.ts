import type { PageConfirmation, PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { taxIdTypesOf } from '../../../src/shared/tax-id-countries.ts';
import type { Entries, FieldSpec } from '../../form/field-spec.ts';
import { taxIdFields, taxIdType } from '../../form/tax-id.ts';
import type { Texts } from '../../texts/texts.ts';

/** The section of a business. */
export interface TaxIdPart {
  /** True if the customer may choose to buy for a business; false if the session requires it. */
  readonly offered: boolean;
  readonly fields: readonly FieldSpec[];
}

/** Returns the fields for a business in `country`; none if the country has no known tax IDs. */
export function taxIdPart(page: PaymentPage, country: string, entries: Entries, texts: Texts): TaxIdPart {
  const asked = page.tax_id_collection;
  if (!asked || taxIdTypesOf(country).length === 0) return { offered: false, fields: [] };
  if (!asked.required && entries.business !== 'yes') return { offered: true, fields: [] };
  // Skip the name if the session already collects it.
  const withName = page.name_collection.business === null;
  const fields = taxIdFields(country, entries, texts, { withName, needs: { name: true, taxId: true } });
  return { offered: !asked.required, fields };
}

/** Returns the entered tax ID for the confirmation. */
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
