import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { frameIn, openMerchantPage, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens a page of this width with a payment element for some methods. */
async function withElement(
  { types, options = '{}', width = 1280 }: { types: readonly string[]; options?: string; width?: number },
  use: (page: Page, secret: string) => Promise<void>,
): Promise<void> {
  const { client_secret: secret } = await stage.stripe.paymentIntents.create({
    amount: 4900,
    currency: 'eur',
    allowed_payment_method_types: types as ['card'],
  });
  await withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        body: '<div id="here"></div>',
        setUp: `
const elements = stripe.elements({ clientSecret: '${secret}' });
const element = elements.create('payment', ${options});
element.on('change', (event) => note('change', event));
element.mount('#here');`,
      });
      await frameIn(page, '#here').locator('form.Payment').waitFor();
      await use(page, secret ?? '');
    },
    { locale: 'en-GB', viewport: { width, height: 800 } },
  );
}

const here = (page: Page) => frameIn(page, '#here');
const tabs = (page: Page) => here(page).locator('.TabLabel').allTextContents();
const latest = (page: Page) => page.evaluate("noted.findLast(({ name }) => name === 'change')");
const pay = (page: Page, details = '{}') =>
  page.evaluate(`stripe.confirmPayment({ elements, redirect: 'if_required',
  confirmParams: { return_url: 'https://shop.example/', payment_method_data: { billing_details: ${details} } } })`);
const billing = async (secret: string) => {
  const intent = await stage.stripe.paymentIntents.retrieve(secret.split('_secret_')[0] ?? '', {
    expand: ['payment_method'],
  });
  return (intent.payment_method as { billing_details?: unknown } | null)?.billing_details;
};

describe('optional fields of the payment element', () => {
  it('include the name on a card if the page requests it', () =>
    withElement(
      {
        types: ['card'],
        options:
          "{ fields: { billingDetails: { name: 'always' } }, defaultValues: { billingDetails: { name: 'Jen' } } }",
      },
      async (page, secret) => {
        const name = here(page).getByLabel('Name on card');
        expect(await name.inputValue()).toBe('Jen');
        await name.fill('');
        await typeCardForm(page, '#here', '4242424242424242', '1234123');
        await here(page).getByLabel('Postal code').fill('SW1A 1AA');
        await expect.poll(() => latest(page)).toMatchObject({ complete: false });
        expect(await pay(page)).toMatchObject({ error: { type: 'validation_error' } });
        await name.fill('Jenny Rosen');
        await expect.poll(() => latest(page)).toMatchObject({ complete: true });
        expect(await pay(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
        expect(await billing(secret)).toMatchObject({ name: 'Jenny Rosen', address: { postal_code: 'SW1A 1AA' } });
      },
    ));

  it('omit what the page provides itself', () =>
    withElement(
      {
        types: ['sepa_debit'],
        options: "{ fields: { billingDetails: { name: 'never', email: 'never' } } }",
      },
      async (page, secret) => {
        await here(page).getByLabel('IBAN').fill('DE89370400440532013000');
        expect(await here(page).getByRole('textbox').count()).toBe(1);
        expect(await pay(page, "{ name: 'Jenny Rosen', email: 'jenny@example.com' }")).toMatchObject({
          paymentIntent: { status: 'processing' },
        });
        expect(await billing(secret)).toMatchObject({ name: 'Jenny Rosen', email: 'jenny@example.com' });
      },
    ));

  it('are by default only those that the method requires', () =>
    withElement({ types: ['sepa_debit'] }, async (page) => {
      await here(page).getByLabel('Name of the account holder').waitFor();
      await here(page).getByLabel('E-mail').waitFor();
    }));

  it('may differ by method, and by part of an address', () =>
    withElement(
      {
        types: ['card', 'sepa_debit'],
        options:
          "{ fields: { billingDetails: { address: { country: 'never' } }, sepaDebit: {}, card: { billingDetails: { name: 'always', address: 'if_required' } } } }",
      },
      async (page) => {
        await here(page).getByLabel('Name on card').waitFor();
        expect(await here(page).getByLabel('Country or region').count()).toBe(0);
        expect(await here(page).getByLabel('Postal code').count()).toBe(0);
      },
    ));
});

describe('tabs that do not fit', () => {
  const types = ['card', 'ideal', 'bancontact', 'paypal', 'sepa_debit', 'eps'];

  it('are collected in one menu, and a selected one becomes a tab', () =>
    withElement({ types, width: 390 }, async (page) => {
      const shown = await tabs(page);
      expect(shown.length).toBeLessThan(4);
      const more = here(page).getByLabel('More ways to pay');
      const folded = (await more.locator('option').allTextContents()).slice(1);
      expect(shown.length + folded.length).toBe(6);
      const tops = await here(page)
        .locator('.Tab')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
      expect(new Set(tops).size).toBe(1);
      expect(await troubles(page)).toEqual([]);
      await more.selectOption({ label: 'PayPal' });
      await here(page).getByRole('tab', { name: 'PayPal', selected: true }).waitFor();
      expect(await tabs(page)).toHaveLength(shown.length);
      await expect.poll(() => latest(page)).toMatchObject({ value: { type: 'paypal' } });
      await page.setViewportSize({ width: 1280, height: 800 });
      await expect.poll(() => tabs(page)).toHaveLength(6);
    }));

  it('are all shown if there is space', () =>
    withElement({ types }, async (page) => {
      expect(await tabs(page)).toHaveLength(6);
      expect(await here(page).getByLabel('More ways to pay').count()).toBe(0);
    }));
});
