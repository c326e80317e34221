import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { frameIn, openMerchantPage, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const PLACES = '<div id="address"></div><div id="email"></div><div id="express"></div><div id="payment"></div>';

function withElements(setUp: string, use: (page: Page) => Promise<void>): Promise<void> {
  return withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, { body: PLACES, setUp });
      await use(page);
    },
    { locale: 'en-US' },
  );
}

/** Mounts an element of a form for 49.00 kr. and records its events. */
const mounted = (type: string, options = '{}', place = type) => `
const elements = stripe.elements({ mode: 'payment', amount: 4900, currency: 'dkk' });
const element = elements.create('${type}', ${options});
for (const name of ['loaderstart', 'ready', 'change']) element.on(name, (event) => note(name, event));
element.mount('#${place}');`;
const latest = (page: Page) => page.evaluate('noted.at(-1)');

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await frameIn(page, '#address').getByLabel(label).fill(text);
}
const HOME = {
  'Full name': 'Jenny Rosen',
  Address: '510 Townsend St',
  City: 'San Francisco',
};

describe('the address element', () => {
  it('emits an address as soon as it is complete', () =>
    withElements(mounted('address', "{ mode: 'shipping', fields: { phone: 'always' } }"), async (page) => {
      await fill(page, { ...HOME, 'ZIP code': '94103' });
      await frameIn(page, '#address').getByLabel('State or province').selectOption('California');
      await expect.poll(() => latest(page)).toMatchObject({ complete: false, empty: false });
      await fill(page, { 'Phone number': '+1 555 0100' });
      const value = {
        name: 'Jenny Rosen',
        address: {
          line1: '510 Townsend St',
          line2: null,
          city: 'San Francisco',
          state: 'CA',
          postal_code: '94103',
          country: 'US',
        },
        phone: '+1 555 0100',
      };
      await expect
        .poll(() => latest(page))
        .toEqual({
          name: 'change',
          elementType: 'address',
          elementMode: 'shipping',
          empty: false,
          complete: true,
          isNewAddress: true,
          value,
        });
      expect(await page.evaluate('element.getValue()')).toEqual({ complete: true, isNewAddress: true, value });
    }));

  it('has the fields of the country', () =>
    withElements(mounted('address', "{ mode: 'billing', allowedCountries: ['DK', 'IE', 'HK'] }"), async (page) => {
      const frame = frameIn(page, '#address');
      const labels = () => frame.locator('.Label').allTextContents();
      await frame.getByLabel('Full name').waitFor();
      expect(await frame.getByLabel('Country or region').locator('option').allTextContents()).toEqual([
        'Denmark',
        'Hong Kong',
        'Ireland',
      ]);
      const LINES = ['Full name', 'Country or region', 'Address', 'Apartment, floor, c/o (optional)', 'City'];
      expect(await labels()).toEqual([...LINES, 'Postal code']);
      await frame.getByLabel('Country or region').selectOption('IE');
      expect(await labels()).toEqual([...LINES, 'State or province']);
      await frame.getByLabel('Country or region').selectOption('HK');
      expect(await labels()).toEqual(LINES);
    }));

  it('accepts default values from the page, with a name in two parts', () => {
    const options = `{ mode: 'billing', display: { name: 'split' }, defaultValues: { firstName: 'Jenny', lastName: 'Rosen',
      address: { country: 'DK', line1: 'Vestergade 1', city: 'København', postal_code: '1456' } } }`;
    return withElements(mounted('address', options), async (page) => {
      await frameIn(page, '#address').getByLabel('First name').waitFor();
      expect(await page.evaluate('element.getValue()')).toMatchObject({
        complete: true,
        value: {
          name: 'Jenny Rosen',
          firstName: 'Jenny',
          lastName: 'Rosen',
          address: { country: 'DK', city: 'København' },
        },
      });
    });
  });

  it('shows what is missing when the form is submitted', () =>
    withElements(mounted('address', "{ mode: 'billing' }"), async (page) => {
      await fill(page, { 'Full name': 'Jenny Rosen', 'ZIP code': '941' });
      expect(await page.evaluate('elements.submit()')).toMatchObject({
        error: { type: 'validation_error', code: 'incomplete_field' },
      });
      await frameIn(page, '#address').getByText('The postal code is not complete.').waitFor();
      await expect
        .poll(() =>
          frameIn(page, '#address')
            .getByLabel('Address')
            .evaluate((one) => one === document.activeElement),
        )
        .toBe(true);
    }));

  it('exists once for shipping and once for billing', () =>
    withElements(
      `const elements = stripe.elements();
const shipping = elements.create('address', { mode: 'shipping' });
const billing = elements.create('address', { mode: 'billing' });
const found = [elements.getElement('address', { mode: 'shipping' }) === shipping, elements.getElement('address') === billing];`,
      async (page) => {
        expect(await page.evaluate('found')).toEqual([true, true]);
        const twice = "try { elements.create('address', { mode: 'shipping' }) } catch (error) { error.message }";
        expect(await page.evaluate(twice)).toContain('has a shipping address element already');
      },
    ));
});

describe('the link authentication element', () => {
  it('is the field for an e-mail address', () =>
    withElements(mounted('linkAuthentication', '{}', 'email'), async (page) => {
      const field = frameIn(page, '#email').getByLabel('E-mail');
      await field.fill('jenny@');
      expect(await page.evaluate('elements.submit()')).toMatchObject({ error: { code: 'incomplete_email' } });
      await frameIn(page, '#email').getByText('The e-mail address is not complete.').waitFor();
      await field.fill('jenny@example.com');
      await expect
        .poll(() => latest(page))
        .toEqual({
          name: 'change',
          elementType: 'linkAuthentication',
          complete: true,
          empty: false,
          value: { email: 'jenny@example.com' },
        });
    }));
});

describe('the express checkout element', () => {
  it('shows nothing without a wallet, and emits that', () =>
    withElements(mounted('expressCheckout', '{}', 'express'), async (page) => {
      await expect
        .poll(() => latest(page))
        .toEqual({ name: 'ready', elementType: 'expressCheckout', availablePaymentMethods: undefined });
      const height = () => page.locator('#express iframe').evaluate((frame) => frame.getBoundingClientRect().height);
      await expect.poll(height).toBe(0);
    }));
});

describe('elements of one form', () => {
  it('require the values of fields that the page has removed', () =>
    withElements(
      `const elements = stripe.elements({ mode: 'payment', amount: 4900, currency: 'dkk' });
elements.create('payment', { fields: { billingDetails: { address: 'never' } } }).mount('#payment');
const make = (params) => stripe.createPaymentMethod({ elements, params }).catch((error) => error.message);`,
      async (page) => {
        await typeCardForm(page, '#payment', '4242424242424242');
        await page.evaluate('elements.submit()');
        expect(await page.evaluate('make({})')).toContain('billing_details.address');
        expect(await page.evaluate("make({ billing_details: { address: { country: 'DK' } } })")).toMatchObject({
          paymentMethod: { billing_details: { address: { country: 'DK' } } },
        });
      },
    ));

  it('pay together: e-mail and billing address on the payment method, the other address on the payment', async () => {
    const intent = await stage.stripe.paymentIntents.create({ amount: 4900, currency: 'usd' });
    const setUp = `
const elements = stripe.elements({ clientSecret: '${intent.client_secret}' });
const address = { country: 'US', line1: '510 Townsend St', city: 'San Francisco', state: 'CA', postal_code: '94103' };
elements.create('address', { mode: 'shipping', defaultValues: { name: 'Jenny Rosen', address } }).mount('#address');
elements.create('linkAuthentication', { defaultValues: { email: 'jenny@example.com' } }).mount('#email');
elements.create('payment').mount('#payment');`;
    await withElements(setUp, async (page) => {
      await typeCardForm(page, '#payment', '4242424242424242');
      await page.keyboard.type('94107');
      expect(await page.evaluate("stripe.confirmPayment({ elements, redirect: 'if_required' })")).toMatchObject({
        paymentIntent: { status: 'succeeded' },
      });
      const paid = await stage.stripe.paymentIntents.retrieve(intent.id, { expand: ['payment_method'] });
      expect(paid).toMatchObject({
        shipping: { name: 'Jenny Rosen', address: { line1: '510 Townsend St', postal_code: '94103' } },
        payment_method: { billing_details: { email: 'jenny@example.com', address: { postal_code: '94107' } } },
      });
    });
  });

  it('save a card with the address', async () => {
    const intent = await stage.stripe.setupIntents.create();
    const setUp = `
const elements = stripe.elements({ clientSecret: '${intent.client_secret}' });
const address = { country: 'DK', line1: 'Vestergade 1', city: 'København', postal_code: '1456' };
elements.create('address', { mode: 'billing', defaultValues: { name: 'Jenny Rosen', address } }).mount('#address');
elements.create('payment', { fields: { billingDetails: { address: 'never' } } }).mount('#payment');`;
    await withElements(setUp, async (page) => {
      await typeCardForm(page, '#payment', '4242424242424242');
      expect(await page.evaluate("stripe.confirmSetup({ elements, redirect: 'if_required' })")).toMatchObject({
        setupIntent: { status: 'succeeded' },
      });
      const saved = await stage.stripe.setupIntents.retrieve(intent.id, { expand: ['payment_method'] });
      expect(saved).toMatchObject({
        payment_method: { billing_details: { name: 'Jenny Rosen', address: { city: 'København', country: 'DK' } } },
      });
    });
  });
});
