import type { Context } from '../../kernel/context.ts';
import { openCustomerSession } from '../../payment-methods/customer-sessions/open.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { type Product, products } from '../../products/products/type.ts';
import { type PaymentLink, paymentLinks } from '../payment-links/type.ts';
import { buyButtons, pricingTables } from './type.ts';

/** Something that a button sells, with the link that it opens. */
export interface Offer {
  readonly link: PaymentLink;
  readonly price: Price;
  readonly product: Product;
  readonly isHighlighted: boolean;
}

/** The offers of a table that are sold now; undefined if there is no such table. */
export async function tableOffers(context: Context, id: string, secret?: string): Promise<Offer[] | undefined> {
  const table = await context.work.get(pricingTables, id);
  if (!table) return undefined;
  if (secret !== undefined) await openCustomerSession(context, secret, 'pricing_table');
  const offers = await Promise.all(table.prices.map((shown) => offerOf(context, shown.payment_link)));
  return offers
    .filter(({ link, price, product }) => link.active && price.active && product.active)
    .map((offer) => ({ ...offer, isHighlighted: offer.product.id === table.highlighted_product }));
}

/** The offer of a button; undefined if there is no such button. */
export async function buttonOffer(context: Context, id: string, secret?: string) {
  const button = await context.work.get(buyButtons, id);
  if (!button) return undefined;
  if (secret !== undefined) await openCustomerSession(context, secret, 'buy_button');
  return { layout: button.layout, offer: await offerOf(context, button.payment_link) };
}

/** The first line of a link, which its button shows. */
async function offerOf({ work }: Context, id: string): Promise<Offer> {
  const link = await work.require(paymentLinks, id);
  const price = await work.require(prices, link.internal.lines[0]?.price ?? '');
  return { link, price, product: await work.require(products, price.product), isHighlighted: false };
}
