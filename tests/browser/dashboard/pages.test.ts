import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { withPage } from '../../support/browser.ts';
import { troubles } from '../axe.ts';
import { openStage, SHOWN_KEY, type Stage } from '../stage.ts';

const ACCOUNT = accountOf(SHOWN_KEY);
const WEB = join(import.meta.dirname, '../../../web');
/** The addresses of all pages, below the account. */
const PATHS = [...readFileSync(join(WEB, 'dashboard/pages/registry.ts'), 'utf8').matchAll(/path: '(.*?)'/g)].map(
  ([, path = '']) => path,
);

let stage: Stage;
/** An id for each name in the addresses of pages. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  stage = await openStage();
  const { stripe } = stage;
  const customer = await stripe.customers.create({ name: 'Jenny Rosen', email: 'jenny@example.com' });
  const payment = await stripe.paymentIntents.create({
    amount: 1099,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    customer: customer.id,
    description: 'Order 1001',
  });
  const price = await stripe.prices.create({ currency: 'usd', unit_amount: 500, product_data: { name: 'Map' } });
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: 'https://example.com/done',
  });
  const endpoint = await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/hook', enabled_events: ['*'] });
  const connected = await stripe.accounts.create({ email: 'shop@example.com' });
  const saved = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  const monthly = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Club' },
  });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: monthly.id }],
    default_payment_method: saved.id,
  });
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) });
  await stripe.customers.create({ name: 'On a clock', test_clock: clock.id });
  for (const method of ['pm_card_bypassPending', 'pm_card_createDispute']) {
    await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      confirm: true,
      payment_method: method,
      allowed_payment_method_types: ['card'],
    });
  }
  const payout = await stripe.payouts.create({ amount: 1000, currency: 'usd' });
  const coupon = await stripe.coupons.create({ percent_off: 20, duration: 'once', name: 'Summer' });
  const promotion = { type: 'coupon', coupon: coupon.id } as const;
  const meter = await stripe.billing.meters.create({
    display_name: 'Requests',
    event_name: 'requests',
    default_aggregation: { formula: 'sum' },
  });
  const taxRate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 25, inclusive: true });
  const shipping = await stripe.shippingRates.create({
    display_name: 'Post',
    type: 'fixed_amount',
    fixed_amount: { amount: 500, currency: 'usd' },
  });
  const topup = await stripe.topups.create({ amount: 2000, currency: 'usd', description: 'Reserve' });
  await stripe.paymentIntents.create({ amount: 700, currency: 'usd' });
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  await stage.florin.settled();
  const door = async (path: string) =>
    (
      await fetch(`${stage.url}/_florin/worlds/${ACCOUNT}${path}`, {
        headers: { authorization: `Bearer ${SHOWN_KEY}` },
      })
    ).json();
  await fetch(`${stage.url}/_florin/worlds/${ACCOUNT}/charges/${payment.latest_charge}/receipt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SHOWN_KEY}` },
    body: new URLSearchParams({ email: 'jenny@example.com' }),
  });
  const { data: sent } = await door('/mails');
  const { data: attempts } = await door(`/deliveries?endpoint=${endpoint.id}`);
  const { data: requests } = await door('/requests');
  Object.assign(ids, {
    payments: payment.id,
    customers: customer.id,
    products: String(price.product),
    prices: price.id,
    'checkout/sessions': session.id,
    webhooks: endpoint.id,
    'connect/accounts': connected.id,
    subscriptions: subscription.id,
    invoices: String(subscription.latest_invoice),
    simulations: clock.id,
    payouts: payout.id,
    disputes: (await stripe.disputes.list()).data[0]?.id ?? '',
    coupons: coupon.id,
    promotion_codes: (await stripe.promotionCodes.create({ promotion, code: 'SUMMER' })).id,
    meters: meter.id,
    tax_rates: taxRate.id,
    shipping_rates: shipping.id,
    topups: topup.id,
    emails: sent[0].id,
    events: event?.id,
    logs: requests[0].id,
    deliveries: attempts[0].id,
    endpoint: endpoint.id,
    books: payment.id,
    o: payment.id,
  });
});
afterAll(() => stage.close());

/** The address of a page, with ids of objects that are there; undefined if there is none. */
function addressOf(path: string): string | undefined {
  const parts = path.split('/');
  const filled = parts.map((part, n) => {
    if (!part.startsWith(':')) return part;
    return part === ':id'
      ? ids[parts.slice(0, n).at(-1) === 'deliveries' ? 'deliveries' : parts.slice(0, n).join('/')]
      : ids[part.slice(1)];
  });
  return filled.includes(undefined) ? undefined : `${stage.url}/dashboard/${ACCOUNT}${path && `/${filled.join('/')}`}`;
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(addressOf(path) ?? '');
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Goes to a page as a link does: without loading the document again. Resolves once the page has loaded what it shows. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new Event('popstate'))`);
  await page.waitForURL(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.locator('.loading').count(), { timeout: 5_000, interval: 20 }).toBe(0);
  // A mail comes into its frame once the frame is there.
  if (await page.locator('iframe').count()) await page.frameLocator('iframe').locator('h1').waitFor();
}

/** In the dark and on a phone, only colours, sizes and the width differ. */
const LOOKS: readonly {
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly options: RunOptions;
}[] = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 }, options: {} },
  {
    colorScheme: 'dark',
    viewport: { width: 360, height: 740 },
    options: { runOnly: ['color-contrast', 'target-size'] },
  },
];

describe.each(LOOKS)('in $colorScheme, $viewport.width pixels wide', (look) => {
  it(
    'no page has a barrier, or runs off the side',
    () =>
      withPage(
        stage.browser,
        async (page) => {
          const found: string[] = [];
          await open(page, 'logs');
          for (const path of PATHS) {
            const address = addressOf(path);
            if (address === undefined) continue;
            await goTo(page, address);
            found.push(
              ...(await troubles(page, look.options)).map((trouble) => `${path || 'home'}: ${trouble.slice(0, 300)}`),
            );
          }
          expect(found).toEqual([]);
        },
        { colorScheme: look.colorScheme, viewport: look.viewport, bypassCSP: true, locale: 'en-US' },
      ),
    120_000,
  );
});

it('the pages are in French for a French browser', () =>
  withPage(
    stage.browser,
    async (page) => {
      await open(page, 'payments');
      await page.getByRole('heading', { level: 1, name: 'Paiements' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      await page.getByRole('link', { name: '10,99' }).first().click();
      await page.getByRole('button', { name: 'Rembourser' }).click();
      await page.getByRole('dialog').getByLabel('Montant').fill('1,00');
      await page.getByRole('dialog').getByRole('button', { name: 'Rembourser 1,00' }).click();
      await page.getByText('Partiellement remboursé').first().waitFor();
    },
    { locale: 'fr-FR' },
  ));

it('forms create what they say, and Checkout itself is shown with the look that is chosen', () =>
  withPage(
    stage.browser,
    async (page) => {
      const { stripe } = stage;
      await open(page, 'coupons/create');
      await page.getByLabel('Name').fill('Welcome');
      await page.getByLabel('Amount off').fill('12.50');
      await page.getByLabel('Currency').selectOption('eur');
      await page.getByRole('button', { name: 'Create coupon' }).click();
      await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor();
      const [coupon] = (await stripe.coupons.list({ limit: 1 })).data;
      expect(coupon).toMatchObject({ name: 'Welcome', amount_off: 1250, currency: 'eur', duration: 'once' });
      await goTo(page, addressOf('meters/:id') ?? '');
      await page.getByLabel('Customer').selectOption(ids.customers ?? '');
      await page.getByLabel('Value').fill('30');
      await page.getByRole('button', { name: 'Report usage' }).click();
      await page.getByRole('cell', { name: '30', exact: true }).waitFor();
      await goTo(page, addressOf('invoices/:id') ?? '');
      await page.getByRole('button', { name: 'Credit' }).click();
      await page.getByRole('dialog').getByLabel('Amount').fill('2.00');
      await page.getByRole('dialog').getByRole('button', { name: 'Credit' }).click();
      await page.getByRole('table', { name: 'Credit notes' }).getByText('$2.00').waitFor();
      const [note] = (await stripe.creditNotes.list({ invoice: ids.invoices ?? '' })).data;
      expect(note).toMatchObject({ amount: 200, reason: 'order_change', status: 'issued' });
      await goTo(page, addressOf('settings/branding') ?? '');
      await page.getByLabel('Business name').fill('Rocket Rides');
      await page.getByLabel('Button color').fill('#8a1c7c');
      await page.getByRole('button', { name: 'Show the real page' }).click();
      const submit = page.frameLocator('iframe.checkout-preview').locator('button[type=submit]');
      await submit.waitFor();
      expect(await submit.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(138, 28, 124)');
    },
    { locale: 'en-US' },
  ));

it('scripts and styles stay within their weight', () => {
  const dist = join(WEB, 'dist/dashboard');
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string; isEntry?: boolean; imports?: string[]; css?: string[]; name?: string }
  >;
  const weight = (file: string) => gzipSync(readFileSync(join(dist, file))).length;
  /** A chunk with all that it imports. */
  const whole = (key: string, seen = new Set<string>()): number => {
    if (seen.has(key)) return 0;
    seen.add(key);
    const { file, imports = [] } = manifest[key] ?? { file: '' };
    return weight(file) + imports.reduce((sum, other) => sum + whole(other, seen), 0);
  };
  expect(whole('dashboard/main.tsx')).toBeLessThanOrEqual(70 * 1024);
  // All scripts of the first list that is opened.
  const shared = new Set<string>();
  const first = ['main.tsx', 'words/fr.ts', 'pages/payments/list.tsx'].map((file) =>
    whole(`dashboard/${file}`, shared),
  );
  expect(first.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(90 * 1024);
  for (const [key, { file, css = [] }] of Object.entries(manifest)) {
    if (key.startsWith('dashboard/pages/')) expect(weight(file), key).toBeLessThanOrEqual(12 * 1024);
    if (key.startsWith('dashboard/words/')) expect(weight(file), key).toBeLessThanOrEqual(12 * 1024);
    for (const style of css) expect(weight(style), style).toBeLessThanOrEqual(14 * 1024);
  }
});
