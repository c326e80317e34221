import type Stripe from 'stripe';
import { taxIds } from '../../customers/tax-ids/type.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { prices } from '../../products/prices/type.ts';
import { products } from '../../products/products/type.ts';
import { shippingRates } from '../../products/shipping-rates/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import {
  type AutomaticBuyer,
  type AutomaticItem,
  automaticTax,
  NONTAXABLE,
} from '../../tax/automatic/automatic-tax.ts';
import type { AutomaticTaxes, CheckoutSession, SessionLine } from './type.ts';

/** The key of the shipping among automatic taxes; others are the ids of lines. */
const SHIPPING = 'shipping';
/** The tax IDs of a customer that are looked at. */
const MOST_TAX_IDS = 100;

/**
 * Returns a session with the taxes of its payer's location, if known: the shipping address, else the billing address,
 * else the customer's.
 */
export async function locate(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  if (!session.automatic_tax.enabled) return session;
  const { lines, shippingRate } = session.internal;
  const items = await Promise.all(lines.map((line) => itemOf(context, line)));
  if (shippingRate !== null) items.push(await shippingOf(context, shippingRate));
  const found = await automaticTax(context, await buyerOf(context, session), {
    currency: session.currency ?? context.account.defaultCurrency,
    items,
  });
  const keys = [...lines.map(({ id }) => id), SHIPPING];
  const taxes = (found ?? []).map((rates, index) => [
    keys[index],
    rates.map(({ rate, reason }) => ({ rate: rate.id, inclusive: rate.inclusive, reason })),
  ]);
  return {
    ...session,
    automatic_tax: { ...session.automatic_tax, status: found ? 'complete' : 'requires_location_inputs' },
    internal: { ...session.internal, automaticTaxes: Object.fromEntries(taxes) as AutomaticTaxes },
  };
}

async function itemOf({ work }: Context, line: SessionLine): Promise<AutomaticItem> {
  const { product: id, tax_behavior: behavior } = await work.require(prices, line.price);
  const product = await work.require(products, id);
  return { behavior, taxCode: idOf(product.tax_code) };
}

async function shippingOf({ work }: Context, id: string): Promise<AutomaticItem> {
  const { tax_behavior: behavior, tax_code: code } = await work.require(shippingRates, id);
  return { behavior, taxCode: idOf(code) };
}

async function buyerOf({ work }: Context, session: CheckoutSession): Promise<AutomaticBuyer> {
  const { collected } = session.internal;
  const id = session.customer;
  const customer = id === null ? undefined : await work.get(customers, id);
  const numbers = id === null ? [] : await work.list(taxIds, { by: `customer/${id}`, limit: MOST_TAX_IDS });
  const known = customer?.shipping?.address ?? customer?.address;
  return {
    address: collected.shipping?.address ?? collected.address ?? known ?? null,
    // The API has no other values.
    exempt: (customer?.tax_exempt ?? 'none') as AutomaticBuyer['exempt'],
    taxIds: collected.taxId ? [...numbers, collected.taxId] : numbers,
  };
}

/** The rates of automatic tax on a line of a session, or on its shipping without one; none until it is located. */
export async function automaticRates(
  context: Context,
  { internal }: CheckoutSession,
  line: string = SHIPPING,
): Promise<Stripe.TaxRate[]> {
  const { work } = context;
  if (internal.automaticTaxRates && !internal.automaticTaxes) return olderRates(context, internal, line);
  const rates: Stripe.TaxRate[] = [];
  for (const { rate, inclusive } of internal.automaticTaxes?.[line] ?? [])
    rates.push({ ...(await work.require(taxRates, rate)), inclusive });
  return rates;
}

/** Reason that a rate applies to a session; null for one that the merchant set. */
export function reasonOf({ internal }: CheckoutSession, rate: string): Stripe.LineItem.Tax.TaxabilityReason | null {
  const all = Object.values(internal.automaticTaxes ?? {}).flat();
  const isOlder = internal.automaticTaxRates?.includes(rate) && !internal.automaticTaxes;
  return all.find((one) => one.rate === rate)?.reason ?? (isOlder ? 'standard_rated' : null);
}

/** The rates of a line or of the shipping, where all of a session had the same rates. */
async function olderRates(
  context: Context,
  { automaticTaxRates: ids = [], lines, shippingRate }: CheckoutSession['internal'],
  key: string,
): Promise<Stripe.TaxRate[]> {
  const line = lines.find(({ id }) => id === key);
  const shipping = key === SHIPPING && shippingRate !== null ? await shippingOf(context, shippingRate) : undefined;
  const item = line ? await itemOf(context, line) : shipping;
  if (!item || item.taxCode === NONTAXABLE) return [];
  const rates = await Promise.all(ids.map((id) => context.work.require(taxRates, id)));
  const { behavior } = item;
  if (!behavior || behavior === 'unspecified') return rates;
  return rates.map((rate) => ({ ...rate, inclusive: behavior === 'inclusive' }));
}
