import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Batch, Storage } from '../../../src/kernel/storage.ts';
import { BUILT } from '../../support/declared.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { type Generated, requests, SOME } from './generate.ts';

/** The seed of the generated requests; failures print it. */
const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260105);
/** `FLORIN_TEST_GENERATED=long` sends ten times as many requests. */
const IS_LONG = process.env.FLORIN_TEST_GENERATED === 'long';
const WORLDS = IS_LONG ? 1_000 : 100;
const TIMEOUT_MS = IS_LONG ? 1_800_000 : 240_000;
const REQUESTS_IN_A_WORLD = 90;
/** Worlds for one operation alone that has not succeeded yet. */
const MORE_WORLDS = 5;

/**
 * Counts writes, except stored responses of idempotency keys and timers, because webhooks are delivered at the same
 * time.
 */
function watchWrites(storage: Storage): { count: number } {
  const seen = { count: 0 };
  const commit = storage.commit.bind(storage);
  const changes = ({ objects, events, postings, revisions }: Batch) =>
    objects.length + events.length + postings.length + revisions.length;
  Object.assign(storage, {
    commit: (batch: Batch) => {
      seen.count += changes(batch);
      return commit(batch);
    },
  });
  return seen;
}

/** Ids that a world has returned, by prefix. */
class Known {
  readonly #ids = new Map<string, string[]>();

  learn(answer: Json): void {
    for (const object of answer?.object === 'list' ? answer.data : [answer]) {
      if (object?.object === 'customer_session') this.#add('cuss', object.client_secret);
      if (typeof object?.id !== 'string') continue;
      this.#add(object.id.split('_')[0] ?? '', object.id);
      if (object.client_secret) this.#add('secret', object.client_secret);
      if (typeof object.latest_charge === 'string') this.#add('ch', object.latest_charge);
    }
  }

  some(kind: string, choice: number): string {
    const ids = this.#ids.get(kind) ?? [];
    return ids[choice % Math.max(1, ids.length)] ?? `${kind}_nothing`;
  }

  #add(kind: string, id: string): void {
    const ids = this.#ids.get(kind) ?? [];
    if (!ids.includes(id)) this.#ids.set(kind, [...ids, id]);
  }
}

/** Id prefixes by the path segment before the id. */
const PREFIXES: Readonly<Record<string, string>> = {
  account_tokens: 'accttok',
  accounts: 'acct',
  application_fees: 'fee',
  capabilities: 'transfers',
  external_accounts: 'ba',
  persons: 'person',
  balance_transactions: 'txn',
  meters: 'mtr',
  alerts: 'alrt',
  feedback_options: 'fbopt',
  configurations: 'bpc',
  credit_grants: 'credgr',
  credit_balance_transactions: 'cbtxn',
  calculations: 'taxcalc',
  cash_balance_transactions: 'ccsbtxn',
  charges: 'ch',
  confirmation_tokens: 'ctoken',
  country_specs: 'US',
  coupons: 'coupon',
  customers: 'cus',
  disputes: 'dp',
  domains: 'apwc',
  ephemeral_keys: 'ephkey',
  early_fraud_warnings: 'issfr',
  event_destinations: 'ed',
  events: 'evt',
  exchange_rates: 'aed',
  file_links: 'link',
  files: 'file',
  features: 'feat',
  locations: 'taxloc',
  mandates: 'mandate',
  payment_intents: 'pi',
  payment_links: 'plink',
  payment_method_configurations: 'pmc',
  payment_method_domains: 'pmd',
  payment_methods: 'pm',
  payment_pages: 'cs',
  credit_notes: 'cn',
  invoice_payments: 'inpay',
  invoiceitems: 'ii',
  invoices: 'in',
  lines: 'il',
  payouts: 'po',
  plans: 'plan',
  prices: 'price',
  products: 'prod',
  promotion_codes: 'promo',
  quotes: 'qt',
  refunds: 're',
  registrations: 'taxreg',
  reversals: 'trr',
  reviews: 'prv',
  sessions: 'cs',
  setup_intents: 'seti',
  shipping_rates: 'shr',
  sources: 'src',
  tax_codes: 'txcd',
  subscription_items: 'si',
  subscription_schedules: 'sub',
  subscriptions: 'sub',
  tax_ids: 'txi',
  tax_rates: 'txr',
  test_clocks: 'clock',
  tokens: 'pii',
  topups: 'tu',
  transactions: 'tax',
  transfers: 'tr',
  webhook_endpoints: 'we',
};

/** Id prefixes of paths below a customer that differ from `PREFIXES`. */
const PREFIXES_OF_CUSTOMERS: Readonly<Record<string, string>> = {
  balance_transactions: 'cbtxn',
  bank_accounts: 'ba',
  cards: 'card',
  sources: 'card',
};

function fill({ operation, choice }: Generated, known: Known): { method: string; path: string } {
  const [method = '', template = ''] = operation.split(' ');
  const ofCustomer = template.startsWith('/v1/customers/{customer}/');
  const path = template.replace(/(\w+)\/\{\w+\}/g, (_, segment: string) => {
    const kind = (ofCustomer && PREFIXES_OF_CUSTOMERS[segment]) || PREFIXES[segment] || segment;
    // Sometimes an id of another type, or one that does not exist.
    const id = choice % 23 === 0 ? 'cus_nobody' : known.some(choice % 29 === 0 ? 'cus' : kind, choice);
    return `${segment}/${id}`;
  });
  return { method, path };
}

const DESTINATION = {
  name: 'Mine',
  type: 'webhook_endpoint',
  event_payload: 'thin',
  'enabled_events[0]': '*',
  'webhook_endpoint[url]': 'http://127.0.0.1:9/',
};
const SENT = { 'fixed_amount[amount]': '500', 'fixed_amount[currency]': 'usd' };
/** The last version with coupons on customers. */
const OLD = { 'stripe-version': '2025-02-24.acacia' };

type Call = (method: string, path: string, form?: object) => Promise<Json>;

/** Creates a registration, a location, and calculations of which one is recorded. */
async function recordTaxes(call: Call): Promise<void> {
  await call('POST', 'tax/settings', { 'head_office[address][country]': 'DE' });
  const german = { country: 'DE', active_from: 'now', 'country_options[de][type]': 'standard' };
  await call('POST', 'tax/registrations', german);
  await call('POST', 'tax/locations', { type: 'performance', 'address[country]': 'DE' });
  await call('GET', 'tax_codes');
  const bought = { currency: 'eur', 'line_items[0][amount]': '1000', 'customer_details[address][country]': 'DE' };
  for (let n = 0; n < 3; n++) {
    const { id } = await call('POST', 'tax/calculations', bought);
    if (n > 0) continue;
    for (const reference of ['order 1', 'order 2'])
      await call('POST', 'tax/transactions/create_from_calculation', { calculation: id, reference });
  }
}

/** Creates payments in several states and an object of every other type, so that generated requests find something. */
async function furnish(harness: Harness, key: string, known: Known): Promise<void> {
  const call = async (method: string, path: string, form = {}) => {
    const { body } = await harness.call(method, `/v1/${path}`, form, { key });
    known.learn(body);
    return body;
  };
  await connect(call);
  await makeMeters(call);
  await call('GET', 'exchange_rates');
  const customer = await call('POST', 'customers', { email: 'jenny@example.com' });
  await call('POST', 'payment_methods/pm_card_visa/attach', { customer: customer.id });
  await call('POST', 'ephemeral_keys', { customer: customer.id });
  for (const path of ['payment_method_domains', 'apple_pay/domains']) {
    await call('POST', path, { domain_name: 'shop.example.com' });
  }
  await call('POST', 'payment_methods', { type: 'card', 'card[token]': 'tok_visa' });
  const pay = { amount: '1000', currency: 'usd', payment_method: 'pm_card_visa', return_url: 'https://example.com/' };
  await call('POST', 'test_helpers/confirmation_tokens', { payment_method: 'pm_card_visa' });
  const paid = await call('POST', 'payment_intents', { ...pay, confirm: 'true' });
  await call('POST', 'refunds', { payment_intent: paid.id, amount: '100' });
  const option = 'payment_method_options[card][request_incremental_authorization]';
  const reserving = { ...pay, confirm: 'true', capture_method: 'manual', [option]: 'if_available' };
  for (let n = 0; n < 3; n++) await call('POST', 'payment_intents', reserving);
  await call('POST', 'payment_intents', { ...pay, confirm: 'true', payment_method: 'pm_card_threeDSecure2Required' });
  const { return_url: _, ...unconfirmed } = pay;
  for (let n = 0; n < 2; n++) await call('POST', 'payment_intents', unconfirmed);
  for (const card of ['createDispute', 'createDisputeInquiry', 'createIssuerFraudRecord', 'riskLevelElevated'])
    await call('POST', 'payment_intents', { ...pay, confirm: 'true', payment_method: `pm_card_${card}` });
  for (const card of ['pendingRefund', 'visa'])
    await call('POST', 'refunds', {
      payment_intent: (
        await call('POST', 'payment_intents', { ...pay, confirm: 'true', payment_method: `pm_card_${card}` })
      ).id,
    });
  const saving = { customer: customer.id, payment_method: 'pm_card_visa' };
  const accepted = { 'mandate_data[customer_acceptance][type]': 'offline' };
  const saved = await call('POST', 'setup_intents', {
    ...saving,
    ...accepted,
    confirm: 'true',
    return_url: pay.return_url,
  });
  if (saved.mandate) await call('GET', `mandates/${saved.mandate}`);
  for (let n = 0; n < 3; n++) await call('POST', 'setup_intents', saving);
  await call('POST', 'customer_sessions', {
    customer: customer.id,
    'components[payment_element][enabled]': 'true',
    'components[payment_element][features][payment_method_remove]': 'enabled',
    'components[payment_element][features][payment_method_redisplay]': 'enabled',
    'components[payment_element][features][payment_method_allow_redisplay_filters][0]': 'unspecified',
  });
  await call('POST', `customers/${customer.id}/sources`, { source: 'tok_visa' });
  await call('POST', `customers/${customer.id}/sources`, { source: 'btok_us' });
  await call('POST', `customers/${customer.id}/balance_transactions`, { amount: '-500', currency: 'usd' });
  await debitAndTransfer(call, customer.id);
  await call('POST', `customers/${customer.id}/tax_ids`, { type: 'eu_vat', value: 'DE123456789' });
  await call('POST', 'sources', { type: 'card', token: 'tok_visa' });
  const bill = { customer: customer.id, amount: '1900', currency: 'usd' };
  for (let n = 0; n < 6; n++) {
    const draft = await call('POST', 'invoices', { customer: customer.id, currency: 'usd' });
    await call('POST', 'invoiceitems', { ...bill, invoice: draft.id });
    await call('GET', `invoices/${draft.id}`);
    if (n < 4) await call('POST', `invoices/${draft.id}/finalize`);
    if (n < 2) await call('POST', 'credit_notes', { invoice: draft.id, amount: '100' });
    await call('GET', 'invoice_payments');
  }
  await call('POST', 'invoiceitems', bill);
  await call('POST', 'tokens', { 'pii[id_number]': '000000000' });
  await call('POST', 'charges', { amount: '1000', currency: 'usd', source: 'tok_visa', capture: 'false' });
  for (let n = 0; n < 3; n++) await call('POST', 'products', { name: 'Tea' });
  const { id: product } = await call('POST', 'products', { name: 'Cup' });
  for (let n = 0; n < 2; n++) await call('POST', 'prices', { product, currency: 'usd', unit_amount: '500' });
  const thing = { 'line_items[0][price_data][currency]': 'usd', 'line_items[0][price_data][unit_amount]': '500' };
  const bought = { ...thing, 'line_items[0][price_data][product]': product, 'line_items[0][quantity]': '2' };
  const removing = {
    'saved_payment_method_options[payment_method_remove]': 'enabled',
    'saved_payment_method_options[payment_method_save]': 'enabled',
    customer: customer.id,
  };
  for (const more of [{}, {}, {}, { ...removing }])
    await call('POST', 'checkout/sessions', { ...bought, ...more, success_url: 'https://example.com/' });
  for (let n = 0; n < 2; n++) await call('POST', 'payment_links', bought);
  await recordTaxes(call);
  for (let n = 0; n < 3; n++) {
    const quoted = { ...bought, customer: customer.id };
    const { id } = await call('POST', 'quotes', quoted);
    if (n > 0) await call('POST', `quotes/${id}/finalize`);
  }
  for (let n = 0; n < 3; n++)
    await call('POST', 'plans', { product, currency: 'usd', amount: '500', interval: 'month' });
  for (let n = 0; n < 3; n++) await call('POST', 'coupons', { id: `coupon_${n}`, percent_off: '10' });
  await call('POST', 'promotion_codes', { 'promotion[type]': 'coupon', 'promotion[coupon]': 'coupon_0' });
  await subscribe(call);
  for (let n = 0; n < 3; n++) await call('POST', 'test_helpers/test_clocks', { frozen_time: '1800000000' });
  await call('POST', 'tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'false' });
  await call('POST', 'shipping_rates', { display_name: 'Post', ...SENT });
  const evidence = asUpload([
    ['file', ''],
    ['purpose', 'dispute_evidence'],
  ]);
  const { body: file } = await harness.call('POST', '/v1/files', evidence, { key, headers: MULTIPART });
  known.learn(file);
  await call('POST', 'file_links', { file: file.id });
  const { body: discounted } = await harness.call(
    'POST',
    '/v1/customers',
    { coupon: 'coupon_0' },
    { key, headers: OLD },
  );
  known.learn(discounted);
  await call('POST', 'webhook_endpoints', { url: 'http://127.0.0.1:9/', 'enabled_events[0]': '*' });
  for (let n = 0; n < 3; n++) {
    await call('POST', 'payment_links', {
      'line_items[0][price_data][currency]': 'usd',
      'line_items[0][price_data][unit_amount]': '500',
      'line_items[0][price_data][product_data][name]': 'Tea',
      'line_items[0][quantity]': '1',
    });
  }
  const { body: destination } = await harness.call('POST', '/v2/core/event_destinations', DESTINATION, { key });
  known.learn(destination);
  for (let n = 0; n < 3; n++) {
    const { body: token } = await harness.call('POST', '/v2/core/account_tokens', { display_name: 'Cups' }, { key });
    known.learn(token);
  }
  for (const list of [
    'payment_method_configurations',
    'country_specs',
    'exchange_rates',
    'events',
    'balance_transactions',
    'disputes',
    'reviews',
    'radar/early_fraud_warnings',
  ])
    await call('GET', list);
}

/** Creates meters, active and not, credits, and products with features. */
async function makeMeters(call: (method: string, path: string, form?: Record<string, string>) => Promise<Json>) {
  for (let n = 0; n < 4; n++) {
    const terms = { display_name: 'Calls', event_name: `calls_${n}`, 'default_aggregation[formula]': 'sum' };
    const { id } = await call('POST', 'billing/meters', terms);
    if (n % 2 === 1) await call('POST', `billing/meters/${id}/deactivate`);
    const { id: customer } = await call('POST', 'customers', {});
    await call('POST', 'billing/credit_grants', {
      customer,
      'amount[type]': 'monetary',
      'amount[monetary][currency]': 'usd',
      'amount[monetary][value]': '500',
      'applicability_config[scope][price_type]': 'metered',
    });
    await call('GET', 'billing/credit_balance_transactions');
    const alert = await call('POST', 'billing/alerts', {
      title: 'Many calls',
      alert_type: 'usage_threshold',
      'usage_threshold[gte]': '10',
      'usage_threshold[meter]': id,
      'usage_threshold[recurrence]': 'one_time',
    });
    if (n % 2 === 1) await call('POST', `billing/alerts/${alert.id}/deactivate`);
    await call('POST', 'billing/feedback_options', { description: 'Moved' });
    await call('POST', 'billing_portal/configurations', { 'features[invoice_history][enabled]': 'true' });
    const feature = await call('POST', 'entitlements/features', { name: 'Export', lookup_key: `export_${n}` });
    const product = await call('POST', 'products', { name: 'Pro' });
    await call('POST', `products/${product.id}/features`, { entitlement_feature: feature.id });
  }
}

/** Creates subscriptions and schedules: paid, in a trial, paused and planned. */
async function subscribe(
  call: (method: string, path: string, form?: Record<string, string>) => Promise<Json>,
): Promise<void> {
  const plan = { currency: 'usd', unit_amount: '500', 'recurring[interval]': 'month', 'product_data[name]': 'Plan' };
  const { id: price } = await call('POST', 'prices', plan);
  const { id: customer } = await call('POST', 'customers', { email: 'jenny@example.com', source: 'tok_visa' });
  const item = { customer, 'items[0][price]': price };
  for (const form of [item, item, { ...item, trial_period_days: '3' }, { ...item, 'billing_mode[type]': 'classic' }]) {
    const { id: subscription } = await call('POST', 'subscriptions', form);
    await call('GET', 'subscription_items', { subscription });
  }
  const { id: paused } = await call('POST', 'subscriptions', item);
  await call('POST', `subscriptions/${paused}/pause`);
  for (let n = 0; n < 6; n++)
    await call('POST', 'subscription_schedules', { customer, 'phases[0][items][0][price]': price });
}

/** Creates connected accounts; one of them is rejected. */
async function connect(
  call: (method: string, path: string, form?: Record<string, string>) => Promise<Json>,
): Promise<void> {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await call('POST', 'accounts', { type: 'custom' })).id);
  await call('POST', 'account_sessions', { account: ids[0] ?? '', 'components[payments][enabled]': 'true' });
  await call('POST', `accounts/${ids[0]}/capabilities/transfers`, { requested: 'true' });
  // Two for each account, in the order of the accounts.
  for (const id of [...ids, ...ids])
    await call('POST', `accounts/${id}/external_accounts`, { external_account: 'btok_us' });
  await call('POST', `accounts/${ids[2]}`, { business_type: 'company' });
  await call('POST', `accounts/${ids[2]}/persons`, { first_name: 'Jenny' });
  await call('POST', `accounts/${ids[1]}/reject`, { reason: 'other' });
  const { id: seller } = await call('POST', 'accounts', { type: 'standard' });
  const paid = { currency: 'usd', confirm: 'true', return_url: 'https://example.com/' };
  await call('POST', 'payment_intents', { ...paid, amount: '50000', payment_method: 'pm_card_bypassPending' });
  const shared = { amount: '1000', payment_method: 'pm_card_visa', application_fee_amount: '100' };
  for (let n = 0; n < 3; n++) {
    const destination = { 'transfer_data[destination]': seller, 'expand[0]': 'latest_charge.transfer' };
    const { latest_charge: charge } = await call('POST', 'payment_intents', { ...paid, ...shared, ...destination });
    await call('POST', `transfers/${charge.transfer.id}/reversals`, { amount: '10' });
    await call('POST', 'payouts', { amount: '100', currency: 'usd' });
    await call('POST', 'topups', { amount: '1000', currency: 'usd' });
  }
  await call('GET', 'application_fees');
}

/**
 * Creates bank accounts that wait for their microdeposits to be verified, and a payment that waits for a bank transfer.
 */
async function debitAndTransfer(
  call: (method: string, path: string, form?: Record<string, string>) => Promise<Json>,
  customer: string,
): Promise<void> {
  const account = {
    type: 'us_bank_account',
    'billing_details[name]': 'Jenny Rosen',
    'us_bank_account[account_holder_type]': 'individual',
    'us_bank_account[account_number]': '000123456789',
    'us_bank_account[routing_number]': '110000000',
  };
  const agreed = {
    confirm: 'true',
    'allowed_payment_method_types[0]': 'us_bank_account',
    'mandate_data[customer_acceptance][type]': 'offline',
  };
  for (let n = 0; n < 2; n++) {
    for (const [path, form] of [
      ['payment_intents', { amount: '1000', currency: 'usd' }],
      ['setup_intents', {}],
    ] as const) {
      const { id } = await call('POST', 'payment_methods', account);
      await call('POST', path, { ...form, ...agreed, payment_method: id });
    }
  }
  await call('POST', `customers/${customer}/cash_balance`, { 'settings[reconciliation_mode]': 'manual' });
  await call('POST', `test_helpers/customers/${customer}/fund_cash_balance`, { amount: '500000', currency: 'usd' });
  await call('GET', `customers/${customer}/cash_balance_transactions`);
  for (let n = 0; n < 2; n++) {
    await call('POST', 'payment_intents', {
      customer,
      amount: '5000',
      currency: 'usd',
      confirm: 'true',
      'allowed_payment_method_types[0]': 'customer_balance',
      'payment_method_data[type]': 'customer_balance',
      'payment_method_options[customer_balance][funding_type]': 'bank_transfer',
      'payment_method_options[customer_balance][bank_transfer][type]': 'us_bank_transfer',
    });
  }
}

async function send(harness: Harness, key: string, request: Generated, known: Known) {
  const { method, path } = fill(request, known);
  const pairs = request.pairs.map(([name, value]): [string, string] => [
    name,
    value.startsWith(SOME) ? known.some(value.slice(SOME.length), request.choice) : value,
  ]);
  const uploads = request.operation === 'POST /v1/files';
  const form = uploads ? asUpload(pairs) : new URLSearchParams(pairs).toString();
  const headers = { ...request.headers, ...(uploads && MULTIPART) };
  return {
    ...(await harness.call(method, path, form, { key, headers })),
    sent: `${method} ${path} ${form}`,
  };
}

const MULTIPART = { 'content-type': 'multipart/form-data; boundary=part' };

/** Encodes parameters as a multipart upload, with a PDF for file parameters. */
function asUpload(pairs: readonly [name: string, value: string][]): string {
  const parts = pairs.map(([name, value]) => {
    const file = name === 'file' ? '; filename="a.pdf"' : '';
    const quoted = name.replaceAll('"', '%22').replace(/[\r\n]/g, ' ');
    return `--part\r\ncontent-disposition: form-data; name="${quoted}"${file}\r\n\r\n${file ? '%PDF-1.7' : value}\r\n`;
  });
  return `${parts.join('')}--part--\r\n`;
}

/** Operations that always fail here, because their payment methods and coupons do not exist. */
const ONLY_REFUSES = new Set([
  // An event names a customer in its payload, and what is summed up begins and ends with a minute.
  'POST /v1/billing/meter_events',
  'POST /v1/billing/meter_event_adjustments',
  // Names a meter.
  'POST /v1/billing/alerts',
  'POST /v2/billing/meter_events',
  'POST /v2/billing/meter_event_adjustments',
  'GET /v1/billing/meters/{id}/event_summaries',
  // A product has few of all features, and a summary is about the customer of the grant.
  'POST /v1/products/{id}/features',
  'GET /v1/products/{id}/features/{feature}',
  'GET /v1/entitlements/active_entitlements/{id}',
  'DELETE /v1/products/{id}/features/{feature}',
  'GET /v1/billing/credit_balance_summary',
  'POST /v1/billing/credit_grants',
  // Their addresses, countries and modes fit together or are refused.
  'GET /v1/tax/locations',
  'POST /v1/tax/calculations',
  'POST /v1/tax/locations',
  'POST /v1/tax/registrations',
  'POST /v1/tax/transactions/create_reversal',
  // Succeeds only with the right amounts for one of a few payments.
  'POST /v1/payment_intents/{intent}/verify_microdeposits',
  'POST /v1/setup_intents/{intent}/verify_microdeposits',
  'POST /v1/customers/{customer}/sources/{id}/verify',
  'POST /v1/payment_pages/{session}/detach_payment_method',
  // The refunds of fees have ids of their own, a transfer needs one of the accounts that can receive it, and a payout is
  // reversed once it has arrived.
  'GET /v1/application_fees/{fee}/refunds/{id}',
  'POST /v1/application_fees/{fee}/refunds/{id}',
  'POST /v1/payouts/{payout}/reverse',
  'POST /v1/refunds/{refund}/cancel',
  'POST /v1/transfers',
  // A destination needs its address besides what is required.
  'POST /v2/core/event_destinations',
  // A link needs two addresses besides what is required, and a login link an owner who has filled in the form.
  'POST /v1/account_links',
  'POST /v2/core/account_links',
  'POST /v1/accounts/{account}/login_links',
  // Needs an account that is connected, a component that is enabled, and features that the account can have.
  'POST /v1/account_sessions',
  // A session is opened once, with the secret that its creation returned.
  'POST /v1/account_sessions/claim',
  'POST /v1/account_sessions/end',
  // Needs an id of the account in the path.
  'POST /v1/accounts/{account}/external_accounts/{id}',
  'DELETE /v1/accounts/{account}/external_accounts/{id}',
  'GET /v2/core/accounts/{account}/person_tokens/{person_token}',
  'GET /v1/transfers/{transfer}/reversals/{id}',
  'POST /v1/transfers/{transfer}/reversals/{id}',
  // Need prices or a payment link of the account, which random texts do not name.
  'POST /_florin/pricing_tables',
  'GET /_florin/pricing_tables/{pricing_table}',
  'POST /_florin/buy_buttons',
  'GET /_florin/buy_buttons/{buy_button}',
  // Sent by Florin's own elements, for one element and one payment of a bank.
  'GET /v1/elements/method_specs/{element}',
  'POST /v1/elements/bank_accounts',
  'POST /v1/sources/{source}/verify',
  'POST /v1/test_helpers/refunds/{refund}/expire',
  // Needs lines of its invoice, an invoice that is finalized, or items with prices that fit each other.
  'POST /v1/invoices/{invoice}/remove_lines',
  'POST /v1/invoices/{invoice}/send',
  'POST /v1/invoices/{invoice}/lines/{line_item_id}',
  'POST /v1/invoices/{invoice}/update_lines',
  'POST /v1/credit_notes',
  'GET /v1/credit_notes/preview',
  'GET /v1/credit_notes/preview/lines',
  'POST /v1/subscriptions',
  'POST /v1/subscriptions/{subscription}/migrate',
  'DELETE /v1/subscriptions/{subscription}/discount',
  'POST /v1/subscription_items',
  'DELETE /v1/subscription_items/{item}',
  'GET /v1/subscription_items',
  'POST /v1/subscription_schedules',
  // A transfer whose id is drawn is seldom one that was made.
  'GET /v1/transfers/{transfer}',
  'POST /v1/transfers/{transfer}',
]);

/** Without those that tools call (they move the clock, open sockets or answer with a file), and the stream with keys of its own. */
const CALLED = BUILT.filter(
  ({ id, isKeyless }) =>
    !isKeyless && !id.endsWith('/contents') && !id.endsWith('/pdf') && !id.endsWith('/meter_event_stream'),
);

it(
  'answers generated requests to every operation with success or a well-formed error',
  async () => {
    const harness = await createHarness();
    const writes = watchWrites(harness.florin.engine.storage);
    const succeeded = new Set<string>();
    let worlds = 0;

    async function tryInAWorld(sequence: readonly Generated[]): Promise<void> {
      const key = `sk_test_generated${worlds++}`;
      const known = new Known();
      await furnish(harness, key, known);
      await harness.florin.settled();
      for (const request of sequence) {
        const before = writes.count;
        const answer = await send(harness, key, request, known);
        // Received funds are matched with payments right after the response, and those that are available at once are
        // announced then; such writes are not the next request's.
        if (request.operation.startsWith('POST ')) await harness.florin.settled();
        checkAnswer(answer, writes.count !== before);
        if (answer.status !== 200) continue;
        known.learn(answer.body);
        succeeded.add(request.operation);
      }
    }

    const length = { minLength: REQUESTS_IN_A_WORLD, maxLength: REQUESTS_IN_A_WORLD };
    await fc.assert(fc.asyncProperty(fc.array(requests(CALLED), length), tryInAWorld), {
      seed: SEED,
      numRuns: WORLDS,
      endOnFailure: true,
    });

    // Requests that only fail prove little. Operations that random requests did not bring to success are tried alone, with
    // little more than the required parameters.
    const unlucky = () => CALLED.filter(({ id }) => !succeeded.has(id) && !ONLY_REFUSES.has(id));
    for (const operation of unlucky()) {
      for (let world = 0; world < MORE_WORLDS && !succeeded.has(operation.id); world++) {
        const seed = SEED + world;
        await tryInAWorld(
          fc.sample(requests([operation], { onlyRequired: true }), { seed, numRuns: REQUESTS_IN_A_WORLD }),
        );
      }
    }
    await harness.close();
    expect(
      unlucky().map(({ id }) => id),
      'never succeeded',
    ).toEqual([]);
  },
  TIMEOUT_MS,
);

function checkAnswer({ status, headers, body, sent }: Awaited<ReturnType<typeof send>>, wrote: boolean): void {
  expect(headers.get('request-id'), sent).toMatch(/^req_\w{14}$/);
  if (status === 200) return;
  expect([400, 402, 403, 404, 501], `${sent} ${JSON.stringify(body)}`).toContain(status);
  expect(Object.keys(body), sent).toEqual(['error']);
  const types =
    status === 402
      ? ['card_error', 'invalid_request_error']
      : ['invalid_request_error', 'idempotency_error', 'api_error'];
  // Refused parameters of v2 have a code instead of a type.
  if (body.error.code !== 'invalid_fields') expect(types, sent).toContain(body.error.type);
  expect(body.error.message, sent).toMatch(/\S/);
  // Declines and failed microdeposit verifications are stored. Other errors write nothing.
  const isCounted = status === 400 && /microdeposit_verification/.test(body.error.code ?? '');
  if (status !== 402 && !isCounted) expect(wrote, sent).toBe(false);
  else expect(body.error.code, sent).toMatch(/\S/);
}
