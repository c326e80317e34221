import { hasEuVat } from './eu-vat.ts';
import { FORMATS } from './tax-id-formats.ts';

/** Types of sellers from abroad, who have no business in the country. */
const OF_FOREIGNERS = new Set(['eu_oss_vat', 'no_voec']);
/** Types whose numbers have no form of their own. */
const WITHOUT_FORM = ['ao_tin', 'sn_ninea'];

/** The types of tax IDs that businesses of a country (ISO 3166-1) have; none where none is known. */
export function taxIdTypesOf(country: string): string[] {
  const prefix = `${country.toLowerCase()}_`;
  const own = [...Object.keys(FORMATS), ...WITHOUT_FORM].filter(
    (type) => type.startsWith(prefix) && !OF_FOREIGNERS.has(type),
  );
  if (!hasEuVat(country)) return own;
  return country === 'GB' ? [...own, 'eu_vat'] : ['eu_vat', ...own];
}
