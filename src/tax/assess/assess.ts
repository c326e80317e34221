import type Stripe from 'stripe';
import { ASIA_PACIFIC } from '../places/asia-pacific.ts';
import { PROVINCES } from '../places/canada.ts';
import { EU, OTHER_EUROPE } from '../places/europe.ts';
import type { Place } from '../places/locate.ts';
import type { CountryTaxes, Kind, RegionalTax, TaxType } from '../places/type.ts';
import { salesTaxOf } from '../places/united-states.ts';
import { isCollecting, type RegistrationTerms } from './collecting.ts';

export type Reason = Stripe.Tax.CalculationLineItem.TaxBreakdown.TaxabilityReason;

/** A buyer, and the seller's registrations. */
export interface Sale {
  readonly place: Place;
  /** The country that the seller sells from, their head office or a warehouse. */
  readonly origin: string | null;
  readonly exemption: 'customer_exempt' | 'none' | 'reverse_charge';
  /** The types of the buyer's tax IDs, such as `eu_vat`. */
  readonly taxIds: readonly { readonly type: string; readonly value: string }[];
  readonly registrations: readonly RegistrationTerms[];
}

/** One tax on a product. A rate of 0 has its reason. */
export interface Assessed {
  /** A decimal in percent. */
  readonly rate: string;
  readonly type: TaxType | null;
  readonly name: string;
  readonly country: string;
  readonly state: string | null;
  readonly level: 'country' | 'state';
  readonly reason: Reason;
}

const COUNTRIES: Readonly<Record<string, CountryTaxes>> = { ...EU, ...OTHER_EUROPE, ...ASIA_PACIFIC };

/**
 * Returns the taxes of a product of a kind: one at least, whose rate is 0 where nothing is collected.
 * https://docs.stripe.com/tax/zero-tax
 */
export function assess(sale: Sale, kind: Kind): Assessed[] {
  const place = taxingPlace(sale);
  if (kind === 'nontaxable') return [nothing(place, 'not_subject_to_tax')];
  if (sale.exemption === 'customer_exempt') return [nothing(place, 'customer_exempt')];
  const taxes = taxesOf(place, kind);
  if (taxes.length === 0) return [nothing(place, 'not_supported')];
  const collected = taxes.filter((tax) => isCollecting(sale, place, tax.type));
  if (collected.length === 0) return [nothing(place, 'not_collecting')];
  if (isReverseCharge(sale)) return [{ ...nothing(place, 'reverse_charge'), type: taxes[0]?.type ?? null }];
  return collected;
}

/** Small sellers tax sales to persons of the European Union at home. */
function taxingPlace({ place, origin, registrations }: Sale): Place {
  const isAbroad = origin !== null && place.country in EU && origin in EU && place.country !== origin;
  const atHome =
    isAbroad && registrations.some(({ country, scheme }) => country === origin && scheme === 'small_seller');
  return atHome ? { country: origin, state: null } : place;
}

/** A business abroad accounts for the tax itself, if its country has given it a number. */
function isReverseCharge({ place: { country }, origin, exemption, taxIds }: Sale): boolean {
  if (exemption === 'reverse_charge') return true;
  if (origin === null || origin === country || country === 'US' || country === 'CA') return false;
  const own = `${country.toLowerCase()}_`;
  const prefix = country === 'GR' ? 'EL' : country;
  return taxIds.some(({ type, value }) =>
    type === 'eu_vat' ? country in EU && value.toUpperCase().startsWith(prefix) : type.startsWith(own),
  );
}

function nothing({ country, state }: Place, reason: Reason): Assessed {
  const regional = country === 'US' || country === 'CA';
  return {
    rate: '0',
    type: null,
    name: '',
    country,
    state: regional ? state : null,
    level: regional ? 'state' : 'country',
    reason,
  };
}

function taxesOf({ country, state }: Place, kind: Kind): Assessed[] {
  if (country === 'US') {
    const tax = salesTaxOf(state ?? '');
    return tax ? [regional(tax, { country, state }, kind)] : [];
  }
  if (country === 'CA') return (PROVINCES[state ?? ''] ?? []).map((tax) => regional(tax, { country, state }, kind));
  const taxes = COUNTRIES[country];
  if (!taxes) return [];
  const reduced = taxes.reduced[kind];
  const rate = reduced ?? taxes.standard;
  const reason = reduced === undefined ? 'standard_rated' : reduced === '0' ? 'zero_rated' : 'reduced_rated';
  return [{ rate, type: taxes.type, name: taxes.name, country, state: null, level: 'country', reason }];
}

function regional(tax: RegionalTax, { country, state }: Place, kind: Kind): Assessed {
  const isExempt = tax.exempt.includes(kind);
  const { type, name, level } = tax;
  const at = { type, name, country, state: level === 'state' ? state : null, level };
  if (isExempt) return { ...at, rate: '0', reason: 'product_exempt' };
  return { ...at, rate: tax.rate, reason: tax.rate === '0' ? 'not_subject_to_tax' : 'standard_rated' };
}
