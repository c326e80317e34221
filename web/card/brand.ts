import creditCardType from 'credit-card-type';

/** What the first digits of a card tell of it. */
export interface Brand {
  /** Stripe's name. */
  readonly name: 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa' | 'unknown';
  /** After how many digits a gap comes. */
  readonly gaps: readonly number[];
  /** How many digits a whole number has. */
  readonly lengths: readonly number[];
  readonly cvcLength: number;
}

/** Lengths that are issued today; the ranges of the standards are wider. */
const BRANDS: Readonly<Record<string, Pick<Brand, 'name' | 'lengths'>>> = {
  'american-express': { name: 'amex', lengths: [15] },
  'diners-club': { name: 'diners', lengths: [14, 16] },
  discover: { name: 'discover', lengths: [16] },
  jcb: { name: 'jcb', lengths: [16] },
  mastercard: { name: 'mastercard', lengths: [16] },
  unionpay: { name: 'unionpay', lengths: [16, 17, 18, 19] },
  visa: { name: 'visa', lengths: [16] },
};

const UNKNOWN: Brand = { name: 'unknown', gaps: [4, 8, 12], lengths: [16], cvcLength: 3 };

/** The brand of a card by the digits typed so far; unknown while they fit several. */
export function brandOf(digits: string): Brand {
  if (digits === '') return UNKNOWN;
  const [found, ...others] = creditCardType(digits);
  const brand = found && others.length === 0 ? BRANDS[found.type] : undefined;
  if (!found || !brand) return UNKNOWN;
  return { ...brand, gaps: found.gaps, cvcLength: found.code.size };
}

/** The most digits that a number of this brand has. */
export function longest(brand: Brand): number {
  return Math.max(...brand.lengths);
}
