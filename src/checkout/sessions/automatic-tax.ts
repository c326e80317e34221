import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { shippingRates } from '../../products/shipping-rates/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import type { CheckoutSession } from './type.ts';

/**
 * Automatic tax: the account's active tax rates of the payer's country, and state if they have one. Stripe has its own
 * rates for every country; Florin uses those of the account.
 */

/** The most tax rates looked at to find those of a place. */
const MOST_RATES = 100;
/** The tax code for untaxed products: https://docs.stripe.com/tax/tax-codes */
const NONTAXABLE = 'txcd_00000000';

/**
 * Returns a session with the tax rates of its payer's location, if known: the shipping address, else the billing
 * address, else the customer's.
 */
export async function locate(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  if (!session.automatic_tax.enabled) return session;
  const place = await placeOf(context, session);
  const { work } = context;
  const active = place ? await work.list(taxRates, { by: 'active/true', limit: MOST_RATES }) : [];
  const rates = active.filter(
    ({ country, state }) => country === place?.country && (state === null || state === place?.state),
  );
  return {
    ...session,
    automatic_tax: { ...session.automatic_tax, status: place ? 'complete' : 'requires_location_inputs' },
    internal: { ...session.internal, automaticTaxRates: rates.map(({ id }) => id) },
  };
}

/** Returns the payer's location; undefined if unknown, and one without rates if they are not taxed. */
async function placeOf(
  { work }: Context,
  session: CheckoutSession,
): Promise<Pick<Stripe.Address, 'country' | 'state'> | undefined> {
  const { collected } = session.internal;
  const id = session.customer;
  const customer = id === null ? undefined : await work.get(customers, id);
  const known = customer?.shipping?.address ?? customer?.address;
  const place = collected.shipping?.address ?? collected.address ?? known;
  if (!place?.country) return undefined;
  if (customer && (customer.tax_exempt ?? 'none') !== 'none') return { country: null, state: null };
  return { country: place.country, state: place.state ?? null };
}

/** The rates that a session's lines are taxed by; none without automatic tax. */
export async function automaticRates({ work }: Context, { internal }: CheckoutSession): Promise<Stripe.TaxRate[]> {
  const rates: Stripe.TaxRate[] = [];
  for (const id of internal.automaticTaxRates ?? []) rates.push(await work.require(taxRates, id));
  return rates;
}

/** The rates that sending is taxed by. */
export async function automaticRatesOfShipping(
  { work }: Context,
  { internal }: CheckoutSession,
  rates: readonly Stripe.TaxRate[],
): Promise<Stripe.TaxRate[]> {
  if (rates.length === 0 || internal.shippingRate === null) return [];
  const { tax_behavior: behavior, tax_code: code } = await work.require(shippingRates, internal.shippingRate);
  return taxedAs(rates, behavior, idOf(code));
}

/** Returns the rates of an item, which may be untaxed or have its own `tax_behavior`. */
export function taxedAs(
  rates: readonly Stripe.TaxRate[],
  behavior: string | null,
  code: string | null,
): Stripe.TaxRate[] {
  if (code === NONTAXABLE) return [];
  if (behavior === null || behavior === 'unspecified') return [...rates];
  return rates.map((rate) => ({ ...rate, inclusive: behavior === 'inclusive' }));
}
