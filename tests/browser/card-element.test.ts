import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { frameIn, openMerchantPage, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };
const CARD = `
const card = stripe.elements().create('card');
for (const name of ['ready', 'change', 'focus', 'blur', 'escape']) card.on(name, (event) => note(name, event));
card.mount('#card');`;
const PLACE = '<label for="card">Card</label><div id="card"></div>';

describe('the card element', () => {
  it('accepts a card in the formats that people type and creates a payment method', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', '4242424242424242');
        const frame = frameIn(page, '#card');
        await expect
          .poll(() => frame.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)))
          .toEqual(['4242 4242 4242 4242', '12 / 34', '123', '94103']);
        const made = await page.evaluate(
          "stripe.createPaymentMethod({ type: 'card', card, billing_details: { name: 'Jenny' } })",
        );
        expect(made).toMatchObject({
          paymentMethod: {
            card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 },
            billing_details: { name: 'Jenny', address: { postal_code: '94103' } },
          },
        });
      },
      ENGLISH,
    ));

  it('emits change events without card data, and sets its CSS classes', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        const classes = () => page.locator('#card').evaluate((place) => [...place.classList].sort());
        await frameIn(page, '#card').getByLabel('Card number').waitFor();
        expect(await classes()).toEqual(['StripeElement', 'StripeElement--empty']);

        await typeCard(page, '#card', '4242424242424242', '');
        await expect.poll(classes).toEqual(['StripeElement', 'StripeElement--focus']);
        await page.keyboard.type('123412394103');
        await expect.poll(classes).toEqual(['StripeElement', 'StripeElement--complete', 'StripeElement--focus']);
        await page.keyboard.press('Escape');

        const noted = (await page.evaluate('noted')) as { name: string; brand?: string; complete?: boolean }[];
        expect(noted[0]).toEqual({ name: 'ready', elementType: 'card' });
        expect(noted.map(({ name }) => name)).toContain('escape');
        expect(noted.filter(({ name }) => name === 'focus')).toHaveLength(1);
        expect(noted.findLast(({ name }) => name === 'change')).toEqual({
          name: 'change',
          elementType: 'card',
          empty: false,
          complete: true,
          brand: 'visa',
          error: undefined,
          value: { postalCode: '94103' },
        });
      },
      ENGLISH,
    ));

  it.each([
    ['4242424242424241', '', 'invalid_number'],
    ['4242424242424242', '1220', 'invalid_expiry_year_past'],
    ['4242424242424242', '13', 'invalid_expiry_month'],
  ])('%s %s: the customer sees the error immediately', (number, rest, code) =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', number, rest);
        await expect.poll(() => page.evaluate('noted.at(-1).error?.code')).toBe(code);
        const { error } = (await page.evaluate("stripe.createPaymentMethod({ type: 'card', card })")) as {
          error: unknown;
        };
        expect(error).toMatchObject({ type: 'validation_error', code });
      },
      ENGLISH,
    ),
  );

  it('is declined like its test number, and remains usable', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        const intent = await stage.stripe.paymentIntents.create(
          { amount: 1099, currency: 'usd', payment_method_types: ['card'] } as never,
          { apiVersion: '2025-08-27.basil' },
        );
        const pay = `stripe.confirmCardPayment('${intent.client_secret}', { payment_method: { card } })`;
        await typeCard(page, '#card', '4000000000009995');
        expect(await page.evaluate(pay)).toMatchObject({
          error: {
            type: 'card_error',
            code: 'card_declined',
            decline_code: 'insufficient_funds',
            payment_intent: { id: intent.id },
          },
        });
        await page.evaluate('card.clear()');
        await typeCard(page, '#card', '4242424242424242');
        expect(await page.evaluate(pay)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
      },
      ENGLISH,
    ));

  it('keeps the caret in place when a number is corrected in the middle', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        const field = frameIn(page, '#card').getByLabel('Card number');
        await field.click();
        await page.keyboard.type('424242');
        // "4242 42|": Backspace deletes the gap and the digit before it.
        for (const key of ['ArrowLeft', 'ArrowLeft', 'Backspace', '9']) await page.keyboard.press(key);
        expect(await field.inputValue()).toBe('4249 42');
        await page.keyboard.press('7');
        expect(await field.inputValue()).toBe('4249 742');
      },
      ENGLISH,
    ));

  it('accepts a postal code from the page', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await frameIn(page, '#card').getByLabel('Card number').waitFor();
        await page.evaluate("card.update({ value: { postalCode: '94103' } }), 0");
        await expect.poll(() => frameIn(page, '#card').getByLabel('ZIP code').inputValue()).toBe('94103');
      },
      ENGLISH,
    ));

  it('accepts a pasted number; Backspace in an empty field moves back', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        const frame = frameIn(page, '#card');
        const field = frame.getByLabel('Card number');
        await field.click();
        await page.keyboard.insertText('3782-822463-10005');
        expect(await field.inputValue()).toBe('3782 822463 10005');
        await expect
          .poll(() => frame.getByLabel('Expiration date').evaluate((one) => one === document.activeElement))
          .toBe(true);
        await page.keyboard.press('Backspace');
        await page.keyboard.press('Backspace');
        expect(await field.inputValue()).toBe('3782 822463 1000');
      },
      ENGLISH,
    ));

  it("has the page's style in each of its states", () =>
    withPage(
      stage.browser,
      async (page) => {
        const style =
          "{ base: { color: 'rgb(1, 2, 3)', fontSize: '22px', '::placeholder': { color: 'rgb(9, 9, 9)' } }, invalid: { color: 'rgb(200, 0, 0)' } }";
        await openMerchantPage(page, stage, {
          body: PLACE,
          setUp: `const card = stripe.elements().create('card', { style: ${style} }); card.mount('#card');`,
        });
        const field = frameIn(page, '#card').getByLabel('Card number');
        await field.waitFor();
        const look = () =>
          field.evaluate((one) => [
            getComputedStyle(one).color,
            getComputedStyle(one).fontSize,
            getComputedStyle(one, '::placeholder').color,
          ]);
        expect(await look()).toEqual(['rgb(1, 2, 3)', '22px', 'rgb(9, 9, 9)']);
        await field.fill('4242424242424241');
        await expect.poll(async () => (await look())[0]).toBe('rgb(200, 0, 0)');
      },
      ENGLISH,
    ));

  it.each([
    ['fr', 'Numéro de carte'],
    ['de', 'Kartennummer'],
    ['da', 'Kortnummer'],
    ['fi', 'Kortin numero'],
    ['ko', '카드 번호'],
    ['fr-CA', 'Numéro de carte'],
    ['en-US@posix', 'Card number'],
    ['!', 'Card number'],
    ['xx', 'Card number'],
  ])('is translated to %s', (locale, label) =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD, options: `{ locale: '${locale}' }` });
        await frameIn(page, '#card').getByLabel(label).waitFor();
      },
      ENGLISH,
    ),
  );
});

describe('separate card fields', () => {
  const FIELDS = `
const elements = stripe.elements();
const number = elements.create('cardNumber', { showIcon: true });
const expiry = elements.create('cardExpiry');
const cvc = elements.create('cardCvc');
number.on('change', (event) => note('number', event));
cvc.on('change', (event) => note('cvc', event));
number.mount('#number'); expiry.mount('#expiry'); cvc.mount('#cvc');`;
  const PLACES = '<div id="number"></div><div id="expiry"></div><div id="cvc"></div>';
  const type = async (page: Parameters<typeof frameIn>[0], place: string, text: string) => {
    await frameIn(page, place).getByRole('textbox').click();
    await page.keyboard.type(text);
  };

  it('create one payment method together', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACES, setUp: FIELDS });
        await type(page, '#number', '378282246310005');
        const make = "stripe.createPaymentMethod({ type: 'card', card: number })";
        expect(await page.evaluate(make)).toMatchObject({ error: { code: 'incomplete_expiry' } });
        await type(page, '#expiry', '434');
        await type(page, '#cvc', '1234');
        expect(await page.evaluate(make)).toMatchObject({
          paymentMethod: {
            card: { brand: 'amex', last4: '0005', exp_month: 4, exp_year: 2034, checks: { cvc_check: 'unchecked' } },
          },
        });
        expect(await page.evaluate("noted.findLast(({ name }) => name === 'cvc').complete")).toBe(true);
      },
      ENGLISH,
    ));

  it('wait for a field that is still loading', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACES, setUp: FIELDS.replace(" cvc.mount('#cvc');", '') });
        await type(page, '#number', '4242424242424242');
        await type(page, '#expiry', '1234');
        const held = Promise.withResolvers<void>();
        const loading = Promise.withResolvers<void>();
        await page.route(/elements-inner-card/, async (route) => {
          loading.resolve();
          await held.promise;
          await route.continue();
        });
        await page.evaluate("cvc.mount('#cvc')");
        await loading.promise;
        const made = page.evaluate("stripe.createPaymentMethod({ type: 'card', card: number })");
        expect(await Promise.race([made, page.evaluate("'waiting'")])).toBe('waiting');
        held.resolve();
        expect(await made).toMatchObject({ error: { code: 'incomplete_cvc' } });
        await page.evaluate('cvc.destroy()');
        expect(await page.evaluate("stripe.createPaymentMethod({ type: 'card', card: number })")).toMatchObject({
          paymentMethod: { card: { checks: { cvc_check: null } } },
        });
      },
      ENGLISH,
    ));

  it('still work together after one was unmounted and mounted again', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACES, setUp: FIELDS });
        await type(page, '#number', '4242424242424242');
        await page.evaluate("cvc.unmount(); cvc.mount('#cvc')");
        await type(page, '#expiry', '1234');
        await type(page, '#cvc', '123');
        expect(await page.evaluate('stripe.createToken(number)')).toMatchObject({
          token: { type: 'card', card: { last4: '4242' } },
        });
      },
      ENGLISH,
    ));
});

describe('mistakes of a page', () => {
  const thrown = (call: string) =>
    `(async () => { try { await ${call}; return 'nothing'; } catch (error) { return error.name + ': ' + error.message; } })()`;
  it.each([
    ["Stripe('sk_test_123')", 'secret key'],
    ["Stripe('')", 'publishable key'],
    ["stripe.elements().create('card').mount('#nowhere')", '#nowhere'],
    ["(card.mount('#other'), 0)", 'mounted already'],
    ["stripe.elements().create('card').mount('#missing')", '#missing'],
    ["stripe.elements().create('payment')", 'clientSecret'],
    ["stripe.elements({ clientSecret: 'pi_123_secret_123', mode: 'payment' })", 'not both'],
    ["stripe.elements({ mode: 'payment', currency: 'usd' })", 'needs the amount'],
    ["stripe.createPaymentMethod({ type: 'card', card: stripe.elements().create('card') })", 'not in the page'],
    ["stripe.createPaymentMethod({ type: 'card', card: { number: '4242' } })", 'never pass through your page'],
    ["stripe.confirmCardPayment('pi_123')", 'client secret'],
  ])('%s is explained', (call, words) =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: `${PLACE}<div id="other"></div>`, setUp: CARD });
        expect(await page.evaluate(thrown(call))).toContain(words);
      },
      ENGLISH,
    ),
  );

  it('a wrong secret is rejected by the API, with the error of Stripe.js', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        expect(await page.evaluate("stripe.retrievePaymentIntent('pi_1234567890_secret_abcdefgh')")).toMatchObject({
          error: { type: 'invalid_request_error', code: 'resource_missing' },
        });
      },
      ENGLISH,
    ));

  it('an element that is unmounted during a call returns an error, and can be mounted again', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', '4242424242424242');
        const asked =
          "(() => { const made = stripe.createPaymentMethod({ type: 'card', card }); card.unmount(); return made; })()";
        expect(await page.evaluate(asked)).toMatchObject({ error: { type: 'invalid_request_error' } });
        await page.evaluate("card.mount('#card')");
        await typeCard(page, '#card', '4242424242424242');
        expect(await page.evaluate("stripe.createPaymentMethod({ type: 'card', card })")).toHaveProperty(
          'paymentMethod',
        );
      },
      ENGLISH,
    ));

  it('an unreachable server is a connection error', () =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', '4242424242424242');
        await page.route('**/v1/**', (route) => route.abort());
        expect(await page.evaluate("stripe.createPaymentMethod({ type: 'card', card })")).toMatchObject({
          error: { type: 'api_connection_error' },
        });
        await page.unroute('**/v1/**');
        expect(await page.evaluate("stripe.createPaymentMethod({ type: 'card', card })")).toHaveProperty(
          'paymentMethod',
        );
      },
      ENGLISH,
    ));
});
