import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { newSession } from './checkout-page.ts';
import { openStage, type Stage } from './stage.ts';

/** The handles that `web/checkout/handles.ts` promises to people's end-to-end tests. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function at(
  params: Partial<Stripe.Checkout.SessionCreateParams>,
  use: (page: Page, session: Stripe.Checkout.Session) => Promise<void>,
): Promise<void> {
  await withPage(
    stage.browser,
    async (page) => {
      const session = await newSession(stage, params);
      await page.goto(session.url ?? '');
      await use(page, session);
    },
    { locale: 'en-US' },
  );
}

async function fillCard(page: Page): Promise<void> {
  await page.fill('#cardNumber', '4242424242424242');
  await page.fill('input[name="cardExpiry"]', '1234');
  await page.fill('#cardCvc', '123');
  await page.fill('#billingName', 'Jenny Rosen');
}

it('pays with a card by its ids and names', () =>
  at({ allowed_payment_method_types: ['card'] }, async (page) => {
    await page.locator('form.PaymentForm-form').waitFor();
    await page.fill('#email', 'jenny@example.com');
    await page.click('[data-testid="card-accordion-item"]');
    await fillCard(page);
    await page.selectOption('#billingCountry', 'US');
    await page.fill('[name="billingPostalCode"]', '94103');
    await page.click('[data-testid="hosted-payment-submit-button"]');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  }));

it.each([
  '[data-testid="card-accordion-item"]',
  '[data-testid="card-accordion-item-button"]',
  '#payment-method-accordion-item-title-card',
  '#card-tab',
  'input[value="card"]',
])('opens the card among other payment methods with %s', (handle) =>
  at({ allowed_payment_method_types: ['card', 'cashapp'] }, async (page) => {
    await page.locator('[data-testid="cashapp-accordion-item-button"]').click();
    await page.locator('#cardNumber').waitFor({ state: 'detached' });
    await page.locator(handle).click();
    await fillCard(page);
    await page.locator('.SubmitButton--complete').waitFor();
  }),
);

it('has the fields of addresses, a phone number, terms and a promotion code', () =>
  at(
    {
      billing_address_collection: 'required',
      shipping_address_collection: { allowed_countries: ['US'] },
      phone_number_collection: { enabled: true },
      allow_promotion_codes: true,
      allowed_payment_method_types: ['card'],
    },
    async (page) => {
      await page.fill('#phoneNumber', '+1 415 555 0100');
      const parts = ['AddressLine1', 'AddressLine2', 'Locality', 'PostalCode'];
      for (const field of ['shippingName', ...parts.map((part) => `shipping${part}`)])
        await page.fill(`#${field}`, '94103');
      await page.selectOption('#shippingCountry', 'US');
      await page.selectOption('#shippingAdministrativeArea', 'CA');
      await page.uncheck('#cardUseShippingAsBilling');
      for (const part of parts) await page.fill(`input[name="billing${part}"]`, '94103');
      await page.selectOption('#billingCountry', 'US');
      await page.selectOption('select[name="billingAdministrativeArea"]', { label: 'New York' });
      await page.getByText(/promotion code/i).click();
      await page.fill('#promotionCode', 'SAVE');
    },
  ));

it('links back to the cancel_url', () =>
  at({ cancel_url: `${stage.shop.returnUrl}&canceled=1` }, async (page, session) => {
    expect(await page.locator('a[data-testid="business-link"]').getAttribute('href')).toBe(session.cancel_url);
    await page.locator(`a[href="${session.cancel_url}"]`).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(page.url()).toBe(session.cancel_url);
  }));

it('the embedded page is in a frame named embedded-checkout', () =>
  withPage(stage.browser, async (page) => {
    const { client_secret: secret } = await newSession(stage, {
      ui_mode: 'embedded_page',
      return_url: stage.shop.returnUrl,
    });
    const document = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><div id="checkout"></div>
<script src="${stage.url}/endive/stripe.js"></script><script>
Stripe('pk_test_TYooMQauvdEDq54NiTphI7jx').createEmbeddedCheckoutPage({ clientSecret: '${secret}' }).then((page) => page.mount('#checkout'));
</script></html>`;
    await page.goto(stage.shop.page(document));
    await fillCardIn(page.frameLocator('iframe[name="embedded-checkout"]'));
  }));

async function fillCardIn(frame: ReturnType<Page['frameLocator']>): Promise<void> {
  await frame.locator('#cardNumber').fill('4242424242424242');
  await frame.getByTestId('hosted-payment-submit-button').waitFor();
}
