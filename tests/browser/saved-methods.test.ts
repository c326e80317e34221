import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
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

type Features = Stripe.CustomerSessionCreateParams.Components.PaymentElement.Features;

/** Creates a customer with saved payment methods, a customer session, and a payment. */
async function newCustomer(features: Features = {}, cards: readonly string[] = ['pm_card_visa']) {
  const { id: customer } = await stage.stripe.customers.create({ email: 'jenny@example.com' });
  const saved: Stripe.PaymentMethod[] = [];
  for (const card of cards) {
    const { id } = await stage.stripe.paymentMethods.attach(card, { customer });
    saved.push(await stage.stripe.paymentMethods.update(id, { allow_redisplay: 'always' }));
  }
  const { client_secret: session } = await stage.stripe.customerSessions.create({
    customer,
    components: {
      payment_element: { enabled: true, features: { payment_method_redisplay: 'enabled', ...features } },
    },
  });
  const intent = await stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd', customer });
  return { customer, saved, intent, session };
}

function withForm(
  { intent, session }: Pick<Awaited<ReturnType<typeof newCustomer>>, 'intent' | 'session'>,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const setUp = `
const elements = stripe.elements({ clientSecret: '${intent.client_secret}', customerSessionClientSecret: '${session}' });
const element = elements.create('payment');
for (const name of ['change', 'loaderror', 'savedpaymentmethodremove']) element.on(name, (event) => note(name, event));
element.mount('#here');
const pay = () => stripe.confirmPayment({ elements, redirect: 'if_required' });`;
  return withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, { body: '<div id="here"></div>', setUp });
      await use(page);
    },
    { locale: 'en-US' },
  );
}

const here = (page: Page) => frameIn(page, '#here');
const latest = (page: Page) => page.evaluate('noted.at(-1)');

describe('a customer with saved cards', () => {
  it('pays with the newest immediately, and the page has its id', async () => {
    const customer = await newCustomer({}, ['pm_card_visa', 'pm_card_mastercard']);
    const newest = customer.saved[1];
    await withForm(customer, async (page) => {
      await here(page).getByLabel('Mastercard ending in 4444').waitFor();
      await expect
        .poll(() => latest(page))
        .toMatchObject({ complete: true, value: { type: 'card', payment_method: { id: newest?.id, type: 'card' } } });
      expect(await troubles(page)).toEqual([]);
      expect(await page.evaluate('pay()')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
      expect((await stage.stripe.paymentIntents.retrieve(customer.intent.id)).payment_method).toBe(newest?.id);
    });
  });

  it('may select another, or enter a new one', async () => {
    const customer = await newCustomer({}, ['pm_card_visa', 'pm_card_mastercard']);
    await withForm(customer, async (page) => {
      await here(page).getByText('Visa ending in 4242').click();
      await expect.poll(() => latest(page)).toMatchObject({ value: { payment_method: { id: customer.saved[0]?.id } } });
      await here(page).getByText('Use another payment method').click();
      await expect.poll(() => latest(page)).toMatchObject({ complete: false, empty: true, value: { type: 'card' } });
      await typeCardForm(page, '#here', '378282246310005', '1234 1234');
      await page.keyboard.type('94103');
      expect(await page.evaluate('pay()')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
      const paid = await stage.stripe.paymentIntents.retrieve(customer.intent.id, { expand: ['payment_method'] });
      expect(paid).toMatchObject({ payment_method: { card: { last4: '0005' }, customer: null } });
    });
  });

  it('confirms with a token of a saved one, or of a new one', async () => {
    const customer = await newCustomer();
    const create = 'elements.submit().then(() => stripe.createConfirmationToken({ elements }))';
    await withForm(customer, async (page) => {
      await here(page).getByLabel('Visa ending in 4242').waitFor();
      expect(await page.evaluate(create)).toMatchObject({
        confirmationToken: { payment_method_preview: { customer: customer.customer, card: { last4: '4242' } } },
      });
      await here(page).getByText('Use another payment method').click();
      await typeCardForm(page, '#here', '378282246310005', '1234 1234');
      await page.keyboard.type('94103');
      expect(await page.evaluate(create)).toMatchObject({
        confirmationToken: { payment_method_preview: { customer: null, card: { last4: '0005' } } },
      });
    });
  });

  it('removes one if the server allows it', async () => {
    const customer = await newCustomer({ payment_method_remove: 'enabled' });
    await withForm(customer, async (page) => {
      await here(page).getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
      await here(page).getByLabel('Card number').waitFor();
      expect(await page.evaluate("noted.find(({ name }) => name === 'savedpaymentmethodremove')")).toMatchObject({
        success: true,
        payment_method: { id: customer.saved[0]?.id },
      });
      const { data } = await stage.stripe.customers.listPaymentMethods(customer.customer);
      expect(data).toEqual([]);
    });
  });
});

describe('a customer who may save a card', () => {
  const features = { payment_method_save: 'enabled', payment_method_save_usage: 'off_session' } as const;

  it('and consents, finds it the next time', async () => {
    const customer = await newCustomer(features, []);
    await withForm(customer, async (page) => {
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      await here(page).getByLabel('Save my details for next time').check();
      await expect.poll(() => latest(page)).toMatchObject({ value: { savePaymentMethod: true } });
      expect(await page.evaluate('pay()')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
      const { data } = await stage.stripe.customers.listPaymentMethods(customer.customer);
      expect(data).toMatchObject([{ card: { last4: '4242' }, allow_redisplay: 'always' }]);
    });
  });

  it('and does not consent, has none saved', async () => {
    const customer = await newCustomer(features, []);
    await withForm(customer, async (page) => {
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      expect(await page.evaluate('pay()')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
      expect((await stage.stripe.customers.listPaymentMethods(customer.customer)).data).toEqual([]);
    });
  });
});

it('an expired or invalid customer session is rejected', async () => {
  const { intent } = await newCustomer();
  await withForm({ intent, session: 'cuss_secret_nobodyknowsthisone' }, async (page) => {
    await here(page).getByText('There is no way to pay here.').waitFor();
    expect(await latest(page)).toMatchObject({
      name: 'loaderror',
      error: { code: 'resource_missing', param: 'customer_session_client_secret' },
    });
  });
});
