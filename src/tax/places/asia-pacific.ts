import type { CountryTaxes } from './type.ts';

/** Goods and services taxes of countries outside Europe and North America, in percent, as of 2026. */
export const ASIA_PACIFIC: Readonly<Record<string, CountryTaxes>> = {
  AE: { type: 'vat', name: 'VAT', standard: '5', reduced: {} },
  AU: { type: 'gst', name: 'GST', standard: '10', reduced: { food: '0' } },
  IN: { type: 'igst', name: 'IGST', standard: '18', reduced: { books: '0', ebooks: '5' } },
  JP: { type: 'jct', name: 'JCT', standard: '10', reduced: { food: '8' } },
  KR: { type: 'vat', name: 'VAT', standard: '10', reduced: { books: '0', ebooks: '0', food: '0' } },
  MY: { type: 'service_tax', name: 'SST', standard: '8', reduced: {} },
  NZ: { type: 'gst', name: 'GST', standard: '15', reduced: {} },
  SA: { type: 'vat', name: 'VAT', standard: '15', reduced: {} },
  SG: { type: 'gst', name: 'GST', standard: '9', reduced: {} },
  TH: { type: 'vat', name: 'VAT', standard: '7', reduced: {} },
  TW: { type: 'vat', name: 'VAT', standard: '5', reduced: {} },
  ZA: { type: 'vat', name: 'VAT', standard: '15', reduced: {} },
};
