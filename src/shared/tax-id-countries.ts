import { hasEuVat } from './eu-vat.ts';
import { FORMATS } from './tax-id-formats.ts';

/** Types of foreign sellers without a business in the country. */
const OF_FOREIGNERS = new Set(['eu_oss_vat', 'no_voec']);
/** Types without a format of their own. */
const WITHOUT_FORM = ['ao_tin', 'sn_ninea'];

/** Returns the types of tax IDs of businesses in a country (ISO 3166-1); none if unknown. */
export function taxIdTypesOf(country: string): string[] {
  const prefix = `${country.toLowerCase()}_`;
  const own = [...Object.keys(FORMATS), ...WITHOUT_FORM].filter(
    (type) => type.startsWith(prefix) && !OF_FOREIGNERS.has(type),
  );
  if (!hasEuVat(country)) return own;
  return country === 'GB' ? [...own, 'eu_vat'] : ['eu_vat', ...own];
}
