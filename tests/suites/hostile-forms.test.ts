import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationOf } from '../../src/kernel/account-names.ts';
import { OWN_PAGES } from '../../src/pages/own-pages.ts';
import { EMBEDDED_COMPONENTS } from '../../src/shared/embedded-components.ts';
import { onboarding } from '../../src/shared/texts/en/onboarding.ts';
import { connectAccount } from '../support/connected.ts';
import { createHarness, type Harness } from '../support/harness.ts';
import { pageOf, payByMobilePay } from '../support/visit.ts';

/** Every form of Florin's pages, sent by a payer, an owner or another site that means harm. */

const BASE = 'http://127.0.0.1:12111';
const KEY = 'sk_test_harness';

/** The forms of all pages, by the pattern of their address. */
const FORMS = [
  ...new Set(
    OWN_PAGES.flatMap(({ routes }) => routes.filter(({ method }) => method === 'POST').map(({ path }) => path)),
  ),
];

/** Values of a field that no form offers. */
const VALUES = [
  '',
  '\u0000',
  '\ud83d',
  '💳\u202e',
  '-1',
  '1e400',
  '9'.repeat(30),
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  'x'.repeat(20_000),
];

/** Names of fields that no form has. */
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '__proto__[x]',
  'constructor[prototype][x]',
  'a[][b]',
  '[',
  ']',
  '',
];

let harness: Harness;
/** The beginnings of addresses that are open, by the first part of the pattern. */
let open: Readonly<Record<string, string>>;
/** Ids by the name of the path's parameter. */
let ids: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  harness = await createHarness();
  const { stripe, florin } = harness;
  const enabled = { charges_enabled: true, payouts_enabled: true, details_submitted: true };
  const seller = await connectAccount(florin, KEY, { ...enabled, type: 'express' });
  const price = {
    currency: 'usd',
    unit_amount: 500,
    recurring: { interval: 'month' as const },
    product_data: { name: 'Plan' },
  };
  const { id: plan } = await stripe.prices.create(price);
  const { id: customer } = await stripe.customers.create({ email: 'jenny@shop.example', source: 'tok_visa' });
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: plan }] });
  const { id: method } = await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
  const { product } = await stripe.prices.retrieve(plan);
  const { id: configuration } = await stripe.billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'phone', 'shipping', 'tax_id'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ['too_expensive', 'other'] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price', 'quantity', 'promotion_code'],
        products: [{ product: String(product), prices: [plan] }],
      },
    },
  });
  const portal = await stripe.billingPortal.sessions.create({
    customer,
    configuration,
    return_url: 'https://shop.example/',
  });
  const invoice = await stripe.invoices.create({
    customer,
    currency: 'usd',
    collection_method: 'send_invoice',
    days_until_due: 9,
  });
  await stripe.invoiceItems.create({ customer, invoice: invoice.id ?? '', amount: 900, currency: 'usd' });
  const { hosted_invoice_url: hosted } = await stripe.invoices.finalizeInvoice(invoice.id ?? '');
  const card = { amount: 1000, currency: 'usd', confirm: true, return_url: 'https://shop.example/' };
  const own = { stripeAccount: seller };
  const paid = await stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_visa' }, own);
  const held = { ...card, payment_method: 'pm_card_visa', capture_method: 'manual' as const };
  const reserved = await stripe.paymentIntents.create(held, own);
  const disputed = await stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_createDispute' }, own);
  const { data } = await stripe.disputes.list({}, own);
  const fresh = await stripe.accounts.create({ type: 'custom', country: 'US', business_type: 'company' });
  const link = await stripe.accountLinks.create({
    account: fresh.id,
    type: 'account_onboarding',
    refresh_url: 'https://platform.example/',
    return_url: 'https://platform.example/',
  });
  const components = Object.fromEntries(EMBEDDED_COMPONENTS.map((name) => [name, { enabled: true }]));
  const session = await stripe.accountSessions.create({ account: seller, components });
  const claim = { client_secret: session.client_secret };
  const { body: claimed } = await harness.call('POST', '/v1/account_sessions/claim', claim, { key: 'pk_test_harness' });
  const login = await stripe.accounts.createLoginLink(seller);
  const { id: platform } = await stripe.accounts.retrieveCurrent();
  ids = {
    payment: [paid, reserved, disputed].map(({ latest_charge: charge }) => String(charge)),
    dispute: data.map(({ id }) => id),
    subscription: [subscription.id],
    method: [method],
    step: Object.keys(onboarding.steps),
  };
  open = {
    '/authorize/': pageOf(await payByMobilePay(harness)),
    '/oauth/': `${BASE}/oauth/authorize?response_type=code&client_id=${applicationOf(platform)}&redirect_uri=https://platform.example/`,
    '/setup/': await arrived(link.url),
    '/connect/': `${BASE}${claimed.frames}/en`,
    '/express/': await arrived(login.url),
    '/i/': hosted ?? '',
    '/p/': portal.url,
  };
});
afterAll(() => harness.close());

/** Follows the redirects of an address on Florin. */
async function arrived(url: string): Promise<string> {
  const response = await harness.florin.fetch(url, { redirect: 'manual' });
  const next = response.headers.get('location');
  return next === null ? url : arrived(new URL(next, url).href);
}

/** Returns the addresses of a form: one for each of the ids and alternatives that its pattern allows. */
function addressesOf(pattern: string): string[] {
  const start = pattern.includes('/oauth/') ? '/oauth/' : (/^\/[^/]+\//.exec(pattern)?.[0] ?? '');
  const { pathname, search } = new URL(open[start] ?? '');
  const given = pathname.split('/');
  let made = [''];
  // A slash within braces would belong to a rule; none has one.
  for (const [n, part] of pattern.split('/').entries()) {
    const [, name = '', rule = ''] = /^:(\w+)\{(.*)\}$/.exec(part) ?? [];
    const alternatives = rule.includes('|') ? rule.split('|') : [given[n] ?? ''];
    const choices = name === '' ? [part] : (ids[name] ?? alternatives);
    if (n > 0) made = made.flatMap((before) => choices.map((choice) => `${before}/${choice}`));
  }
  return made.map((path) => `${BASE}${path}${search}`);
}

const send = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
  harness.florin.fetch(url, { method: 'POST', body, headers, redirect: 'manual' });

/** Returns the names of the fields of the page at an address, or of the page above it. */
async function fieldsOf(url: string): Promise<string[]> {
  const above = url.replace(/\/[^/]*$/, '');
  for (const page of [url, above]) {
    const text = await (await harness.florin.fetch(page, { redirect: 'manual' })).text();
    const names = [...text.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name);
    if (names.length > 0) return [...new Set(names)];
  }
  return [];
}

test.each(FORMS)('%s: another site cannot send it', async (pattern) => {
  for (const url of addressesOf(pattern)) {
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) expect((await send(url, new URLSearchParams(), headers)).status, url).toBe(403);
  }
});

test.each(FORMS)('%s: nothing that is entered breaks it', async (pattern) => {
  for (const url of addressesOf(pattern)) {
    const fields = await fieldsOf(url);
    const bodies: (BodyInit | string)[] = [
      ...VALUES.map((value) => new URLSearchParams(fields.map((name) => [name, value]))),
      new URLSearchParams(NAMES.map((name) => [name, 'x'])),
      new URLSearchParams(Array.from({ length: 3_000 }, (_, n) => [`field${n}`, 'x'])),
      new URLSearchParams(fields.flatMap((name) => Array.from({ length: 50 }, () => [name, 'x']))),
      `${'a['.repeat(500)}${']'.repeat(500)}=x`,
      '%zz=%e0%80&&&==',
    ];
    for (const body of bodies) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status } = await send(url, body, headers);
      expect(status, `${url} ${String(body).slice(0, 300)}`).toBeLessThan(500);
    }
    const broken = { 'content-type': 'multipart/form-data; boundary=part' };
    for (const body of [
      '',
      '--part',
      '--part\r\n\r\nx\r\n--part--\r\n',
      '--part\r\ncontent-disposition: form-data; name="a',
    ])
      expect((await send(url, body, broken)).status, url).toBeLessThan(500);
    const json = { 'content-type': 'application/json' };
    expect((await send(url, '{"__proto__":{"x":1}}', json)).status, url).toBeLessThan(500);
  }
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
