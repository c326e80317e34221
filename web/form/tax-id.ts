import { taxIdTypesOf } from '../../src/shared/tax-id-countries.ts';
import { fitsFormat } from '../../src/shared/tax-id-formats.ts';
import type { Texts } from '../texts/texts.ts';
import { type Entries, type FieldSpec, filled, isGood } from './field-spec.ts';

const LONGEST_NAME = 150;
const LONGEST_VALUE = 60;

/** Returns the fields of a business: its name, the type of its tax ID if the country has several, and the ID. */
export function taxIdFields(
  country: string,
  entries: Entries,
  texts: Texts,
  { withName, needs }: { withName: boolean; needs: { readonly name: boolean; readonly taxId: boolean } },
): FieldSpec[] {
  const { t } = texts;
  const types = taxIdTypesOf(country);
  const wanted = (isWanted: boolean) => (isWanted ? filled(texts) : isGood);
  const name: FieldSpec = {
    id: 'business_name',
    label: t('contact.business'),
    kind: 'text',
    autoComplete: 'organization',
    longest: LONGEST_NAME,
    problem: wanted(needs.name),
  };
  const type: FieldSpec = {
    id: `tax_id_type-${country}`,
    label: t('taxId.type'),
    kind: 'select',
    options: types.map((value) => ({ value, label: nameOfTaxId(value) })),
    half: true,
    problem: wanted(needs.taxId),
  };
  const chosen = taxIdType(country, entries);
  const value: FieldSpec = {
    id: 'tax_id',
    label: types.length === 1 ? nameOfTaxId(chosen) : t('taxId.value'),
    kind: 'text',
    longest: LONGEST_VALUE,
    half: types.length > 1,
    problem: (text) => {
      if (text.trim() === '') return wanted(needs.taxId)(text);
      return chosen === '' || fitsFormat(chosen, text) ? undefined : t('problem.taxId');
    },
  };
  return [...(withName ? [name] : []), ...(types.length > 1 ? [type] : []), value];
}

/** Returns the readable name of a type (`EU VAT` for `eu_vat`). */
function nameOfTaxId(type: string): string {
  return type.toUpperCase().replaceAll('_', ' ');
}

/** Returns the entered type of tax ID: the country's only one or the selected one; empty if none is selected. */
export function taxIdType(country: string, entries: Entries): string {
  const types = taxIdTypesOf(country);
  return (types.length === 1 ? types[0] : entries[`tax_id_type-${country}`]) ?? '';
}
