import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { backAtShop, newSession, posters } from './checkout-page.ts';
import { frameIn, openMerchantPage, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens a page of the shop with a checkout, its actions, and the elements that `setUp` adds. */
async function atShop(
  more: Partial<Stripe.Checkout.SessionCreateParams>,
  { setUp, body = '', options = '' }: { setUp: string; body?: string; options?: string },
  use: (page: Page) => Promise<void>,
): Promise<Stripe.Checkout.Session> {
  const session = await newSession(stage, {
    ui_mode: 'elements',
    allowed_payment_method_types: ['card'],
    return_url: stage.shop.returnUrl,
    ...more,
  });
  await withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        train: 'endive/stripe.js',
        body: `<div id="payment"></div>${body}`,
        setUp: `
let actions;
const checkout = stripe.initCheckoutElementsSdk({ clientSecret: '${session.client_secret}' ${options} });
checkout.on('change', (session) => note('change', session));
${setUp}
checkout.loadActions().then((loaded) => { actions = loaded.actions; });`,
      });
      await page.waitForFunction("typeof actions !== 'undefined'");
      await use(page);
    },
    { locale: 'en-US' },
  );
  return stage.stripe.checkout.sessions.retrieve(session.id);
}

const PAYMENT = "const payment = checkout.createPaymentElement(); payment.mount('#payment');";
const session = (page: Page, part: string) => page.evaluate(`actions.getSession().${part}`);

/** Runs in the frame. */
const colorOf = (element: Element) => getComputedStyle(element).color;

/** The actions in the official types. */
const ACTIONS = [
  'addOptionalLineItem',
  'applyPromotionCode',
  'confirm',
  'getSession',
  'removeOptionalLineItem',
  'removePromotionCode',
  'runServerUpdate',
  'updateBillingAddress',
  'updateBusinessName',
  'updateEmail',
  'updateIndividualName',
  'updateLineItemQuantity',
  'updatePhoneNumber',
  'updateShippingAddress',
  'updateShippingOption',
  'updateTaxIdInfo',
  'validateElements',
];

const ADDRESS =
  "{ name: 'Jenny', address: { line1: '1 A St', city: 'Berlin', postal_code: '10115', country: 'DE', line2: null, state: null } }";

describe('the actions of a checkout', () => {
  it('exist for all actions and elements; elements that show nothing log why', () =>
    atShop({}, { setUp: PAYMENT }, async (page) => {
      expect(await page.evaluate('Object.keys(actions).sort()')).toEqual(ACTIONS);
      expect(
        await page.evaluate('checkout.getPaymentElement() === payment && checkout.getTaxIdElement() === null'),
      ).toBe(true);
      const shown: string[] = [];
      page.on('console', (message) => shown.push(message.text()));
      for (const name of ['CurrencySelector', 'LinkSignup', 'Terms']) {
        await page.evaluate(`checkout.create${name}Element().on('ready', () => {})`);
        expect(shown.at(-1)).toMatch(/element shows nothing/);
      }
      expect(await page.evaluate('{ try { stripe.initCheckoutFormSdk({}) } catch (error) { error.message } }')).toMatch(
        /Checkout Session/,
      );
      expect(await page.evaluate("actions.addOptionalLineItem('price_1')")).toMatchObject({ type: 'error' });
    }).then((done) => expect(done.status).toBe('open')));

  it("set the customer's details, and clear them", () =>
    atShop(
      {
        name_collection: { business: { enabled: true, optional: true }, individual: { enabled: true } },
        phone_number_collection: { enabled: true },
      },
      { setUp: PAYMENT },
      async (page) => {
        await typeCardForm(page, '#payment', '4242424242424242', '1234123');
        await frameIn(page, '#payment').getByLabel('ZIP code').fill('94103');
        await page.evaluate("actions.updatePhoneNumber('+15550100')");
        await page.evaluate("actions.updateIndividualName('Jenny Rosen')");
        await page.evaluate("actions.updateBusinessName('Rosen Ltd')");
        await page.evaluate(`actions.updateBillingAddress(${ADDRESS})`);
        expect(await session(page, 'nameCollection')).toEqual({
          individualName: 'Jenny Rosen',
          businessName: 'Rosen Ltd',
        });
        expect(await session(page, 'billingAddress.address.country')).toBe('DE');
        await page.evaluate('actions.updateBusinessName(null)');
        expect(await session(page, 'businessName')).toBeNull();
        await page.evaluate("void actions.confirm({ email: 'jenny@example.com' })");
        await backAtShop(page);
      },
    ).then((done) =>
      expect(done.customer_details).toMatchObject({
        address: { country: 'DE', city: 'Berlin' },
        individual_name: 'Jenny Rosen',
        business_name: null,
        phone: '+15550100',
      }),
    ));

  it('return why a code is invalid, and the discount of a valid one', async () => {
    const coupon = await stage.stripe.coupons.create({ percent_off: 50, duration: 'once', name: 'Half' });
    await stage.stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'MUCH',
      restrictions: { minimum_amount: 5000, minimum_amount_currency: 'usd' },
    });
    await stage.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'HALVED' });
    await atShop(
      { allow_promotion_codes: true, line_items: [posters({ adjustable_quantity: { enabled: true, minimum: 1 } })] },
      { setUp: PAYMENT },
      async (page) => {
        const run = (call: string) => page.evaluate(`actions.${call}`);
        expect(await run("applyPromotionCode('MUCH')")).toMatchObject({
          error: { code: 'promotionCodeAmountInsufficient' },
        });
        expect(await run("applyPromotionCode('HALVED')")).toMatchObject({
          session: {
            discountAmounts: [{ displayName: 'Half', promotionCode: 'HALVED', percentOff: 50, minorUnitsAmount: 1500 }],
            lineItems: [
              {
                adjustableQuantity: { minimum: 1, maximum: 99 },
                discountAmounts: [{ minorUnitsAmount: 1500 }],
                isRemovable: false,
                unitLabel: null,
              },
            ],
          },
        });
      },
    );
  });

  it('change the appearance and the fonts of the elements', () =>
    atShop({}, { setUp: PAYMENT }, async (page) => {
      const label = frameIn(page, '#payment').getByLabel('Card number');
      await label.waitFor();
      await page.evaluate(
        "checkout.changeAppearance({ variables: { colorText: '#010203' } }); checkout.loadFonts([{ family: 'Shop', src: 'local(Arial)' }])",
      );
      await expect.poll(() => label.evaluate(colorOf)).toBe('rgb(1, 2, 3)');
    }));
});

describe('the elements of a checkout', () => {
  it('send entered values to the session, and the totals follow', async () => {
    await stage.stripe.taxRates.create({ display_name: 'MwSt.', percentage: 19, inclusive: false, country: 'DE' });
    const done = await atShop(
      {
        automatic_tax: { enabled: true },
        shipping_address_collection: { allowed_countries: ['DE', 'AT'] },
        tax_id_collection: { enabled: true },
      },
      {
        body: '<div id="contact"></div><div id="shipping"></div><div id="tax-id"></div>',
        options: ", defaultValues: { email: 'jenny@example.com' }",
        setUp: `${PAYMENT}
checkout.createContactDetailsElement().mount('#contact');
checkout.createShippingAddressElement().mount('#shipping');
checkout.createTaxIdElement().mount('#tax-id');`,
      },
      async (page) => {
        expect(await frameIn(page, '#contact').getByLabel('E-mail').inputValue()).toBe('jenny@example.com');
        await frameIn(page, '#contact').getByLabel('E-mail').fill('rosen@example.com');
        await expect.poll(() => session(page, 'email')).toBe('rosen@example.com');
        const shipping = frameIn(page, '#shipping');
        const country = shipping.getByLabel('Country or region');
        await country.locator('option').nth(1).waitFor({ state: 'attached' });
        expect(await country.locator('option').count()).toBe(2);
        await shipping.getByLabel('Full name').fill('Jenny Rosen');
        await country.selectOption('DE');
        await shipping.getByLabel('Address', { exact: true }).fill('Torstr. 1');
        await shipping.getByLabel('Postal code').fill('10115');
        await shipping.getByLabel('City').fill('Berlin');
        await expect.poll(() => session(page, 'total.total.amount')).toBe('$35.70');
        expect(await session(page, 'shippingAddress')).toMatchObject({ name: 'Jenny Rosen' });

        const taxId = frameIn(page, '#tax-id');
        await taxId.getByLabel('Kind of tax ID').selectOption('eu_vat');
        await taxId.getByLabel('Tax ID', { exact: true }).fill('DE1');
        expect(await page.evaluate('actions.validateElements()')).toMatchObject({
          error: { validation_errors: expect.arrayContaining([expect.objectContaining({ element: 'taxId' })]) },
        });
        await taxId.getByLabel('Business name').fill('Rosen GmbH');
        await taxId.getByLabel('Tax ID', { exact: true }).fill('DE123456789');
        await expect
          .poll(() => session(page, 'taxIdInfo'))
          .toEqual({ businessName: 'Rosen GmbH', taxId: { type: 'eu_vat', value: 'DE123456789' } });
        expect(await troubles(page)).toEqual([]);
        await typeCardForm(page, '#payment', '4242424242424242', '1234123');
        await frameIn(page, '#payment').getByLabel('ZIP code').fill('94103');
        await page.evaluate(
          "void actions.confirm({ redirect: 'if_required' }).then((result) => note('result', result))",
        );
        await expect
          .poll(() => page.evaluate("noted.find(({ name }) => name === 'result')"))
          .toMatchObject({ type: 'success' });
      },
    );
    expect(done).toMatchObject({
      status: 'complete',
      amount_total: 3570,
      collected_information: { shipping_details: { address: { city: 'Berlin' } } },
      customer_details: {
        email: 'rosen@example.com',
        name: 'Rosen GmbH',
        tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }],
      },
    });
  });

  it("that are created later have the session's settings and the page's values", () =>
    atShop(
      { shipping_address_collection: { allowed_countries: ['DE', 'AT'] } },
      {
        body: '<div id="shipping"></div>',
        options:
          ", defaultValues: { shippingAddress: { name: 'Jenny Rosen', address: { country: 'AT', city: 'Wien' } } }",
        setUp: PAYMENT,
      },
      async (page) => {
        await page.evaluate("void checkout.createShippingAddressElement().mount('#shipping')");
        const shipping = frameIn(page, '#shipping');
        await shipping.getByLabel('City').waitFor();
        expect(await shipping.getByLabel('City').inputValue()).toBe('Wien');
        expect(await shipping.getByLabel('Country or region').locator('option').count()).toBe(2);
      },
    ).then((left) => expect(left.status).toBe('open')));

  it('a tax ID can be set without an element', async () => {
    const done = await atShop({ tax_id_collection: { enabled: true } }, { setUp: PAYMENT }, async (page) => {
      const update = (value: string) =>
        page.evaluate(
          `actions.updateTaxIdInfo({ businessName: 'Rosen AS', taxId: { type: 'no_vat', value: '${value}' } })`,
        );
      expect(await update('12')).toMatchObject({ error: { code: 'invalidTaxId' } });
      expect(await update('123456789MVA')).toMatchObject({ session: { taxIdInfo: { businessName: 'Rosen AS' } } });
      expect(await page.evaluate('actions.updateTaxIdInfo(null)')).toMatchObject({ session: { taxIdInfo: null } });
      await update('123456789MVA');
      await typeCardForm(page, '#payment', '4242424242424242', '1234123');
      await frameIn(page, '#payment').getByLabel('ZIP code').fill('94103');
      await page.evaluate("void actions.confirm({ email: 'jenny@example.com' })");
      await backAtShop(page);
    });
    expect(done.customer_details?.tax_ids).toEqual([{ type: 'no_vat', value: '123456789MVA' }]);
  });
});

describe('saved payment methods', () => {
  const SAVED = {
    payment_method_remove: 'enabled',
    payment_method_save: 'enabled',
  } as const;
  const newCustomer = () => stage.stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
  const enter = async (page: Page) => {
    await typeCardForm(page, '#payment', '5555555555554444', '1234123');
    await frameIn(page, '#payment').getByLabel('ZIP code').fill('94103');
  };

  it('are shown in the payment element, pay, and can be removed; new ones are saved with consent', async () => {
    const { id: customer } = await newCustomer();
    const options = { customer, saved_payment_method_options: SAVED };
    await atShop(options, { setUp: PAYMENT }, async (page) => {
      await enter(page);
      await frameIn(page, '#payment').getByLabel('Save my details for next time').check();
      await page.evaluate('void actions.confirm()');
      await backAtShop(page);
    });
    const [kept] = (await stage.stripe.customers.listPaymentMethods(customer)).data;
    expect(kept).toMatchObject({ allow_redisplay: 'always', card: { brand: 'mastercard' } });

    // The payment element needs all details that the page does not collect itself.
    const billing = {
      name: 'Jenny Rosen',
      email: 'jenny@example.com',
      address: { country: 'US', postal_code: '94103' },
    };
    await stage.stripe.paymentMethods.update(kept?.id ?? '', { billing_details: billing });
    const paid = await atShop(options, { setUp: PAYMENT }, async (page) => {
      const saved = frameIn(page, '#payment').getByRole('radio', { name: /4444/ });
      await saved.waitFor();
      expect(await saved.isChecked()).toBe(true);
      await expect.poll(() => session(page, 'canConfirm')).toBe(true);
      await page.evaluate('void actions.confirm()');
      await backAtShop(page);
    });
    const intent = await stage.stripe.paymentIntents.retrieve(String(paid.payment_intent));
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: kept?.id });

    await atShop(options, { setUp: PAYMENT }, async (page) => {
      await frameIn(page, '#payment')
        .getByRole('button', { name: /^Remove/ })
        .click();
      await frameIn(page, '#payment').getByLabel('Card number').waitFor();
    });
    expect((await stage.stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
  });

  it('are left to a page that shows them itself', async () => {
    const { id: customer } = await newCustomer();
    await atShop(
      { customer, saved_payment_method_options: SAVED },
      {
        setUp: PAYMENT,
        options: ", elementsOptions: { savedPaymentMethod: { enableSave: 'never', enableRedisplay: 'never' } }",
      },
      async (page) => {
        await enter(page);
        expect(await frameIn(page, '#payment').getByRole('checkbox').count()).toBe(0);
        await page.evaluate('void actions.confirm({ savePaymentMethod: true })');
        await backAtShop(page);
      },
    );
    expect((await stage.stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
  });
});
