import { taxIds } from '../../customers/tax-ids/type.ts';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { StripeError } from '../../kernel/errors.ts';
import { prices } from '../../products/prices/type.ts';
import { products } from '../../products/products/type.ts';
import { shippingRates } from '../../products/shipping-rates/type.ts';
import {
  type AutomaticBuyer,
  type AutomaticItem,
  type AutomaticRate,
  automaticTax,
} from '../../tax/automatic/automatic-tax.ts';
import type { Invoice, InvoiceLine } from '../invoices/type.ts';

/** The tax IDs of a customer that are looked at. */
const MOST_TAX_IDS = 100;

/**
 * The rates of automatic tax on an invoice's lines, and last on its shipping; null if its customer's location is not
 * known, undefined if the tax is not automatic.
 */
export async function automaticRatesOf(
  context: Context,
  { automatic_tax: automatic, currency, shipping_cost: shipping }: Invoice,
  customer: Customer,
  lines: readonly InvoiceLine[],
): Promise<AutomaticRate[][] | null | undefined> {
  if (!automatic.enabled) return undefined;
  const items = await Promise.all(lines.map((line) => itemOf(context, line)));
  if (shipping) items.push(await shippingOf(context, idOf(shipping.shipping_rate)));
  return automaticTax(context, await buyerOf(context, customer), { currency, items });
}

async function itemOf({ work }: Context, { pricing, internal: { tax } }: InvoiceLine): Promise<AutomaticItem> {
  const { price: priceId = '', product: productId = '' } = pricing?.price_details ?? {};
  const [price, product] = [await work.get(prices, priceId), await work.get(products, productId)];
  return { behavior: tax?.behavior ?? price?.tax_behavior, taxCode: tax?.code ?? idOf(product?.tax_code) };
}

async function shippingOf({ work }: Context, id: string | null): Promise<AutomaticItem> {
  const rate = await work.get(shippingRates, id ?? '');
  return { behavior: rate?.tax_behavior, taxCode: idOf(rate?.tax_code) };
}

async function buyerOf({ work }: Context, customer: Customer): Promise<AutomaticBuyer> {
  const sent = customer.shipping?.address;
  return {
    address: sent?.country ? sent : (customer.address ?? null),
    // The API has no other values.
    exempt: (customer.tax_exempt ?? 'none') as AutomaticBuyer['exempt'],
    taxIds: await work.list(taxIds, { by: `customer/${customer.id}`, limit: MOST_TAX_IDS }),
  };
}

/** Throws `customer_tax_location_invalid` if an invoice is to be taxed by itself and its customer's location is not known. */
export function checkLocated({ automatic_tax: { enabled, status } }: Pick<Invoice, 'automatic_tax'>): void {
  if (!enabled || status === 'complete') return;
  throw new StripeError(400, {
    type: 'invalid_request_error',
    code: 'customer_tax_location_invalid',
    message:
      "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
  });
}
