import { WITH } from '../methods/method-samples.ts';
import { destined } from './connect-situations.ts';
import { product } from './made.ts';
import { askingSession, besides } from './page-situations.ts';
import { BACK, currencyOf, data, methodIn } from './payment-parts.ts';
import type { Form, Shop } from './shop.ts';
import type { Prepare } from './situation.ts';

export const PRICED = {
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][unit_amount]': '500',
  'line_items[0][price_data][product_data][name]': 'Tea',
  'line_items[0][quantity]': '2',
};

const ASKS_ADDRESS = {
  'permissions[update_shipping_details]': 'server_only',
  'shipping_address_collection[allowed_countries][0]': 'US',
};

async function session(shop: Shop, form: Form = {}) {
  return shop.make('checkout/sessions', {
    ...PRICED,
    ...(form.ui_mode ? {} : { success_url: 'https://shop.example/done' }),
    ...form,
  });
}

export const price = (shop: Shop) =>
  shop.once('price', async () =>
    shop.make('prices', { currency: 'usd', unit_amount: '500', product: (await product(shop)).id }),
  );

/** A line of a session, less what the parameter is to say. */
export async function line(shop: Shop, path: string): Promise<Form> {
  const at = 'line_items[0]';
  if (!path.startsWith(`${at}[price_data]`))
    return { [`${at}[price]`]: (await price(shop)).id, [`${at}[quantity]`]: '2' };
  const of = `${at}[price_data]`;
  return {
    [`${of}[currency]`]: 'usd',
    ...(!path.includes('unit_amount') && { [`${of}[unit_amount]`]: '500' }),
    ...(path === `${of}[product]` ? {} : { [`${of}[product_data][name]`]: 'Tea' }),
    [`${at}[quantity]`]: '2',
  };
}

function shippingRate(path: string): Form {
  const of = 'shipping_options[0][shipping_rate_data]';
  if (!path.startsWith(of)) return {};
  return {
    [`${of}[display_name]`]: 'Post',
    [`${of}[type]`]: 'fixed_amount',
    [`${of}[fixed_amount][amount]`]: '500',
    [`${of}[fixed_amount][currency]`]: 'usd',
  };
}

/** A session that sells a subscription, with a trial where its parts are about it. */
export async function subscribed(shop: Shop, path: string): Promise<Form> {
  const { id } = await shop.once('monthly', async () =>
    shop.make('prices', {
      currency: 'usd',
      unit_amount: '900',
      'recurring[interval]': 'month',
      product: (await product(shop)).id,
    }),
  );
  const trial = path.includes('[trial_settings]') ? { 'subscription_data[trial_period_days]': '7' } : {};
  return { mode: 'subscription', 'line_items[0][price]': id, 'line_items[0][quantity]': '1', ...trial };
}

/** A new session that sells what the parameter is about. */
async function sold(shop: Shop, path: string): Promise<Form> {
  const urls = { success_url: BACK.return_url };
  if (path.startsWith('setup_intent_data')) return { ...urls, mode: 'setup', currency: 'usd' };
  if (/^(subscription_data|payment_method_collection)/.test(path))
    return { ...urls, ...(await subscribed(shop, path)), ...(await sharedIn(shop, path)) };
  const type = methodIn(path);
  const paid = {
    'line_items[0][price_data][currency]': type ? currencyOf(type) : 'usd',
    'line_items[0][price_data][unit_amount]': '5000',
  };
  return {
    ...urls,
    mode: 'payment',
    ...(path.startsWith('line_items') ? await line(shop, path) : { ...PRICED, ...paid }),
    ...(path.startsWith('optional_items') && { 'optional_items[0][price]': (await price(shop)).id }),
    ...(type && { 'allowed_payment_method_types[0]': type, ...(type === 'customer_balance' && WITH[type]) }),
    ...shippingRate(path),
    ...(await sharedIn(shop, path)),
  };
}

/** The account that a session's payments are for, where the parameter shares them. */
async function sharedIn(shop: Shop, path: string): Promise<Form> {
  const [, hash] = /^(payment_intent_data|subscription_data)\[(?:application_fee|transfer_data)/.exec(path) ?? [];
  return hash === undefined ? {} : destined(shop, {}, `${hash}[transfer_data][destination]`);
}

async function changed(shop: Shop, path: string): Promise<Form> {
  if (path.startsWith('collected_information')) {
    const of = 'collected_information[shipping_details]';
    return { [`${of}[name]`]: 'Jenny', [`${of}[address][line1]`]: '1 Main Street', [`${of}[address][country]`]: 'US' };
  }
  return { ...(path.startsWith('line_items') && (await line(shop, path))), ...shippingRate(path) };
}

export const CHECKOUT_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/checkout/sessions': async (shop, path) => ({ form: await sold(shop, path) }),
  'POST /v1/checkout/sessions/{session}': async (shop, path) => {
    const asked = path.startsWith('collected_information')
      ? { ui_mode: 'elements', return_url: BACK.return_url, ...ASKS_ADDRESS }
      : path.startsWith('shipping_options')
        ? { ui_mode: 'elements', return_url: BACK.return_url, ...ASKS_ADDRESS }
        : {};
    return { ids: [(await session(shop, asked)).id], form: await changed(shop, path) };
  },
  'POST /v1/payment_pages/{session}': async (shop, path) => {
    const { id, line } = await askingSession(shop, path);
    const items = path.startsWith('line_items') ? { 'line_items[0][id]': line, 'line_items[0][quantity]': '3' } : {};
    return { ids: [id], form: { ...items, ...besides(path) } };
  },
  'POST /v1/payment_pages/{session}/confirm': async (shop, path) => {
    const type = methodIn(path) ?? 'card';
    const { id } = await askingSession(shop, path, { type, currency: currencyOf(type) });
    const method = path === 'payment_method' ? {} : data(type);
    return { ids: [id], form: { email: 'jenny@example.com', ...method, ...besides(path) } };
  },
  'GET /v1/elements/sessions': async (shop) => {
    await shop.once('bancontact', async () => {
      const { data } = await shop.make('payment_method_configurations', {}, 'GET');
      // A method that cannot be captured later, so that the form's terms decide whether it is shown.
      return shop.make(`payment_method_configurations/${data[0].id}`, {
        'bancontact[display_preference][preference]': 'on',
      });
    });
    return {
      form: {
        type: 'deferred_intent',
        'deferred_intent[mode]': 'payment',
        'deferred_intent[amount]': '1000',
        'deferred_intent[currency]': 'eur',
      },
    };
  },
};
