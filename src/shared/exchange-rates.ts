/** Units of each currency for one US dollar. Fixed, so that amounts that are converted can be tested. */
const PER_DOLLAR: Readonly<Record<string, number>> = {
  usd: 1,
  aed: 3.6725,
  aud: 1.52,
  brl: 5.4,
  cad: 1.383,
  chf: 0.88,
  cny: 7.15,
  czk: 23.1,
  dkk: 6.87,
  eur: 0.92,
  gbp: 0.78,
  hkd: 7.8,
  huf: 365,
  inr: 84,
  jpy: 150,
  krw: 1_370,
  mxn: 18.2,
  myr: 4.4,
  nok: 10.7,
  nzd: 1.66,
  pln: 3.95,
  ron: 4.58,
  sek: 10.5,
  sgd: 1.34,
  thb: 34.5,
};

/** The currencies that have rates, in alphabetical order. */
export const RATED_CURRENCIES: readonly string[] = Object.keys(PER_DOLLAR).sort();

/** Units of one currency for one of another; undefined if one of them has no rate. */
export function exchangeRate(from: string, to: string): number | undefined {
  const [source, target] = [PER_DOLLAR[from], PER_DOLLAR[to]];
  return source === undefined || target === undefined ? undefined : Number((target / source).toPrecision(RATE_DIGITS));
}

/** Significant digits of a rate. */
const RATE_DIGITS = 6;
