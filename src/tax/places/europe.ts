import type { CountryTaxes } from './type.ts';

/** Standard and reduced VAT rates, in percent, as of 2026. `food` is food for the home. */
const vat = (standard: string, reduced: CountryTaxes['reduced'] = {}): CountryTaxes => ({
  type: 'vat',
  name: 'VAT',
  standard,
  reduced,
});

/** Member states of the European Union: https://taxation-customs.ec.europa.eu/taxation/vat/vat-rules-and-rates_en */
export const EU: Readonly<Record<string, CountryTaxes>> = {
  AT: vat('20', { books: '10', ebooks: '10', food: '10' }),
  BE: vat('21', { books: '6', ebooks: '6', food: '6' }),
  BG: vat('20', { books: '9', ebooks: '9' }),
  CY: vat('19', { books: '3', ebooks: '3', food: '5' }),
  CZ: vat('21', { books: '0', ebooks: '0', food: '12' }),
  DE: vat('19', { books: '7', ebooks: '7', food: '7' }),
  DK: vat('25'),
  EE: vat('24', { books: '9', ebooks: '9' }),
  ES: vat('21', { books: '4', ebooks: '4', food: '10' }),
  FI: vat('25.5', { books: '13.5', ebooks: '13.5', food: '13.5' }),
  FR: vat('20', { books: '5.5', ebooks: '5.5', food: '5.5' }),
  GR: vat('24', { books: '6', ebooks: '6', food: '13' }),
  HR: vat('25', { books: '5', ebooks: '5', food: '5' }),
  HU: vat('27', { books: '5' }),
  IE: vat('23', { books: '0', ebooks: '0', food: '0' }),
  IT: vat('22', { books: '4', ebooks: '4', food: '10' }),
  LT: vat('21', { books: '5', ebooks: '5' }),
  LU: vat('17', { books: '3', ebooks: '3', food: '3' }),
  LV: vat('21', { books: '5', ebooks: '5' }),
  MT: vat('18', { books: '5', ebooks: '5', food: '0' }),
  NL: vat('21', { books: '9', ebooks: '9', food: '9' }),
  PL: vat('23', { books: '5', ebooks: '5', food: '5' }),
  PT: vat('23', { books: '6', ebooks: '6', food: '6' }),
  RO: vat('21', { books: '11', ebooks: '11', food: '11' }),
  SE: vat('25', { books: '6', ebooks: '6', food: '12' }),
  SI: vat('22', { books: '5', ebooks: '5', food: '9.5' }),
  SK: vat('23', { books: '5', ebooks: '5', food: '19' }),
};

export const OTHER_EUROPE: Readonly<Record<string, CountryTaxes>> = {
  CH: vat('8.1', { books: '2.6', ebooks: '2.6', food: '2.6' }),
  GB: vat('20', { books: '0', ebooks: '0', food: '0' }),
  IS: vat('24', { books: '11', ebooks: '11', food: '11' }),
  LI: vat('8.1', { books: '2.6', ebooks: '2.6', food: '2.6' }),
  NO: vat('25', { books: '0', ebooks: '0', food: '15' }),
};
