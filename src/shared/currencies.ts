/**
 * Presentment currencies with the smallest amount that can be charged, in the currency's smallest unit. Minimums are
 * Stripe's published ones; other currencies have 1 (Stripe derives theirs from the settlement currency).
 */
const MINIMUMS: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  krw: 100,
};

/** Currencies without a smaller unit. */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
/** Currencies counted in thousandths. The last digit of an amount must be 0. */
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));
/** Currencies counted in hundredths that no longer exist. The last two digits must be 0. */
const WHOLE_HUNDREDS = new Set('isk ugx'.split(' '));

const ALL = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny
  cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd
  jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mro mur mvr mwk mxn myr mzn nad
  ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb
  tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`.split(/\s+/),
);

/** The largest amount of a payment in the smallest unit: eight digits, twelve for the Indonesian rupiah. */
export function largestAmount(currency: string): number {
  return currency === 'idr' ? 999_999_999_999 : 99_999_999;
}

/** The smallest amount that can be charged, in the smallest unit. */
export function smallestAmount(currency: string): number {
  return MINIMUMS[currency] ?? 1;
}

/** Every supported currency (lower-case ISO 4217). */
export function allCurrencies(): readonly string[] {
  return [...ALL].sort();
}

/** True for a supported currency (lower-case ISO 4217). */
export function isCurrency(currency: string): boolean {
  return ALL.has(currency);
}

/** Returns the number of decimal places: 2 for most currencies, 0 or 3 for some. */
export function decimals(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** The unit of which charged amounts must be multiples (https://docs.stripe.com/currencies#special-cases). */
export function chargeableStep(currency: string): 1 | 10 | 100 {
  if (WHOLE_HUNDREDS.has(currency)) return 100;
  return THREE_DECIMAL.has(currency) ? 10 : 1;
}

/** Formats an amount for error messages, as `$6.00`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = decimals(currency);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
