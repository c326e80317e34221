import type { PageConfirmation, PaymentPage } from '../../../src/checkout/page/view-type.ts';
import { taxIdTypesOf } from '../../../src/customers/tax-ids/countries.ts';
import { fitsFormat } from '../../../src/customers/tax-ids/formats.ts';
import { type Entries, type FieldSpec, filled } from '../../form/field-spec.ts';
import type { Words } from '../../words/words.ts';

/** What a business is asked for. */
export interface TaxIdPart {
  /** Whether the payer is asked if they buy for a business; where they must, they are not. */
  readonly offered: boolean;
  readonly fields: readonly FieldSpec[];
}

const NOTHING: TaxIdPart = { offered: false, fields: [] };
const LONGEST_NAME = 150;
const LONGEST_VALUE = 60;

/** The fields for a business in `country`; none where no kind of tax ID is known. */
export function taxIdPart(page: PaymentPage, country: string, entries: Entries, words: Words): TaxIdPart {
  const { t } = words;
  const types = page.tax_id_collection ? taxIdTypesOf(country) : [];
  if (!page.tax_id_collection || types.length === 0) return NOTHING;
  const { required } = page.tax_id_collection;
  if (!required && entries.business !== 'yes') return { offered: true, fields: [] };
  const name: FieldSpec = {
    id: 'business_name',
    label: t('contact.business'),
    kind: 'text',
    autoComplete: 'organization',
    longest: LONGEST_NAME,
    problem: filled(words),
  };
  const type: FieldSpec = {
    id: `tax_id_type-${country}`,
    label: t('taxId.type'),
    kind: 'select',
    options: types.map((value) => ({ value, label: nameOfTaxId(value) })),
    half: true,
    problem: filled(words),
  };
  const chosen = typeOf(country, types, entries);
  const value: FieldSpec = {
    id: 'tax_id',
    label: types.length === 1 ? nameOfTaxId(chosen) : t('taxId.value'),
    kind: 'text',
    longest: LONGEST_VALUE,
    half: types.length > 1,
    problem: (text) => {
      if (text.trim() === '') return t('problem.missing');
      return chosen === '' || fitsFormat(chosen, text) ? undefined : t('problem.taxId');
    },
  };
  return {
    offered: !required,
    // Asked for among the names already, it is not asked for twice.
    fields: [...(page.name_collection.business ? [] : [name]), ...(types.length > 1 ? [type] : []), value],
  };
}

/** `eu_vat` as people call it. */
export function nameOfTaxId(type: string): string {
  return type.toUpperCase().replaceAll('_', ' ');
}

function typeOf(country: string, types: readonly string[], entries: Entries): string {
  return (types.length === 1 ? types[0] : entries[`tax_id_type-${country}`]) ?? '';
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
    tax_id: { type: typeOf(country, taxIdTypesOf(country), entries), value: entries.tax_id?.trim() ?? '' },
  };
}
