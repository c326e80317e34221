import type Stripe from 'stripe';

/** The kinds of products that places tax in their own way; all others are `standard`. */
export type Kind =
  | 'books'
  | 'clothing'
  | 'ebooks'
  | 'food'
  | 'nontaxable'
  | 'saas'
  | 'services'
  | 'software'
  | 'standard';

export type TaxType = Stripe.Tax.CalculationLineItem.TaxBreakdown.TaxRateDetails.TaxType;

/** The taxes of a country with one rate for all of it. Rates are decimals in percent. */
export interface CountryTaxes {
  readonly type: TaxType;
  /** As invoices print it. */
  readonly name: string;
  readonly standard: string;
  /** Rates of some kinds; 0 is zero-rated. */
  readonly reduced: Readonly<Partial<Record<Kind, string>>>;
}

/** One tax of a state or province, or of the whole country where `level` is `country`. */
export interface RegionalTax {
  readonly type: TaxType;
  readonly name: string;
  readonly level: 'country' | 'state';
  readonly rate: string;
  /** Kinds that it does not cover. */
  readonly exempt: readonly Kind[];
}
