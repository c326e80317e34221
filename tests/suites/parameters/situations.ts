import { METHODS } from '../../../src/methods/registry.ts';
import { AGREED, ENTERED, SAMPLES, WITH } from '../methods/method-samples.ts';
import { CONNECT_SITUATIONS, destined, shared } from './connect-situations.ts';
import { INVOICE_SITUATIONS } from './invoice-situations.ts';
import { stocked } from './lists.ts';
import { askingSession, besides } from './page-situations.ts';
import type { Form, Shop } from './shop.ts';
import { SUBSCRIPTION_SITUATIONS } from './subscription-situations.ts';
import { TAX_SITUATIONS } from './tax-situations.ts';
import { USAGE_SITUATIONS } from './usage-situations.ts';

/** A call in which a parameter can have an effect: the ids in its path, in order, and what else is sent. */
export interface Situation {
  readonly ids?: readonly string[];
  readonly form?: Form;
}

type Prepare = (shop: Shop, path: string) => Promise<Situation> | Situation;

/** Line items that do not add up to the amount. */
const UNBALANCED = {
  'amount_details[line_items][0][product_name]': 'Tea',
  'amount_details[line_items][0][quantity]': '1',
  'amount_details[line_items][0][unit_cost]': '3',
};
const BACK = { return_url: 'https://shop.example/done' };
const PAID = { amount: '1000', currency: 'usd', payment_method: 'pm_card_visa', ...BACK };
const PRICED = {
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][unit_amount]': '500',
  'line_items[0][price_data][product_data][name]': 'Tea',
  'line_items[0][quantity]': '2',
};

const PLAN_TIERED = {
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  'tiers[0][up_to]': '10',
  'tiers[0][unit_amount]': '500',
  'tiers[1][up_to]': 'inf',
  'tiers[1][unit_amount]': '400',
};
const TIERED = { ...PLAN_TIERED, 'recurring[interval]': 'month' };

const PRIOR_CHARGE =
  'evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions][0][charge]';

const customer = (shop: Shop) => shop.make('customers', { email: 'jenny@example.com', name: 'Jenny' });
const steady = (shop: Shop) => shop.once('customer', () => customer(shop));
const pay = (shop: Shop, form: Form = {}) => shop.make('payment_intents', { ...PAID, confirm: 'true', ...form });

const DESTINATION = {
  name: 'Mine',
  type: 'webhook_endpoint',
  event_payload: 'thin',
  'enabled_events[0]': 'v1.payout.paid',
  'webhook_endpoint[url]': 'http://127.0.0.1:9/',
};
const destination = (shop: Shop) =>
  shop.once('destination', () => shop.make('/v2/core/event_destinations', DESTINATION));

/** The payment method that a parameter is about: `payment_method_options[klarna][…]`, `payment_method_data[klarna][…]`. */
function methodIn(path: string): string | undefined {
  const name = /^(?:payment_intent_data\[|setup_intent_data\[)?payment_method_(?:options|data)\]?\[(\w+)\]/.exec(
    path,
  )?.[1];
  return METHODS.find(({ type }) => type === name)?.type;
}

const cardIn = (under: string): Form => ({
  [`${under}[number]`]: '4242424242424242',
  [`${under}[exp_month]`]: '12',
  [`${under}[exp_year]`]: '2034',
});

function currencyOf(type: string): string {
  const currencies = METHODS.find((method) => method.type === type)?.currencies;
  if (type === 'customer_balance' || type === 'klarna') return 'eur';
  return currencies === undefined || currencies === 'all' || currencies.includes('usd')
    ? 'usd'
    : (currencies[0] ?? 'usd');
}

function data(type: string, under = 'payment_method_data'): Form {
  if (type === 'card') return { [`${under}[type]`]: type, ...cardIn(`${under}[card]`) };
  const sample = Object.entries(SAMPLES[type] ?? {}).map(([name, value]) => [
    name.replace(/^[^[]+/, (first) => `${under}[${first}]`),
    value,
  ]);
  return { [`${under}[type]`]: type, ...Object.fromEntries(sample) };
}

/** A new account that a parameter can be about. Its terms are only accepted by a platform that collects its data. */
function accountFor(path: string): Form {
  const type: Form = /^(controller|type)/.test(path) ? {} : { type: 'custom', country: 'US' };
  return { ...type, ...anchoredBy(path), ...ofIndividual(path), ...externalCard(path) };
}

/** Only debit cards are paid out to. */
function externalCard(path: string): Form {
  const isCard = /^external_account\[(address_|name|metadata|default_for_currency|cvc|exp_)/.test(path);
  return isCard ? { 'external_account[number]': '4000056655665556' } : {};
}

function ofIndividual(path: string): Form {
  return path.startsWith('individual') ? { business_type: 'individual' } : {};
}

/** An account that a person can be added to. */
const company = (shop: Shop) => shop.make('accounts', { type: 'custom', country: 'US', business_type: 'company' });

/** The interval that the anchor of a payout schedule goes with. */
function anchoredBy(path: string): Form {
  const interval = /\[(weekly|monthly)_/.exec(path)?.[1];
  return interval === undefined ? {} : { 'settings[payouts][schedule][interval]': interval };
}

/** A payment or setup by the method that the parameter is about; by a card where it is about none. */
async function attempt(shop: Shop, path: string, base: Form): Promise<Form> {
  const type = methodIn(path);
  const isSetUp = METHODS.some((method) => method.type === type && method.setup !== undefined);
  const { payment_method: _, ...bare } = base;
  if (/^(off_session|error_on_requires_action|use_stripe_sdk)$/.test(path))
    return {
      ...base,
      payment_method: path === 'off_session' ? 'pm_card_authenticationRequired' : 'pm_card_threeDSecure2Required',
    };
  if (path.startsWith('shipping[')) return { ...base, ...shipped(path) };
  if (path.startsWith('mandate_data[')) return { ...base, ...AGREED };
  if (path === 'amount_details[enforce_arithmetic_validation]') return { ...base, ...UNBALANCED };
  if (path.startsWith('amount_details[')) return { ...base, 'amount_details[enforce_arithmetic_validation]': 'false' };
  if (type === undefined || (type === 'card' && !path.startsWith('payment_method_data'))) {
    if (!/^payment_method_data|^confirmation_token|^payment_method$/.test(path)) return base;
    return path.startsWith('payment_method_data') ? { ...bare, ...data('card') } : bare;
  }
  const of: Form = {
    ...bare,
    ...data(type),
    ...(WITH[type] ?? {}),
    ...(ENTERED[type] ?? {}),
    ...AGREED,
    ...('currency' in bare && { currency: currencyOf(type), amount: '5000' }),
    ...(('currency' in bare || isSetUp) && { 'allowed_payment_method_types[0]': type }),
  };
  return type === 'customer_balance' ? { ...of, customer: (await steady(shop)).id } : of;
}

/** The account that a payment is for, where the parameter shares it. */
async function sharedBy(shop: Shop, path: string): Promise<Form> {
  if (path.startsWith('destination')) return destined(shop, {}, 'destination[account]');
  return /^(application_fee|transfer_data)/.test(path) ? destined(shop) : {};
}

/** The source of a customer, in the way that the parameter asks for it. */
function withSource(path: string, otherwise: Form = {}): Form {
  if (path === 'validate') return { source: 'tok_chargeDeclined' };
  if (/^(source|card|bank_account)$/.test(path)) return {};
  const [under = ''] = path.split('[');
  if (under === 'bank_account')
    return {
      'bank_account[object]': 'bank_account',
      'bank_account[country]': 'US',
      'bank_account[account_number]': '000123456789',
      'bank_account[routing_number]': '110000000',
    };
  return under === 'source' || under === 'card' ? cardIn(under) : otherwise;
}

function shipped(path: string): Form {
  return path.startsWith('shipping[')
    ? { 'shipping[name]': 'Jenny', 'shipping[address][line1]': '510 Townsend Street' }
    : {};
}

function unenforced(path: string): Form {
  if (path === 'amount_details[enforce_arithmetic_validation]') return UNBALANCED;
  return path.startsWith('amount_details[') ? { 'amount_details[enforce_arithmetic_validation]': 'false' } : {};
}

/** The default price of a new product, less what the parameter is to say. */
function defaultPrice(path: string): Form {
  const of = 'default_price_data';
  if (!path.startsWith(of) || /^default_price_data\[(custom_unit|unit_amount)/.test(path)) return {};
  return { [`${of}[currency]`]: 'usd', [`${of}[unit_amount]`]: '500' };
}

/** The part of an attempt that a confirmation token takes. */
function collected(form: Form, path: string): Form {
  const wanted = path.startsWith('mandate_data') ? /^payment_method|^mandate_data/ : /^payment_method|^shipping/;
  return Object.fromEntries(Object.entries(form).filter(([name]) => wanted.test(name)));
}

const ofNew =
  (collection: string, form: Form = {}): Prepare =>
  async (shop) => ({ ids: [(await shop.make(collection, form)).id] });

const product = (shop: Shop) => shop.once('product', () => shop.make('products', { name: 'Cup' }));
const coupon = (shop: Shop) => shop.once('coupon', () => shop.make('coupons', { percent_off: '10' }));

async function session(shop: Shop, form: Form = {}) {
  return shop.make('checkout/sessions', {
    ...PRICED,
    ...(form.ui_mode ? {} : { success_url: 'https://shop.example/done' }),
    ...form,
  });
}

/** A list, in a world that has two objects of every kind; `ids` names those in its path. */
const listed =
  (ids: readonly string[] = [], form: Form = {}): Prepare =>
  async (shop) => {
    const stock = await stocked(shop);
    return {
      ids: ids.map((name) => stock[name]),
      form: Object.fromEntries(Object.entries(form).map(([name, value]) => [name, stock[value] ?? value])),
    };
  };

const ASKS_ADDRESS = {
  'permissions[update_shipping_details]': 'server_only',
  'shipping_address_collection[allowed_countries][0]': 'US',
};

const price = (shop: Shop) =>
  shop.once('price', async () =>
    shop.make('prices', { currency: 'usd', unit_amount: '500', product: (await product(shop)).id }),
  );

/** A line of a session, less what the parameter is to say. */
async function line(shop: Shop, path: string): Promise<Form> {
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
async function subscribed(shop: Shop, path: string): Promise<Form> {
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

async function changed(shop: Shop, path: string): Promise<Form> {
  if (path.startsWith('collected_information')) {
    const of = 'collected_information[shipping_details]';
    return { [`${of}[name]`]: 'Jenny', [`${of}[address][line1]`]: '1 Main Street', [`${of}[address][country]`]: 'US' };
  }
  return { ...(path.startsWith('line_items') && (await line(shop, path))), ...shippingRate(path) };
}

export const SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/tax_rates': () => ({}),
  'POST /v1/apple_pay/domains': () => ({ form: { domain_name: 'shop.example.com' } }),
  'POST /v1/payment_method_domains': () => ({ form: { domain_name: 'shop.example.com' } }),
  'POST /v1/payment_method_domains/{payment_method_domain}': ofNew('payment_method_domains', {
    domain_name: 'shop.example.com',
  }),
  'POST /v1/payment_method_configurations': () => ({}),
  'POST /v1/ephemeral_keys': async (shop) => ({ form: { customer: (await steady(shop)).id } }),
  'POST /v1/products': (_shop, path) => ({ form: defaultPrice(path) }),
  'POST /v1/payment_intents/{intent}/apply_customer_balance': async (shop) => {
    const { id } = await customer(shop);
    await shop.make(`customers/${id}/cash_balance`, { 'settings[reconciliation_mode]': 'manual' });
    await shop.make(`test_helpers/customers/${id}/fund_cash_balance`, { amount: '5000', currency: 'eur' });
    const transfer = await attempt(shop, 'payment_method_data[customer_balance][a]', {
      currency: 'eur',
      confirm: 'true',
    });
    await shop.harness.florin.settled();
    return { ids: [(await shop.make('payment_intents', { ...transfer, amount: '1000', customer: id })).id] };
  },
  'POST /v1/webhook_endpoints': () => ({ form: { url: 'http://127.0.0.1:9/', 'enabled_events[0]': 'payout.paid' } }),
  'POST /v1/webhook_endpoints/{webhook_endpoint}': async (shop) => ({
    ids: [
      (
        await shop.once('endpoint', () =>
          shop.make('webhook_endpoints', { url: 'http://127.0.0.1:9/', 'enabled_events[0]': 'payout.paid' }),
        )
      ).id,
    ],
  }),
  'POST /v2/core/event_destinations': (_shop, path) => ({
    form: {
      ...DESTINATION,
      ...(path === 'snapshot_api_version' && { event_payload: 'snapshot', 'enabled_events[0]': 'payout.paid' }),
    },
  }),
  'POST /v2/core/event_destinations/{event_destination}': async (shop) => ({ ids: [(await destination(shop)).id] }),
  'GET /v2/core/event_destinations/{event_destination}': async (shop) => ({ ids: [(await destination(shop)).id] }),
  'POST /v1/payment_methods': (_shop, path) => {
    const named = METHODS.find(({ type }) => path.startsWith(`${type}[`))?.type ?? 'card';
    return {
      form: path.startsWith('card[')
        ? { type: 'card', 'card[number]': '4242424242424242', 'card[exp_month]': '12', 'card[exp_year]': '2034' }
        : { type: named, ...SAMPLES[named] },
    };
  },
  'POST /v1/payment_methods/{payment_method}': async (shop) => ({
    ids: [(await shop.make('payment_methods/pm_card_visa/attach', { customer: (await steady(shop)).id })).id],
  }),
  'POST /v1/payment_methods/{payment_method}/attach': async (shop) => ({
    ids: ['pm_card_visa'],
    form: { customer: (await steady(shop)).id },
  }),
  'POST /v1/sources': () => ({ form: { type: 'card', token: 'tok_visa' } }),
  'POST /v1/sources/{source}': ofNew('sources', { type: 'card', token: 'tok_visa' }),
  'POST /v1/tokens': (_shop, path) => ({
    form: /^card/.test(path)
      ? { 'card[number]': '4242424242424242', 'card[exp_month]': '12', 'card[exp_year]': '2034' }
      : /^bank_account/.test(path)
        ? {
            'bank_account[country]': 'US',
            'bank_account[account_number]': '000123456789',
            'bank_account[routing_number]': '110000000',
          }
        : {},
  }),
  'POST /v1/test_helpers/confirmation_tokens': async (shop, path) => ({
    form: collected(await attempt(shop, path, { payment_method: 'pm_card_visa' }), path),
  }),
  'POST /v1/confirmation_tokens': async (shop, path) => ({
    form: collected(await attempt(shop, path, { payment_method: 'pm_card_visa' }), path),
  }),
  'POST /v1/customer_sessions': async (shop, path) => ({
    form: {
      customer: (await steady(shop)).id,
      ...(!path.includes('payment_element') && { 'components[buy_button][enabled]': 'false' }),
    },
  }),
  'POST /v1/payment_method_configurations/{configuration}': async (shop) => ({
    ids: [(await shop.once('configurations', () => shop.make('payment_method_configurations', {}, 'GET'))).data[0].id],
  }),
  'POST /v1/products/{id}': ofNew('products', { name: 'Tea' }),
  'POST /v1/prices': async (shop, path) => {
    if (path === 'transfer_lookup_key')
      await shop.once('key', async () =>
        shop.make('prices', {
          currency: 'usd',
          unit_amount: '500',
          lookup_key: 'taken',
          product: (await product(shop)).id,
        }),
      );
    const priced =
      path.startsWith('custom_unit') || path.startsWith('unit_amount')
        ? {}
        : path.includes('tier')
          ? TIERED
          : { unit_amount: '500' };
    return {
      form: {
        currency: 'usd',
        ...priced,
        ...(path === 'transfer_lookup_key' && { lookup_key: 'taken' }),
        ...(!path.startsWith('product') && { product: (await product(shop)).id }),
      },
    };
  },
  'POST /v1/prices/{price}': async (shop, path) => {
    const form = {
      currency: 'usd',
      ...(path.includes('tier') ? TIERED : { unit_amount: '500' }),
      product: (await product(shop)).id,
    };
    if (path === 'transfer_lookup_key')
      await shop.once('key', () => shop.make('prices', { ...form, lookup_key: 'taken' }));
    return {
      ids: [(await shop.make('prices', form)).id],
      form: path === 'transfer_lookup_key' ? { lookup_key: 'taken' } : {},
    };
  },
  'POST /v1/plans': async (shop, path) => ({
    form: {
      currency: 'usd',
      interval: 'month',
      ...(path.includes('tier') ? PLAN_TIERED : !path.startsWith('amount') && { amount: '500' }),
      ...(!path.startsWith('product') && { product: (await product(shop)).id }),
    },
  }),
  'POST /v1/plans/{plan}': async (shop) => ({
    ids: [
      (
        await shop.make('plans', {
          currency: 'usd',
          amount: '500',
          interval: 'month',
          product: (await product(shop)).id,
        })
      ).id,
    ],
  }),
  'POST /v1/coupons': (_shop, path) => ({
    form: /amount_off|currency/.test(path) ? { amount_off: '100', currency: 'usd' } : { percent_off: '10' },
  }),
  'POST /v1/coupons/{coupon}': ofNew('coupons', { amount_off: '100', currency: 'usd' }),
  'POST /v1/promotion_codes': async (shop, path) => {
    const { id } = await coupon(shop);
    // The version in which a promotion code's coupon moved into a hash.
    const isFlat = path === 'coupon' || shop.version < '2025-09-30';
    return { form: isFlat ? { coupon: id } : { 'promotion[type]': 'coupon', 'promotion[coupon]': id } };
  },
  'POST /v1/promotion_codes/{promotion_code}': async (shop) => ({
    ids: [
      (
        await shop.make('promotion_codes', {
          'promotion[type]': 'coupon',
          'promotion[coupon]': (await coupon(shop)).id,
        })
      ).id,
    ],
  }),
  'POST /v1/tax_rates/{tax_rate}': ofNew('tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'false' }),
  'POST /v1/shipping_rates': () => ({
    form: {
      display_name: 'Post',
      type: 'fixed_amount',
      'fixed_amount[amount]': '500',
      'fixed_amount[currency]': 'usd',
    },
  }),
  'POST /v1/shipping_rates/{shipping_rate_token}': ofNew('shipping_rates', {
    display_name: 'Post',
    type: 'fixed_amount',
    'fixed_amount[amount]': '500',
    'fixed_amount[currency]': 'usd',
  }),
  'POST /v1/accounts': (_shop, path) => ({ form: accountFor(path) }),
  'POST /v1/accounts/{account}': async (shop, path) => ({
    ids: [(await shop.make('accounts', { type: 'custom', country: 'US' })).id],
    form: { ...anchoredBy(path), ...ofIndividual(path), ...externalCard(path) },
  }),
  'POST /v1/accounts/{account}/capabilities/{capability}': async (shop) => ({
    ids: [(await shop.make('accounts', { type: 'custom', country: 'US' })).id, 'transfers'],
  }),
  'POST /v1/accounts/{account}/external_accounts/{id}': async (shop, path) => {
    const { id } = await company(shop);
    const external_account = /^(address|exp|name)/.test(path) ? 'tok_visa_debit' : 'btok_us';
    await shop.make(`accounts/${id}/external_accounts`, { external_account });
    return { ids: [id, (await shop.make(`accounts/${id}/external_accounts`, { external_account })).id] };
  },
  'POST /v1/accounts/{account}/persons': async (shop) => ({ ids: [(await company(shop)).id] }),
  'POST /v1/accounts/{account}/persons/{person}': async (shop) => {
    const { id } = await company(shop);
    return { ids: [id, (await shop.make(`accounts/${id}/persons`, { first_name: 'Jenny' })).id] };
  },
  'POST /v1/accounts/{account}/reject': async (shop) => ({
    ids: [(await shop.make('accounts', { type: 'custom', country: 'US' })).id],
    form: { reason: 'other' },
  }),
  'POST /v1/customers': (_shop, path) => ({ form: { ...withSource(path), ...shipped(path) } }),
  'POST /v1/customers/{customer}': async (shop, path) => ({
    ids: [(await customer(shop)).id],
    form: { ...withSource(path), ...shipped(path) },
  }),
  'POST /v1/customers/{customer}/sources': async (shop, path) => ({
    ids: [(await customer(shop)).id],
    form: withSource(path, { source: 'tok_visa' }),
  }),
  'POST /v1/customers/{customer}/sources/{id}': async (shop, path) => {
    const { id } = await customer(shop);
    return {
      ids: [
        id,
        (
          await shop.make(`customers/${id}/sources`, {
            source: path.startsWith('account')
              ? 'btok_us'
              : path.startsWith('owner')
                ? (
                    await shop.make('sources', { type: 'card', token: 'tok_visa' })
                  ).id
                : 'tok_visa',
          })
        ).id,
      ],
    };
  },
  'POST /v1/customers/{customer}/sources/{id}/verify': async (shop) => {
    const { id } = await customer(shop);
    const account = await shop.make(`customers/${id}/sources`, { source: 'btok_us' });
    return { ids: [id, account.id], form: { 'amounts[1]': '45' } };
  },
  'POST /v1/customers/{customer}/balance_transactions': async (shop) => ({
    ids: [(await customer(shop)).id],
    form: { amount: '-500', currency: 'usd' },
  }),
  'POST /v1/customers/{customer}/balance_transactions/{transaction}': async (shop) => {
    const { id } = await customer(shop);
    return {
      ids: [id, (await shop.make(`customers/${id}/balance_transactions`, { amount: '-500', currency: 'usd' })).id],
    };
  },
  'POST /v1/customers/{customer}/cash_balance': async (shop) => ({ ids: [(await customer(shop)).id] }),
  'POST /v1/test_helpers/customers/{customer}/fund_cash_balance': async (shop) => ({
    ids: [(await customer(shop)).id],
    form: { amount: '500', currency: 'usd' },
  }),
  'POST /v1/customers/{customer}/funding_instructions': async (shop, path) => ({
    ids: [(await customer(shop)).id],
    form:
      path.includes('eu_bank') || path.includes('requested')
        ? {
            currency: 'eur',
            funding_type: 'bank_transfer',
            'bank_transfer[type]': 'eu_bank_transfer',
            'bank_transfer[eu_bank_transfer][country]': 'NL',
          }
        : { currency: 'usd', funding_type: 'bank_transfer', 'bank_transfer[type]': 'us_bank_transfer' },
  }),
  'POST /v1/tax_ids': () => ({ form: { type: 'eu_vat', value: 'DE123456789' } }),
  'POST /v1/customers/{customer}/tax_ids': async (shop) => ({
    ids: [(await customer(shop)).id],
    form: { type: 'eu_vat', value: 'DE123456789' },
  }),
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
  ...TAX_SITUATIONS,
  ...CONNECT_SITUATIONS,
  ...INVOICE_SITUATIONS,
  ...SUBSCRIPTION_SITUATIONS,
  ...USAGE_SITUATIONS,
  'POST /v1/charges': async (shop, path) => ({
    form: {
      amount: '1000',
      currency: 'usd',
      ...withSource(path, { source: 'tok_visa' }),
      ...shipped(path),
      ...(await sharedBy(shop, path)),
    },
  }),
  'POST /v1/charges/{charge}': async (shop, path) => ({
    ids: [(await shop.make('charges', { amount: '1000', currency: 'usd', source: 'tok_visa' })).id],
    form: shipped(path),
  }),
  'POST /v1/charges/{charge}/capture': async (shop, path) => {
    const reserved = { amount: '1000', currency: 'usd', source: 'tok_visa', capture: 'false' };
    return { ids: [(await shop.make('charges', { ...reserved, ...(await sharedBy(shop, path)) })).id] };
  },
  'POST /v1/disputes/{dispute}': async (shop, path) => {
    const card = path.includes('visa_compelling') ? 'createCe3EligibleDispute' : 'createDispute';
    const { id } = await pay(shop, { payment_method: `pm_card_${card}` });
    return {
      ids: [(await shop.make(`disputes?payment_intent=${id}`, {}, 'GET')).data[0].id],
      form: {
        submit: 'false',
        ...(path.includes('prior_undisputed') && {
          [PRIOR_CHARGE]: (await shop.once('prior', () => pay(shop))).latest_charge,
        }),
      },
    };
  },
  'POST /v1/payment_intents': async (shop, path) => ({
    form: { ...(await attempt(shop, path, { ...PAID, confirm: 'true' })), ...(await sharedBy(shop, path)) },
  }),
  'POST /v1/payment_intents/{intent}': async (shop, path) => {
    const {
      confirm: _,
      'allowed_payment_method_types[0]': types,
      currency = 'usd',
      amount = '1000',
      return_url: __,
      ...form
    } = await attempt(shop, path, PAID);
    const asked = {
      currency,
      amount,
      ...(types && { 'allowed_payment_method_types[0]': types }),
      ...(await sharedBy(shop, path)),
    };
    return {
      ids: [(await shop.make('payment_intents', asked)).id],
      form: path.startsWith('mandate')
        ? form
        : Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('mandate_data'))),
    };
  },
  'POST /v1/payment_intents/{intent}/confirm': async (shop, path) => {
    const {
      'allowed_payment_method_types[0]': types,
      currency = 'usd',
      amount = '1000',
      customer: who,
      ...form
    } = await attempt(shop, path, PAID);
    const asked = {
      currency,
      amount,
      ...(types && { 'allowed_payment_method_types[0]': types }),
      ...(who && { customer: who }),
    };
    return { ids: [(await shop.make('payment_intents', asked)).id], form };
  },
  'POST /v1/payment_intents/{intent}/capture': async (shop, path) => ({
    ids: [(await pay(shop, { capture_method: 'manual', ...(await sharedBy(shop, path)) })).id],
    form: unenforced(path),
  }),
  'POST /v1/payment_intents/{intent}/cancel': async (shop) => ({
    ids: [(await shop.make('payment_intents', { amount: '1000', currency: 'usd' })).id],
  }),
  'POST /v1/payment_intents/{intent}/increment_authorization': async (shop, path) => ({
    ids: [
      (
        await pay(shop, {
          capture_method: 'manual',
          'payment_method_options[card][request_incremental_authorization]': 'if_available',
          ...(await sharedBy(shop, path)),
        })
      ).id,
    ],
    form: { amount: '1500', ...unenforced(path) },
  }),
  'POST /v1/setup_intents': async (shop, path) => ({
    form: await attempt(shop, path, { payment_method: 'pm_card_visa', confirm: 'true', ...BACK }),
  }),
  'POST /v1/setup_intents/{intent}': async (shop, path) => {
    const {
      'allowed_payment_method_types[0]': types,
      return_url: _,
      ...form
    } = await attempt(shop, path, { payment_method: 'pm_card_visa' });
    return {
      ids: [(await shop.make('setup_intents', types ? { 'allowed_payment_method_types[0]': types } : {})).id],
      form: Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('mandate_data'))),
    };
  },
  'POST /v1/setup_intents/{intent}/confirm': async (shop, path) => {
    const { 'allowed_payment_method_types[0]': types, ...form } = await attempt(shop, path, {
      payment_method: 'pm_card_visa',
      ...BACK,
    });
    return {
      ids: [(await shop.make('setup_intents', types ? { 'allowed_payment_method_types[0]': types } : {})).id],
      form,
    };
  },
  'POST /v1/setup_intents/{intent}/cancel': async (shop) => ({ ids: [(await shop.make('setup_intents', {})).id] }),
  'POST /v1/refunds/{refund}': async (shop) => ({
    ids: [(await shop.make('refunds', { payment_intent: (await pay(shop)).id })).id],
  }),
  'POST /v1/refunds': async (shop, path) => {
    const isShared = /^(reverse_transfer|refund_application_fee)$/.test(path);
    const payment = isShared ? await shared(shop, { application_fee_amount: '100' }) : await pay(shop);
    return { form: { payment_intent: payment.id } };
  },
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
  'GET /v1/balance_transactions': listed(),
  'GET /v1/charges': listed(),
  'GET /v1/charges/search': listed([], { query: 'amount>1' }),
  'GET /v1/accounts': listed(),
  'GET /v1/accounts/{account}/external_accounts': listed(['account']),
  'GET /v1/accounts/{account}/persons': listed(['account']),
  'GET /v1/application_fees': listed(),
  'GET /v1/application_fees/{fee}/refunds': listed(['fee']),
  'GET /v1/payouts': listed(),
  'GET /v1/test_helpers/test_clocks': listed(),
  'GET /v1/topups': listed(),
  'GET /v1/transfers': listed(),
  'GET /v1/transfers/{transfer}/reversals': listed(['transfer']),
  'GET /v1/checkout/sessions': listed(),
  'GET /v1/checkout/sessions/{session}/line_items': listed(['session']),
  'GET /v1/country_specs': listed(),
  'GET /v1/coupons': listed(),
  'GET /v1/exchange_rates': listed(),
  'GET /v1/customers': listed(),
  'GET /v1/customers/search': listed([], { query: 'created>1' }),
  'GET /v1/customers/{customer}/balance_transactions': listed(['customer']),
  'GET /v1/customers/{customer}/cash_balance_transactions': listed(['customer']),
  'GET /v1/customers/{customer}/payment_methods': listed(['customer']),
  'GET /v1/customers/{customer}/sources': listed(['customer']),
  'GET /v1/customers/{customer}/tax_ids': listed(['customer']),
  'GET /v1/disputes': listed(),
  'GET /v1/events': listed(),
  'GET /v1/file_links': listed(),
  'GET /v1/files': listed(),
  'GET /v1/credit_notes': listed(),
  'GET /v1/credit_notes/{credit_note}/lines': listed(['note']),
  'GET /v1/invoice_payments': listed(),
  'GET /v1/invoiceitems': listed(),
  'GET /v1/invoices': listed(),
  'GET /v1/invoices/search': listed([], { query: 'total>1' }),
  'GET /v1/invoices/{invoice}/lines': listed(['invoice']),
  'GET /v1/payment_intents': listed(),
  'GET /v1/payment_intents/search': listed([], { query: 'amount>1' }),
  'GET /v1/payment_intents/{intent}/amount_details_line_items': listed(['intent']),
  'GET /v1/quotes': listed(),
  'GET /v1/quotes/{quote}/line_items': listed(['quote']),
  'GET /v1/quotes/{quote}/computed_upfront_line_items': listed(['quote']),
  'GET /v1/payment_links': listed(),
  'GET /v1/payment_links/{payment_link}/line_items': listed(['link']),
  'GET /v1/payment_method_configurations': listed(),
  'GET /v1/payment_method_domains': listed(),
  'GET /v1/apple_pay/domains': listed(),
  'GET /v1/payment_methods': listed([], { customer: 'customer' }),
  'GET /v1/plans': listed(),
  'GET /v1/prices': listed(),
  'GET /v1/prices/search': listed([], { query: 'active:"true"' }),
  'GET /v1/products': listed(),
  'GET /v1/products/search': listed([], { query: 'active:"true"' }),
  'GET /v1/promotion_codes': listed(),
  'GET /v1/radar/early_fraud_warnings': listed(),
  'GET /v1/refunds': listed(),
  'GET /v1/reviews': listed(),
  'GET /v1/setup_attempts': listed([], { setup_intent: 'setup' }),
  'GET /v1/setup_intents': listed(),
  'GET /v1/shipping_rates': listed(),
  'GET /v1/sources/{source}/source_transactions': listed(['source']),
  'GET /v1/tax/calculations/{calculation}/line_items': listed(['calculation']),
  'GET /v1/tax/locations': listed([], { type: 'performance' }),
  'GET /v1/tax/registrations': listed(),
  'GET /v1/tax/transactions/{transaction}/line_items': listed(['sale']),
  'GET /v1/tax_codes': listed(),
  'GET /v1/subscription_schedules': listed(),
  'GET /v1/subscriptions': listed(),
  'GET /v1/subscriptions/search': listed([], { query: 'created>1' }),
  'GET /v1/tax_ids': listed(),
  'GET /v1/tax_rates': listed(),
  'GET /v1/webhook_endpoints': listed(),
  'GET /v2/core/event_destinations': listed(),
  'GET /v2/core/events': listed(),
  'GET /v2/core/accounts/{account}/persons': async (shop) => ({ ids: [(await stocked(shop)).account] }),
};
