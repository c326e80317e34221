import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

/** The handles that `web/elements/handles.ts` promises to people's end-to-end tests. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Mounts an element of a group in `#here`. */
async function mounted(
  element: { type: string; options?: string; group?: string; train?: string },
  use: (frame: FrameLocator, page: Page) => Promise<void>,
): Promise<void> {
  const { type, options = '{}', group = "{ mode: 'payment', amount: 1099, currency: 'eur' }", train = 'v3/' } = element;
  await withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        train,
        body: '<div id="here"></div>',
        setUp: `const elements = stripe.elements(${group}); elements.create('${type}', ${options}).mount('#here');`,
      });
      await use(page.frameLocator('iframe[name^="__privateStripeFrame"]'), page);
    },
    { locale: 'en-US' },
  );
}

/** Fills every handle, and checks that it is one input that takes the value. */
async function fillAll(frame: FrameLocator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [selector, value] of Object.entries(values)) {
    const input = frame.locator(selector);
    if (selector.startsWith('select')) await input.selectOption(value);
    else await input.fill(value);
    expect([selector, (await input.inputValue()).replaceAll(' ', '')]).toEqual([selector, value]);
  }
}

describe('card elements', () => {
  it('are empty by their class', () =>
    mounted({ type: 'card' }, async (frame) => {
      expect(await frame.locator('form.ElementsApp.is-empty input.InputElement.is-empty').count()).toBe(4);
    }));

  it.each([
    [
      'names',
      {
        'input[name="cardnumber"]': '4242424242424242',
        'input[name="exp-date"]': '12/34',
        'input[name="cvc"]': '123',
        'input[name="postal"]': '94103',
      },
    ],
    [
      'stable field names',
      {
        '[data-elements-stable-field-name="cardNumber"]': '4242424242424242',
        '[data-elements-stable-field-name="cardExpiry"]': '12/34',
        '[data-elements-stable-field-name="cardCvc"]': '123',
        '[data-elements-stable-field-name="postalCode"]': '94103',
      },
    ],
    [
      'labels',
      {
        '[aria-label="Credit or debit card number"]': '4242424242424242',
        '[aria-label="Credit or debit card expiration date"]': '12/34',
        '[aria-label="Credit or debit card CVC/CVV"]': '123',
      },
    ],
    [
      'classes and placeholders',
      {
        'form.ElementsApp input.InputElement[placeholder="Card number"]': '4242424242424242',
        'input.InputElement[placeholder="MM / YY"]': '12/34',
        'input.InputElement[placeholder="CVC"]': '123',
        'input.InputElement[placeholder^="ZIP"]': '94103',
      },
    ],
  ])('have their %s', (_what, values) => mounted({ type: 'card' }, (frame) => fillAll(frame, values)));

  it.each([
    ['cardNumber', 'Secure card number input frame', 'cardnumber', '4242424242424242'],
    ['cardExpiry', 'Secure expiration date input frame', 'exp-date', '12/34'],
    ['cardCvc', 'Secure CVC input frame', 'cvc', '123'],
  ])('%s has its frame and its input', (type, title, name, value) =>
    mounted({ type }, async (frame, page) => {
      await page.locator(`.StripeElement .__PrivateStripeElement > iframe[title="${title}"]`).waitFor();
      await page.locator(`iframe[src*="elements-inner-card"][src*="componentName=${type}"]`).waitFor();
      await fillAll(frame, { [`input[name="${name}"][data-elements-stable-field-name="${type}"]`]: value });
    }),
  );
});

describe('the payment element', () => {
  const WITH_IDEAL = "{ mode: 'payment', amount: 1099, currency: 'eur', allowedPaymentMethodTypes: ['card', 'ideal'] }";
  const CARD = { number: '4242424242424242', expiry: '12/34', cvc: '123' };

  it('has the names of its inputs, and its frame', () =>
    mounted({ type: 'payment' }, async (frame, page) => {
      await fillAll(frame, {
        'input[name="number"]': CARD.number,
        'input[name="expiry"]': CARD.expiry,
        'input[name="cvc"]': CARD.cvc,
        'select[name="country"]': 'US',
        'input[name="postalCode"]': '94103',
      });
      await page.locator('iframe[title="Secure payment input frame"][src*="/v3/elements-inner-payment"]').waitFor();
      expect(page.frame({ url: /elements-inner-payment/ })).not.toBeNull();
      expect(await page.locator('iframe').getAttribute('allow')).toBe('payment *; publickey-credentials-get *');
    }));

  it.each([
    ['v3/', 'Field'],
    ['basil/stripe.js', 'Field'],
    ['clover/stripe.js', 'payment'],
    ['endive/stripe.js', 'payment'],
  ])('of %s has the ids %s-numberInput and so on', (train, prefix) =>
    mounted({ type: 'payment', train }, (frame) =>
      fillAll(frame, {
        [`input[id="${prefix}-numberInput"]`]: CARD.number,
        [`#${prefix}-expiryInput`]: CARD.expiry,
        [`#${prefix}-cvcInput`]: CARD.cvc,
        [`select[id="${prefix}-countryInput"]`]: 'US',
        [`#${prefix}-postalCodeInput`]: '94103',
      }),
    ),
  );

  it.each(['#ideal-tab', '[data-testid="ideal"]', 'button[value="ideal"]', '[data-value="ideal"]'])(
    'has the tab %s',
    (tab) =>
      mounted({ type: 'payment', group: WITH_IDEAL }, async (frame) => {
        await frame.locator('#card-tab.Tab--selected').waitFor();
        await frame.locator(tab).click();
        await frame.locator('#Field-bankInput').selectOption('ing');
      }),
  );

  it.each(['[data-testid="card"]', '[data-value="card"]'])('has %s, too, if only cards are offered', (handle) =>
    mounted({ type: 'payment' }, async (frame) => {
      await frame.locator(handle).click();
      await frame.locator('input[name="number"]').fill(CARD.number);
    }),
  );

  it.each(['[data-testid="ideal"]', '[data-value="ideal"]', 'input[value="ideal"]'])('has the row %s', (row) =>
    mounted({ type: 'payment', options: "{ layout: 'accordion' }", group: WITH_IDEAL }, async (frame) => {
      await frame.locator(row).click();
      await frame.locator('select[name="bank"]').selectOption('ing');
    }),
  );
});

it('the elements of bank accounts have their names', async () => {
  await mounted({ type: 'auBankAccount', group: '{}' }, (frame) =>
    fillAll(frame, { 'input[name="au_bsb"]': '000-000', '[name="au_bank_account_number"]': '000123456' }),
  );
  await mounted({ type: 'iban', options: "{ supportedCountries: ['SEPA'] }", group: '{}' }, (frame) =>
    fillAll(frame, { 'input[name="iban"]': 'DE89370400440532013000' }),
  );
});

describe('the address element', () => {
  it.each([
    ['v3/', 'Field'],
    ['endive/stripe.js', 'shippingAddress'],
  ])('of %s has its names and ids', (train, prefix) =>
    mounted({ type: 'address', options: "{ mode: 'shipping' }", group: '{}', train }, async (frame) => {
      await frame.locator('select[name="country"]').selectOption('US');
      const values = {
        name: 'Jenny',
        addressLine1: '1AStreet',
        addressLine2: '2ndfloor',
        locality: 'SanFrancisco',
        postalCode: '94103',
      };
      await fillAll(
        frame,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [`input[name="${name}"]`, value])),
      );
      await fillAll(
        frame,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [`#${prefix}-${name}Input`, value])),
      );
      await frame.locator('select[name="administrativeArea"]').selectOption('CA');
      await frame.locator(`#${prefix}-administrativeAreaInput`).selectOption({ label: 'New York' });
    }),
  );
});

it('the e-mail address has its name and id', () =>
  mounted({ type: 'linkAuthentication', group: '{}' }, (frame) =>
    fillAll(frame, { 'input[name="email"]': 'a@example.com', '#Field-emailInput': 'b@example.com' }),
  ));
