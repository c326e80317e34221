/** Formats of VAT numbers after the two letters of the country (European Commission, VIES). Greece uses EL. */
const MEMBERS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9]{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  // Northern Ireland, for goods.
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** Countries whose VAT numbers have another prefix than their ISO 3166-1 code. */
const COUNTRIES: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' };

/**
 * True if businesses of a country (ISO 3166-1) have EU VAT numbers. In Great Britain, those of Northern Ireland have
 * one.
 */
export function hasEuVat(country: string): boolean {
  return country !== 'EL' && (country in MEMBERS || Object.values(COUNTRIES).includes(country));
}

/**
 * Returns the country of a VAT number in upper case without separators; undefined if no member state has such a number.
 */
export function countryOfEuVat(value: string): string | undefined {
  const prefix = value.slice(0, 2);
  if (!MEMBERS[prefix]?.test(value.slice(2))) return undefined;
  return COUNTRIES[prefix] ?? prefix;
}
