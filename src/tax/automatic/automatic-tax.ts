import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import { assess, type Reason, type Sale } from '../assess/assess.ts';
import { termsOf } from '../assess/collecting.ts';
import { kindOf, USUAL_CODE } from '../codes/codes.ts';
import { locate } from '../places/locate.ts';
import { registrationsAt } from '../registrations/active.ts';
import { settingsOf } from '../settings/settings.ts';
import { rateOf } from './rates.ts';

/** A rate of automatic tax on an item, and why it applies. */
export interface AutomaticRate {
  readonly rate: Stripe.TaxRate;
  readonly reason: Reason;
}

/** The parts of an object with automatic tax on which its tax depends. */
export interface AutomaticItem {
  readonly taxCode: string | null;
  /** `tax_behavior` of its price. */
  readonly behavior: string | null | undefined;
}

/** Buyer. The address that goods are sent to comes before that of the bill. */
export interface AutomaticBuyer {
  readonly address: Partial<Stripe.Address> | null;
  readonly exempt: 'exempt' | 'none' | 'reverse';
  readonly taxIds: Sale['taxIds'];
}

const EXEMPTIONS = { exempt: 'customer_exempt', none: 'none', reverse: 'reverse_charge' } as const;
/** The tax code for untaxed products. */
export const NONTAXABLE = 'txcd_00000000';
/** Currencies whose prices are without tax, where the account infers it. */
const WITHOUT_TAX = new Set(['cad', 'usd']);
/** The most tax rates of the account that are looked at to find those of a place. */
const MOST_OWN_RATES = 100;

/**
 * Returns the rates of items by the buyer's location, item by item; null if the location is not known. Active tax rates
 * that the account has made for the location apply to all that is taxable; without any, those of Florin's tables where
 * the account is registered. Customers of the account who are exempt pay none.
 */
export async function automaticTax(
  context: Context,
  buyer: AutomaticBuyer,
  { currency, items }: { readonly currency: string; readonly items: readonly AutomaticItem[] },
): Promise<AutomaticRate[][] | null> {
  const { address } = buyer;
  if (!address?.country) return null;
  const own = await ownRates(context, address.country, address.state ?? null);
  if (own.length > 0) return items.map((item) => (buyer.exempt === 'none' ? withOwn(own, item) : []));
  const place = locate(address);
  if (!place) return null;
  const settings = await settingsOf(context);
  const sale: Sale = {
    place,
    origin: settings.head_office?.address.country ?? context.account.country,
    exemption: EXEMPTIONS[buyer.exempt],
    taxIds: buyer.taxIds,
    registrations: (await registrationsAt(context, context.work.now)).map(termsOf),
  };
  const { tax_behavior: usual, tax_code: usualCode } = settings.defaults;
  const isInclusive = (behavior: AutomaticItem['behavior']) => {
    const known = behavior === null || behavior === undefined || behavior === 'unspecified' ? usual : behavior;
    return known === 'inferred_by_currency' ? !WITHOUT_TAX.has(currency) : known === 'inclusive';
  };
  const found: AutomaticRate[][] = [];
  for (const { taxCode, behavior } of items) {
    const rates: AutomaticRate[] = [];
    for (const tax of assess(sale, kindOf(taxCode ?? usualCode ?? USUAL_CODE))) {
      const rate = await rateOf(context, tax, isInclusive(behavior));
      if (rate) rates.push({ rate, reason: tax.reason });
    }
    found.push(rates);
  }
  return found;
}

/** The account's active rates of a country, or of one of its states. */
async function ownRates({ work }: Context, country: string, state: string | null): Promise<Stripe.TaxRate[]> {
  const active = await work.list(taxRates, { by: 'active/true', limit: MOST_OWN_RATES });
  return active.filter((rate) => rate.country === country && (rate.state === null || rate.state === state));
}

/** Rates of the account on an item, which may be untaxed or have its own `tax_behavior`. */
function withOwn(rates: readonly Stripe.TaxRate[], { taxCode, behavior }: AutomaticItem): AutomaticRate[] {
  if (taxCode === NONTAXABLE) return [];
  const isSet = behavior === 'inclusive' || behavior === 'exclusive';
  return rates.map((rate) => ({
    rate: isSet ? { ...rate, inclusive: behavior === 'inclusive' } : rate,
    reason: 'standard_rated',
  }));
}
