import { destined } from './connect-situations.ts';
import type { Form, Shop } from './shop.ts';
import type { Prepare } from './situation.ts';

const FROZEN = { frozen_time: '1800000000' };
const clock = (shop: Shop) => shop.make('test_helpers/test_clocks', FROZEN);

/** A customer with a card and an address for mail. */
const payer = (shop: Shop) => shop.make('customers', { email: 'jenny@example.com', source: 'tok_visa' });

const price = (shop: Shop, form: Form = {}) =>
  shop.once(`price ${JSON.stringify(form)}`, () =>
    shop.make('prices', {
      currency: 'usd',
      unit_amount: '1000',
      'recurring[interval]': 'month',
      'product_data[name]': 'Plan',
      ...form,
    }),
  );
const once = (shop: Shop) =>
  shop.once('one-off price', () =>
    shop.make('prices', { currency: 'usd', unit_amount: '300', 'product_data[name]': 'Setup' }),
  );

const product = (shop: Shop) => shop.once('plain product', () => shop.make('products', { name: 'Cup' }));

/** The parameters that another needs beside it to have an effect. */
async function besides(shop: Shop, path: string): Promise<Form> {
  const [, of] = /^(.*price_data\]?)\[/.exec(path) ?? [];
  if (of !== undefined) {
    const isAmount = path.includes('[unit_amount');
    return {
      [`${of}[product]`]: (await product(shop)).id,
      [`${of}[currency]`]: 'usd',
      ...(!of.includes('invoice_items') && { [`${of}[recurring][interval]`]: 'month' }),
      ...(!isAmount && { [`${of}[unit_amount]`]: '900' }),
    };
  }
  const [, transfer] = /^(.*transfer_data\]?)\[/.exec(path) ?? [];
  if (transfer !== undefined) return destined(shop, {}, `${transfer}[destination]`);
  if (path.startsWith('add_invoice_items')) {
    return path.includes('[price_data]') || path.endsWith('[price]')
      ? {}
      : { 'add_invoice_items[0][price]': (await once(shop)).id };
  }
  if (path === 'days_until_due') return { collection_method: 'send_invoice' };
  if (path.startsWith('billing_cycle_anchor_config')) return { 'billing_cycle_anchor_config[day_of_month]': '17' };
  return {};
}

/** The parameters of a new subscription. */
async function subscribing(shop: Shop, path = ''): Promise<Form> {
  const isPriced = /^items\[0\]\[(price|plan|price_data)\]/.test(path);
  return {
    customer: (await payer(shop)).id,
    ...(!isPriced && { 'items[0][price]': (await price(shop)).id }),
    ...(path === 'collection_method' && { days_until_due: '3' }),
    ...((path.startsWith('trial_settings') || path === 'trial_from_plan') && { trial_period_days: '5' }),
    ...(await besides(shop, path)),
  };
}

const subscribed = async (shop: Shop, form: Form = {}) =>
  shop.make('subscriptions', { ...(await subscribing(shop)), ...form });

const ofSubscription =
  (form: Form = {}, made: Form = {}): Prepare =>
  async (shop, path) => ({
    ids: [(await subscribed(shop, made)).id],
    form: {
      ...form,
      ...(path.startsWith('trial_settings') && { trial_end: '1780000000' }),
      ...(path.startsWith('items[0][price_data]') && { proration_behavior: 'none' }),
      ...(await besides(shop, path)),
    },
  });

const item = async (shop: Shop) => {
  const made = await subscribed(shop);
  return { subscription: made.id, item: made.items.data[0].id };
};

/** The phase of a schedule, as a parameter of it needs it. */
async function phase(shop: Shop, path = ''): Promise<Form> {
  const isPriced = /^phases\[0\]\[items\]\[0\]\[(price|plan|price_data)\]/.test(path);
  const isAdded = path.startsWith('phases[0][add_invoice_items][0]') && !/\[price(_data)?\]/.test(path);
  return {
    ...(!isPriced && { 'phases[0][items][0][price]': (await price(shop)).id }),
    ...(isAdded && { 'phases[0][add_invoice_items][0][price]': (await once(shop)).id }),
    ...(await besides(shop, path)),
  };
}
const phased = async (shop: Shop, path = ''): Promise<Form> => ({
  customer: (await payer(shop)).id,
  ...(await phase(shop, path)),
});
const scheduled = async (shop: Shop) => shop.make('subscription_schedules', await phased(shop));

/** Calls of test clocks and subscriptions in which their parameters have an effect. */
export const SUBSCRIPTION_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/test_helpers/test_clocks': async (shop, path) => ({
    form: { ...FROZEN, ...(path === 'customer' && { customer: (await shop.make('customers', {})).id }) },
  }),
  'POST /v1/test_helpers/test_clocks/{test_clock}/advance': async (shop) => ({
    ids: [(await clock(shop)).id],
    form: { frozen_time: '1800086400' },
  }),
  'POST /v1/subscriptions': async (shop, path) => ({ form: await subscribing(shop, path) }),
  'POST /v1/subscriptions/{subscription}': ofSubscription(),
  'DELETE /v1/subscriptions/{subscription}': ofSubscription(),
  'POST /v1/subscriptions/{subscription}/migrate': ofSubscription(
    { 'billing_mode[type]': 'flexible' },
    { 'billing_mode[type]': 'classic' },
  ),
  'POST /v1/subscriptions/{subscription}/pause': ofSubscription(),
  'POST /v1/subscriptions/{subscription}/resume': async (shop) => {
    const { id } = await subscribed(shop);
    await shop.make(`subscriptions/${id}/pause`, {});
    return { ids: [id] };
  },
  'POST /v1/subscription_items': async (shop, path) => ({
    form: {
      subscription: (await subscribed(shop)).id,
      ...(await besides(shop, path)),
      ...(!/^(price|plan)/.test(path) && { price: (await price(shop, { unit_amount: '700' })).id }),
    },
  }),
  'POST /v1/subscription_items/{item}': async (shop, path) => ({
    ids: [(await item(shop)).item],
    form: await besides(shop, path),
  }),
  'DELETE /v1/subscription_items/{item}': async (shop) => {
    const { subscription } = await item(shop);
    const added = await shop.make('subscription_items', {
      subscription,
      price: (await price(shop, { unit_amount: '700' })).id,
    });
    return { ids: [added.id] };
  },
  'GET /v1/subscription_items': async (shop) => {
    const { subscription } = await item(shop);
    await shop.make('subscription_items', { subscription, price: (await price(shop, { unit_amount: '700' })).id });
    return { form: { subscription } };
  },
  'POST /v1/invoices/create_preview': async (shop, path) => ({
    form: {
      subscription: (await subscribed(shop)).id,
      ...(path.startsWith('schedule_details') && {
        'schedule_details[phases][0][items][0][price]': (await price(shop)).id,
      }),
      ...(path.startsWith('customer_details[shipping]') && {
        'customer_details[shipping][address][line1]': 'Hauptstr. 1',
      }),
      ...(await besides(shop, path)),
    },
  }),
  'POST /v1/subscription_schedules': async (shop, path) => ({ form: await phased(shop, path) }),
  'POST /v1/subscription_schedules/{schedule}': async (shop, path) => ({
    ids: [(await scheduled(shop)).id],
    form: path.startsWith('phases') ? await phase(shop, path) : await besides(shop, path),
  }),
  'POST /v1/subscription_schedules/{schedule}/cancel': async (shop) => ({ ids: [(await scheduled(shop)).id] }),
  'POST /v1/subscription_schedules/{schedule}/release': async (shop) => ({ ids: [(await scheduled(shop)).id] }),
};
