import { afterAll, beforeAll, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let pages: Record<string, string>;

beforeAll(async () => {
  stage = await openStage();
  const { stripe } = stage;
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
  const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method } });
  await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
  const { id: product } = await stripe.products.create({ name: 'Image bank' });
  const recurring = { interval: 'month' } as const;
  const price = async (unit_amount: number) =>
    (await stripe.prices.create({ product, currency: 'usd', unit_amount, recurring })).id;
  const prices = [await price(1000), await price(2000)];
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price: prices[0] ?? '' }] });
  const { id: configuration } = await stripe.billingPortal.configurations.create({
    business_profile: { headline: 'Your plan', terms_of_service_url: 'https://shop.example/terms' },
    features: {
      customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'tax_id'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options: ['unused', 'other'] } },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price', 'quantity', 'promotion_code'],
        products: [{ product, prices, adjustable_quantity: { enabled: true } }],
      },
    },
  });
  const { url } = await stripe.billingPortal.sessions.create({
    customer,
    configuration,
    return_url: 'https://shop.example/account',
  });
  const at = `${url}/subscriptions/${id}`;
  pages = {
    home: url,
    details: `${url}/details`,
    cancel: `${at}/cancel`,
    plans: `${at}/update`,
    change: `${at}/update/confirm?price=${prices[1]}`,
  };
});
afterAll(() => stage?.close());

test.each([
  ['a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['a desk', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
] as const)('on %s axe finds nothing in the portal', (_name, options) =>
  withPage(
    stage.browser,
    async (page) => {
      for (const [name, url] of Object.entries(pages)) {
        await page.goto(url);
        expect(await troubles(page), name).toEqual([]);
      }
    },
    options,
  ),
);

test('a customer changes their plan with the keyboard alone', () =>
  withPage(stage.browser, async (page) => {
    await page.goto(pages.home ?? '');
    await page.getByRole('link', { name: 'Change plan' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { checked: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Review the change' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Confirm' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('$20.00 per month').waitFor();
  }));
