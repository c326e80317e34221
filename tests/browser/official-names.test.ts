import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesIn, type StripeJsNames } from '../../scripts/stripe-js-names.ts';
import { withPage } from '../support/browser.ts';
import { openMerchantPage, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const NAMES = JSON.parse(readFileSync(new URL('stripe-js-names.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, StripeJsNames>
>;
/** The script that each major of `@stripe/stripe-js` loads. */
const TRAINS: Readonly<Record<string, string>> = { 6: 'acacia', 7: 'basil', 8: 'clover', 9: 'dahlia', 10: 'endive' };
const ENGLISH = { locale: 'en-US' };

it('the list of names is that of the installed types', () => {
  const folder = fileURLToPath(new URL('..', import.meta.resolve('@stripe/stripe-js')));
  expect(namesIn(folder)).toEqual(NAMES[10]);
});

describe.each(Object.entries(NAMES))('every name of @stripe/stripe-js %s', (major, names) => {
  const train = TRAINS[major] ? `${TRAINS[major]}/stripe.js` : 'v3/';

  it('exists: calls, elements and those of Checkout', () =>
    withPage(
      stage.browser,
      async (page) => {
        const session = await stage.stripe.checkout.sessions.create({
          ui_mode: 'elements',
          mode: 'payment',
          return_url: stage.shop.returnUrl,
          line_items: [
            { quantity: 1, price_data: { currency: 'usd', unit_amount: 900, product_data: { name: 'Pen' } } },
          ],
        });
        await openMerchantPage(page, stage, {
          train,
          body: '<div id="here"></div>',
          setUp: `
const elements = stripe.elements({ mode: 'payment', amount: 1099, currency: 'usd' });
const missing = (object, names) => names.filter((name) => typeof object[name] !== 'function');
const create = (type) => {
  const element = elements.create(type, { mode: 'billing' });
  const isWhole = missing(element, ['mount', 'unmount', 'destroy', 'update', 'on', 'once', 'off', 'blur', 'focus', 'clear']);
  if (elements.getElement(type) !== element) return type + ' is not found';
  element.mount('#here');
  element.destroy();
  return isWhole.length > 0 ? type + ' lacks ' + isWhole : undefined;
};
const secret = '${session.client_secret}';
const checkout = async () =>
  (stripe.initCheckoutFormSdk ?? stripe.initCheckoutElementsSdk ?? stripe.initCheckout ?? stripe.initCustomCheckout)?.({
    clientSecret: secret, fetchClientSecret: async () => secret,
  });`,
        });
        expect(await page.evaluate(`missing(stripe, ${JSON.stringify(names.calls)})`)).toEqual([]);
        const broken = `${JSON.stringify(names.elements)}.map(create).filter(Boolean)`;
        expect(await page.evaluate(broken)).toEqual([]);
        if (names.checkout.length > 0)
          expect(
            await page.evaluate(`checkout().then((sdk) => missing(sdk, ${JSON.stringify(names.checkout)}))`),
          ).toEqual([]);
      },
      ENGLISH,
    ));
});

describe('an element that shows nothing', () => {
  it('is ready at once, and logs why in the console, once', () =>
    withPage(
      stage.browser,
      async (page) => {
        const messages: string[] = [];
        page.on('console', (message) => messages.push(message.text()));
        await openMerchantPage(page, stage, {
          body: '<div id="here"></div><div id="there"></div>',
          setUp: `
for (const place of ['#here', '#there'])
  stripe.elements().create('paymentMethodMessaging').on('ready', (event) => note('ready', event)).mount(place);`,
        });
        await page.waitForFunction('noted.length === 2');
        expect(await page.evaluate('noted[0]')).toEqual({ name: 'ready', elementType: 'paymentMethodMessaging' });
        expect(messages).toEqual([expect.stringContaining('The paymentMethodMessaging element shows nothing')]);
      },
      ENGLISH,
    ));
});

describe('older calls', () => {
  /** Opens a page with an element of a type, types into its fields, and returns the result of a call. */
  const entered = (type: string, fields: Readonly<Record<string, string>>, call: string) =>
    withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, {
          body: '<div id="here"></div>',
          setUp: `const element = stripe.elements().create('${type}', { supportedCountries: ['SEPA'] }); element.mount('#here');
element.on('change', (event) => note('change', event));`,
        });
        if (type === 'card') await typeCard(page, '#here', '4242424242424242');
        const frame = page.frameLocator('#here iframe');
        for (const [label, value] of Object.entries(fields)) {
          const field = frame.getByLabel(label);
          if (label === 'Bank') await field.selectOption(value);
          else await field.pressSequentially(value);
        }
        return { result: await page.evaluate(call), last: await page.evaluate('noted.at(-1)') };
      },
      ENGLISH,
    );
  const newIntent = async (params: object = {}) =>
    (await stage.stripe.paymentIntents.create({ amount: 4900, currency: 'eur', ...params })).client_secret;

  it.each([
    ["stripe.createPaymentMethod('card', element, { billing_details: { name: 'Jenny' } })", 'paymentMethod'],
    ["stripe.createSource(element, { owner: { name: 'Jenny' } })", 'source'],
  ])('%s', async (call, name) => {
    const { result } = await entered('card', {}, call);
    expect(result).toMatchObject({ [name]: { type: 'card' } });
  });

  it('handleCardPayment, and confirmPaymentIntent', async () => {
    for (const call of ['handleCardPayment', 'confirmPaymentIntent']) {
      const data = "{ payment_method_data: { billing_details: { name: 'Jenny' } } }";
      const { result } = await entered('card', {}, `stripe.${call}('${await newIntent()}', element, ${data})`);
      expect(result).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    }
  });

  it('an IBAN pays, and becomes a payment method', async () => {
    const secret = await newIntent({ allowed_payment_method_types: ['sepa_debit'] });
    const billing = "billing_details: { name: 'Jenny', email: 'jenny@example.com' }";
    const { result, last } = await entered(
      'iban',
      { IBAN: 'DE89370400440532013000' },
      `stripe.confirmSepaDebitPayment('${secret}', { payment_method: { sepa_debit: element, ${billing} } })`,
    );
    expect(result).toMatchObject({ paymentIntent: { status: 'processing' } });
    expect(last).toMatchObject({ elementType: 'iban', complete: true, empty: false, country: 'DE' });
    const call = `stripe.createPaymentMethod({ type: 'sepa_debit', sepa_debit: element, ${billing} })`;
    const made = await entered('iban', { IBAN: 'DE89370400440532013000' }, call);
    expect(made.result).toMatchObject({ paymentMethod: { sepa_debit: { last4: '3000' } } });
  });

  it('an Australian account, and banks', async () => {
    const account = { BSB: '000000', 'Account number': '000123456' };
    const debit =
      "stripe.createPaymentMethod({ type: 'au_becs_debit', au_becs_debit: element, billing_details: { name: 'Jenny', email: 'jenny@example.com' } })";
    expect((await entered('auBankAccount', account, debit)).result).toMatchObject({
      paymentMethod: { au_becs_debit: { bsb_number: '000000' } },
    });
    for (const [element, type, bank] of [
      ['idealBank', 'ideal', 'ing'],
      ['epsBank', 'eps', 'easybank_ag'],
      ['p24Bank', 'p24', 'mbank_mtransfer'],
    ] as const) {
      const billing = "billing_details: { name: 'Jenny', email: 'jenny@example.com' }";
      const call = `stripe.createPaymentMethod({ type: '${type}', ${type}: element, ${billing} })`;
      const { result, last } = await entered(element, { Bank: bank }, call);
      expect(result).toMatchObject({ paymentMethod: { [type]: { bank } } });
      expect(last).toMatchObject({ elementType: element, complete: true, value: bank });
    }
  });

  it('an incomplete element is refused with its own code', async () => {
    const { result } = await entered(
      'iban',
      { IBAN: 'DE89' },
      "stripe.createPaymentMethod({ type: 'sepa_debit', sepa_debit: element })",
    );
    expect(result).toMatchObject({ error: { type: 'validation_error', code: 'incomplete_iban' } });
  });

  it('no wallet can pay a payment request', async () => {
    const call = `stripe.paymentRequest({ country: 'US', currency: 'usd', total: { label: 'Pen', amount: 900 } })
      .on('paymentmethod', () => {}).canMakePayment()`;
    expect((await entered('card', {}, call)).result).toBeNull();
  });
});
