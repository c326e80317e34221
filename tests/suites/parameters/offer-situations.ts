import { line, PRICED, price, subscribed } from './checkout-situations.ts';
import { product, steady } from './made.ts';
import { sharedBy } from './payment-parts.ts';
import type { Form, Shop } from './shop.ts';
import type { Prepare } from './situation.ts';

const PER_SUBSCRIPTION = /^(subscription_data|payment_method_collection|application_fee_percent)/;

/** A quote of what the parameter is about. */
async function quoted(shop: Shop, path: string): Promise<Form> {
  const { mode: _, ...item } = await subscribed(shop, path);
  const sells = path.startsWith('line_items') ? await line(shop, path) : item;
  const { 'line_items[0][price_data][product_data][name]': inline, ...form } = sells as Record<string, string>;
  return {
    ...form,
    ...(inline && { 'line_items[0][price_data][product]': (await product(shop)).id }),
    ...(path !== 'customer' && { customer: (await steady(shop)).id }),
    ...(await sharedBy(shop, path)),
    ...(path.startsWith('invoice_settings[days') && { collection_method: 'send_invoice' }),
    ...(path.startsWith('from_quote') && {
      'from_quote[quote]': (await shop.make('quotes', await quoted(shop, 'metadata[a]'))).id,
    }),
  };
}

/** A payment link of what the parameter is about. */
async function linked(shop: Shop, path: string): Promise<Form> {
  if (PER_SUBSCRIPTION.test(path)) {
    const { mode: _, ...form } = await subscribed(shop, path);
    return form;
  }
  return {
    ...(path.startsWith('line_items') ? await line(shop, path) : PRICED),
    ...(path.startsWith('optional_items') && { 'optional_items[0][price]': (await price(shop)).id }),
    ...(path === 'after_completion[redirect][url]' && { 'after_completion[type]': 'redirect' }),
    ...(await sharedBy(shop, path)),
  };
}

export const OFFER_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/quotes': async (shop, path) => ({ form: await quoted(shop, path) }),
  'POST /v1/quotes/{quote}': async (shop, path) => {
    const quote = await shop.make('quotes', await quoted(shop, 'metadata[a]'));
    const items = await shop.make(`quotes/${quote.id}/line_items`, {}, 'GET');
    return {
      ids: [quote.id],
      form: {
        ...(path.startsWith('line_items') && !/\[price/.test(path) && { 'line_items[0][id]': items.data[0].id }),
        ...(path.startsWith('line_items[0][price_data]') && {
          'line_items[0][price_data][product]': (await product(shop)).id,
          'line_items[0][price_data][currency]': 'usd',
          ...(!path.includes('unit_amount') && { 'line_items[0][price_data][unit_amount]': '700' }),
        }),
        ...(path.startsWith('invoice_settings[days') && { collection_method: 'send_invoice' }),
        ...(await sharedBy(shop, path)),
      },
    };
  },
  'POST /v1/quotes/{quote}/finalize': async (shop) => ({
    ids: [(await shop.make('quotes', await quoted(shop, 'metadata[a]'))).id],
  }),
  'POST /v1/payment_links': async (shop, path) => ({ form: await linked(shop, path) }),
  'POST /v1/payment_links/{payment_link}': async (shop, path) => {
    const link = await shop.make(
      'payment_links',
      await linked(shop, PER_SUBSCRIPTION.test(path) ? path : 'line_items'),
    );
    const items = await shop.make(`payment_links/${link.id}/line_items`, {}, 'GET');
    return {
      ids: [link.id],
      form: {
        ...(path.startsWith('line_items') && { 'line_items[0][id]': items.data[0].id }),
        ...(path.startsWith('optional_items') && { 'optional_items[0][price]': (await price(shop)).id }),
        ...(path === 'after_completion[redirect][url]' && { 'after_completion[type]': 'redirect' }),
        ...(await sharedBy(shop, path)),
      },
    };
  },
};
