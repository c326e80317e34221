import type { RegionalTax } from './type.ts';

const gst: RegionalTax = { type: 'gst', name: 'GST', level: 'country', rate: '5', exempt: ['food'] };
const hst = (rate: string): RegionalTax[] => [{ type: 'hst', name: 'HST', level: 'state', rate, exempt: ['food'] }];
const own = (type: 'pst' | 'qst' | 'rst', rate: string): RegionalTax[] => [
  gst,
  { type, name: type.toUpperCase(), level: 'state', rate, exempt: ['food', 'books'] },
];

/** The taxes of the provinces and territories, in percent, as of 2026. */
export const PROVINCES: Readonly<Record<string, readonly RegionalTax[]>> = {
  AB: [gst],
  BC: own('pst', '7'),
  MB: own('rst', '7'),
  NB: hst('15'),
  NL: hst('15'),
  NS: hst('14'),
  NT: [gst],
  NU: [gst],
  ON: hst('13'),
  PE: hst('15'),
  QC: own('qst', '9.975'),
  SK: own('pst', '6'),
  YT: [gst],
};

/** Provinces by the first letter of a postal code; X is shared by two territories with the same tax. */
export const PROVINCES_BY_POSTAL_CODE: Readonly<Record<string, string>> = {
  A: 'NL',
  B: 'NS',
  C: 'PE',
  E: 'NB',
  G: 'QC',
  H: 'QC',
  J: 'QC',
  K: 'ON',
  L: 'ON',
  M: 'ON',
  N: 'ON',
  P: 'ON',
  R: 'MB',
  S: 'SK',
  T: 'AB',
  V: 'BC',
  X: 'NT',
  Y: 'YT',
};
