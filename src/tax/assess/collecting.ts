import { EU } from '../places/europe.ts';
import type { Place } from '../places/locate.ts';
import type { TaxType } from '../places/type.ts';
import type { Registration } from '../registrations/type.ts';

/** The parts of a registration that decide where tax is collected. */
export interface RegistrationTerms {
  readonly country: string;
  readonly type: string;
  /** The state of the United States, or the province of Canada for its own tax. */
  readonly state: string | null;
  /** The place of supply of a standard registration. */
  readonly scheme: string | null;
}

/** Registrations for all members of the European Union: https://docs.stripe.com/tax/supported-countries/european-union */
const ONE_STOP_SHOPS = new Set(['ioss', 'oss_non_union', 'oss_union']);
/** Taxes of provinces that a registration of its own is needed for. */
const PROVINCIAL = new Set(['pst', 'qst', 'rst']);

/** Returns the terms of a registration. */
export function termsOf({ country, country_options: options }: Registration): RegistrationTerms {
  const all = options as Readonly<Record<string, Options | undefined>>;
  const own = all[country.toLowerCase()];
  return {
    country,
    type: own?.type ?? 'standard',
    state: own?.state ?? own?.province_standard?.province ?? null,
    scheme: own?.standard?.place_of_supply_scheme ?? null,
  };
}

interface Options {
  readonly type: string;
  readonly state?: string;
  readonly province_standard?: { readonly province: string };
  readonly standard?: { readonly place_of_supply_scheme?: string };
}

/** True if a seller with these registrations collects a tax at a place. */
export function isCollecting(
  { registrations }: { readonly registrations: readonly RegistrationTerms[] },
  { country, state }: Place,
  tax: TaxType | null,
): boolean {
  return registrations.some((one) => {
    if (country in EU && one.country in EU && ONE_STOP_SHOPS.has(one.type)) return true;
    if (one.country !== country) return false;
    if (country === 'US') return one.state === state && one.type === 'state_sales_tax';
    if (country === 'CA') {
      return PROVINCIAL.has(tax ?? '') ? one.state === state : one.type !== 'province_standard';
    }
    return !ONE_STOP_SHOPS.has(one.type);
  });
}
