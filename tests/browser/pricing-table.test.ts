import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { frameIn } from './merchant-page.ts';
import { openStage, SHOWN_KEY, type Stage } from './stage.ts';

let stage: Stage;
let document: string;

beforeAll(async () => {
  stage = await openStage();
  const { florin, stripe, url } = stage;
  const price = async (name: string, interval: 'month' | 'year', unit_amount: number) =>
    (await stripe.prices.create({ product_data: { name }, currency: 'usd', unit_amount, recurring: { interval } })).id;
  const prices = [
    await price('Basic', 'month', 1000),
    await price('Pro', 'month', 3000),
    await price('Long', 'year', 9900),
  ];
  const make = async (path: string, form: Record<string, string>) => {
    const headers = { authorization: `Bearer ${SHOWN_KEY}` };
    const made = await florin.fetch(`${url}/_florin/${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
    });
    return ((await made.json()) as { id: string }).id;
  };
  const table = await make('pricing_tables', Object.fromEntries(prices.map((id, at) => [`prices[${at}]`, id])));
  const link = await stripe.paymentLinks.create({ line_items: [{ price: prices[0] ?? '', quantity: 1 }] });
  const button = await make('buy_buttons', { payment_link: link.id });
  const key = `publishable-key="${DOCUMENTED_KEYS.publishable}" client-reference-id="order_7"`;
  document = `<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script async src="${url}/v3/pricing-table.js"></script><script async src="${url}/v3/buy-button.js"></script></head>
<body><main><h1>Shop</h1><stripe-pricing-table pricing-table-id="${table}" ${key}></stripe-pricing-table>
<stripe-buy-button buy-button-id="${button}" ${key}></stripe-buy-button></main></body></html>`;
});
afterAll(() => stage?.close());

test.each([
  ['a phone', { viewport: { width: 390, height: 844 }, locale: 'en-US' }],
  ['a desk', { viewport: { width: 1280, height: 800 }, locale: 'en-US' }],
] as const)('on %s axe finds nothing in a table and a button', (_name, options) =>
  withPage(
    stage.browser,
    async (page) => {
      await page.goto(stage.shop.page(document));
      await frameIn(page, 'stripe-pricing-table').getByText('$30.00').waitFor();
      await frameIn(page, 'stripe-buy-button').getByText('$10.00').waitFor();
      expect(await troubles(page)).toEqual([]);
    },
    options,
  ),
);

test('a customer chooses an interval and opens Checkout with the keyboard alone', () =>
  withPage(
    stage.browser,
    async (page) => {
      await page.goto(stage.shop.page(document));
      const frame = frameIn(page, 'stripe-pricing-table');
      await frame.getByRole('link', { name: 'per year' }).press('Enter');
      await frame.getByText('$99.00').waitFor();
      await frame.getByRole('link', { name: 'Subscribe: Long' }).press('Enter');
      await page.waitForURL(/\/c\/pay\/cs_test_/);
      const [session] = (await stage.stripe.checkout.sessions.list({ limit: 1 })).data;
      expect(session).toMatchObject({ client_reference_id: 'order_7', amount_total: 9900 });
    },
    { locale: 'en-US' },
  ));
