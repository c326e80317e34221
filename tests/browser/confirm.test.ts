import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { frameIn, openMerchantPage, typeCard, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const PLACE = '<div id="here"></div>';

/** Opens a page with a form for `group`; its function `call` stores the outcome of a call in `result`. */
function withForm(group: string, use: (page: Page) => Promise<void>, kind = 'payment'): Promise<void> {
  const setUp = `
const elements = stripe.elements(${group});
const element = elements.create('${kind}');
element.mount('#here');
let result;
const call = (name, ...given) => { stripe[name](...given).then((came) => { result = came; }); };`;
  return withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, { body: PLACE, setUp });
      await use(page);
    },
    { locale: 'en-US' },
  );
}

const newPayment = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stage.stripe.paymentIntents.create({ amount: 4900, currency: 'dkk', ...params });
const newSetup = async () => stage.stripe.setupIntents.create({ customer: (await stage.stripe.customers.create()).id });
const came = async (page: Page) => {
  await page.waitForFunction('result !== undefined');
  return page.evaluate('result');
};
/** Returns the parameters of the shop's return address. */
async function broughtBack(page: Page): Promise<Record<string, string>> {
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  return Object.fromEntries(new URL(page.url()).searchParams);
}

describe('confirmPayment', () => {
  it('always redirects to the return_url by default', async () => {
    const intent = await newPayment();
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      await page.evaluate(
        `call('confirmPayment', { elements, confirmParams: { return_url: '${stage.shop.returnUrl}' } })`,
      );
      expect(await broughtBack(page)).toEqual({
        order: '7',
        payment_intent: intent.id,
        payment_intent_client_secret: intent.client_secret,
        redirect_status: 'succeeded',
      });
      expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    });
  });

  it('stays on the page with redirect=if_required if no redirect is necessary', async () => {
    const intent = await newPayment();
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      await page.evaluate("call('confirmPayment', { elements, redirect: 'if_required' })");
      expect(await came(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
      const { billing_details: billing } = await stage.stripe.paymentMethods.retrieve(
        String((await stage.stripe.paymentIntents.retrieve(intent.id)).payment_method),
      );
      expect(billing.address).toMatchObject({ country: 'US', postal_code: '94103' });
    });
  });

  it.each([
    ['Authorize test payment', 'succeeded'],
    ['Fail test payment', 'failed'],
  ])('redirects to MobilePay and back: %s', async (button, status) => {
    const intent = await newPayment();
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await frameIn(page, '#here').getByRole('tab', { name: 'MobilePay' }).click();
      await page.evaluate(
        `call('confirmPayment', { elements, redirect: 'if_required', confirmParams: { return_url: '${stage.shop.returnUrl}' } })`,
      );
      await page.getByLabel('Phone number').fill('12345678');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: button }).click();
      expect(await broughtBack(page)).toMatchObject({ payment_intent: intent.id, redirect_status: status });
    });
  });

  it('explains a decline, and another card pays', async () => {
    const intent = await newPayment({ currency: 'usd' });
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      const pay = "call('confirmPayment', { elements, redirect: 'if_required' })";
      await typeCardForm(page, '#here', '4000000000009995');
      await page.keyboard.type('94103');
      await page.evaluate(pay);
      expect(await came(page)).toMatchObject({
        error: {
          type: 'card_error',
          decline_code: 'insufficient_funds',
          payment_intent: { id: intent.id, status: 'requires_payment_method' },
        },
      });
      await page.evaluate('result = undefined, element.clear()');
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      await page.evaluate(pay);
      expect(await came(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    });
  });

  it('pays with values entered before the payment existed', async () => {
    await withForm("{ mode: 'payment', amount: 4900, currency: 'dkk' }", async (page) => {
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      expect(await page.evaluate('elements.submit()')).toEqual({ selectedPaymentMethod: 'card' });
      const intent = await newPayment();
      await page.evaluate(
        `call('confirmPayment', { elements, clientSecret: '${intent.client_secret}', redirect: 'if_required' })`,
      );
      expect(await came(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
    });
  });

  it.each([
    ["{ elements, redirect: 'if_required', clientSecret: SECRET }", 'elements.submit() must be called'],
    ['{ elements, clientSecret: SECRET }', 'confirmParams.return_url'],
    ["{ elements, redirect: 'if_required' }", 'needs a clientSecret'],
    ["{ elements, redirect: 'if_required', clientSecret: 'seti_123_secret_123' }", 'client secret of a payment_intent'],
  ])('explains %s', async (options, words) => {
    const { client_secret: secret } = await newPayment();
    await withForm("{ mode: 'payment', amount: 4900, currency: 'dkk' }", async (page) => {
      const attempt = `stripe.confirmPayment(${options.replace('SECRET', `'${secret}'`)}).catch((error) => error.message)`;
      expect(await page.evaluate(attempt)).toContain(words);
    });
  });

  it('returns the state of a payment that is already paid', async () => {
    const intent = await newPayment({ currency: 'usd', confirm: true, payment_method: 'pm_card_visa' });
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      await page.evaluate("call('confirmPayment', { elements, redirect: 'if_required' })");
      expect(await came(page)).toMatchObject({
        error: { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } },
      });
    });
  });
});

describe('confirmSetup', () => {
  it('saves a card', async () => {
    const intent = await newSetup();
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await frameIn(page, '#here')
        .getByText(/you let .+ charge your card for future payments/)
        .waitFor();
      await typeCardForm(page, '#here', '4242424242424242');
      await page.keyboard.type('94103');
      await page.evaluate(
        `call('confirmSetup', { elements, confirmParams: { return_url: '${stage.shop.returnUrl}' } })`,
      );
      expect(await broughtBack(page)).toMatchObject({ setup_intent: intent.id, redirect_status: 'succeeded' });
      expect((await stage.stripe.setupIntents.retrieve(intent.id)).payment_method).toMatch(/^pm_/);
    });
  });

  it('lets the customer authenticate', async () => {
    const intent = await newSetup();
    await withForm(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await typeCardForm(page, '#here', '4000002500003155');
      await page.keyboard.type('94103');
      await page.evaluate("call('confirmSetup', { elements, redirect: 'if_required' })");
      await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
      expect(await came(page)).toMatchObject({ setupIntent: { id: intent.id, status: 'succeeded' } });
    });
  });
});

describe("payment details for a server's confirmation", () => {
  it("a confirmation token, whose payment continues on the page after the server's confirmation", () =>
    withForm("{ mode: 'payment', amount: 1099, currency: 'usd' }", async (page) => {
      await typeCardForm(page, '#here', '4000002760003184');
      await page.keyboard.type('94103');
      expect(
        await page.evaluate('stripe.createConfirmationToken({ elements }).catch((error) => error.message)'),
      ).toContain('elements.submit()');
      await page.evaluate('elements.submit()');
      await page.evaluate(
        `call('createConfirmationToken', { elements, params: { return_url: '${stage.shop.returnUrl}' } })`,
      );
      const { confirmationToken } = (await came(page)) as { confirmationToken: Stripe.ConfirmationToken };
      expect(confirmationToken).toMatchObject({ object: 'confirmation_token', use_stripe_sdk: true });

      const intent = await stage.stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        confirm: true,
        confirmation_token: confirmationToken.id,
      });
      expect(intent.status).toBe('requires_action');
      await page.evaluate(`result = undefined, call('handleNextAction', { clientSecret: '${intent.client_secret}' })`);
      await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
      expect(await came(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
    }));

  it("a card's token, with billing details from the page", () =>
    withForm(
      '{}',
      async (page) => {
        await typeCard(page, '#here', '5555555555554444');
        await page.evaluate("call('createToken', element, { name: 'Jenny Rosen', address_country: 'US' })");
        expect(await came(page)).toMatchObject({
          token: {
            type: 'card',
            card: { brand: 'MasterCard', last4: '4444', name: 'Jenny Rosen', address_zip: '94103' },
          },
        });
      },
      'card',
    ));

  it('a new CVC for a saved card', async () => {
    const customer = await stage.stripe.customers.create();
    const saved = await stage.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const intent = await newPayment({ customer: customer.id, currency: 'usd' });
    await withForm(
      '{}',
      async (page) => {
        await frameIn(page, '#here').getByRole('textbox').fill('123');
        await page.evaluate(
          `call('confirmCardPayment', '${intent.client_secret}', { payment_method: '${saved.id}', payment_method_options: { card: { cvc: element } } })`,
        );
        expect(await came(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
      },
      'cardCvc',
    );
  });
});

describe('calls for one payment method', () => {
  it('confirmMobilepayPayment goes to MobilePay', async () => {
    const intent = await newPayment();
    await withForm(
      '{}',
      async (page) => {
        await page.evaluate(
          `call('confirmMobilepayPayment', '${intent.client_secret}', { return_url: '${stage.shop.returnUrl}' })`,
        );
        await page.getByLabel('Phone number').waitFor();
      },
      'card',
    );
  });

  it('confirmMobilepayPayment leaves the redirect to the page with handleActions=false', async () => {
    const intent = await newPayment();
    await withForm(
      '{}',
      async (page) => {
        await page.evaluate(
          `call('confirmMobilepayPayment', '${intent.client_secret}', { return_url: '${stage.shop.returnUrl}' }, { handleActions: false })`,
        );
        const { paymentIntent } = (await came(page)) as { paymentIntent: Stripe.PaymentIntent };
        expect(paymentIntent.status).toBe('requires_action');
        await page.evaluate(`call('handleNextAction', { clientSecret: '${intent.client_secret}' })`);
        await page.getByLabel('Phone number').waitFor();
      },
      'card',
    );
  });

  it('rejects unknown methods and calls by name', async () => {
    const intent = await newPayment({ currency: 'eur' });
    await withForm(
      '{}',
      async (page) => {
        await page.evaluate(
          `call('confirmGiropayPayment', '${intent.client_secret}', { return_url: 'https://a.example' })`,
        );
        expect(await came(page)).toMatchObject({ error: { type: 'invalid_request_error' } });
        expect(await page.evaluate('stripe.verifyIdentity("vs_1")')).toMatchObject({
          error: { message: 'Florin does not support stripe.verifyIdentity() yet. Nothing was done.' },
        });
        const { radarSession } = await page.evaluate<{ radarSession: { id: string } }>('stripe.createRadarSession()');
        const card = {
          type: 'card',
          card: { token: 'tok_visa' },
          radar_options: { session: radarSession.id },
        } as const;
        expect((await stage.stripe.paymentMethods.create(card)).radar_options).toEqual({ session: radarSession.id });
      },
      'card',
    );
  });
});
