import creditCardType from 'credit-card-type';

/** The properties of a card brand. */
export interface Brand {
  readonly name: 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa' | 'unknown';
  /** Numbers of digits after which a gap follows. */
  readonly gaps: readonly number[];
  /** Possible lengths of a complete number. */
  readonly lengths: readonly number[];
  readonly cvcLength: number;
}

/** Lengths in use today; the standards allow more. */
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

/** Returns the brand for the digits typed so far; `unknown` while several match. */
export function brandOf(digits: string): Brand {
  if (digits === '') return UNKNOWN;
  const [found, ...others] = creditCardType(digits);
  const brand = found && others.length === 0 ? BRANDS[found.type] : undefined;
  if (!found || !brand) return UNKNOWN;
  return { ...brand, gaps: found.gaps, cvcLength: found.code.size };
}

/** Returns the maximum length of a brand's numbers. */
export function longest(brand: Brand): number {
  return Math.max(...brand.lengths);
}
