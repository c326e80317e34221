import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { BRITAIN, type Fields, fillIn, HOLDER, newSession, posters } from './checkout-page.ts';
import { frameIn, openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens a page of the shop with a Payment Element for one method. */
async function atShop(
  type: string,
  { currency, locale = 'en-US', amount = 1500 }: { currency: string; locale?: string; amount?: number },
  use: (page: Page, session: Stripe.Checkout.Session) => Promise<void>,
): Promise<Stripe.Checkout.Session> {
  const session = await newSession(stage, {
    ui_mode: 'elements',
    line_items: [posters({}, { currency, unit_amount: amount })],
    allowed_payment_method_types: [type as 'card'],
    return_url: `${stage.shop.returnUrl}&session_id={CHECKOUT_SESSION_ID}`,
    payment_method_options: type === 'acss_debit' ? { acss_debit: MONTHLY } : {},
  });
  await withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        train: 'endive/stripe.js',
        body: '<div id="payment"></div>',
        setUp: `
let actions;
const checkout = stripe.initCheckoutElementsSdk({ clientSecret: '${session.client_secret}' });
checkout.on('change', (session) => note('change', session));
checkout.createPaymentElement().mount('#payment');
checkout.loadActions().then((loaded) => { actions = loaded.actions; });`,
      });
      await page.waitForFunction("typeof actions !== 'undefined'");
      await frameIn(page, '#payment').locator('form.Payment').waitFor();
      await use(page, session);
    },
    { locale },
  );
  return stage.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
}

const MONTHLY = {
  mandate_options: { payment_schedule: 'interval', interval_description: 'monthly', transaction_type: 'personal' },
} as const;

const confirm = (page: Page, more = '') =>
  page.evaluate(
    `void actions.confirm({ email: 'jenny@example.com' ${more} }).then((result) => note('result', result))`,
  );

/** Returns the customer's final address. */
async function backAt(page: Page, address: string): Promise<URL> {
  await page.waitForURL((url) => url.href.startsWith(address));
  return new URL(page.url());
}

describe('bank debits on the shop’s own page', () => {
  it.each([
    ['sepa_debit', 'eur', 'en-GB', { IBAN: 'DE89 3704 0044 0532 0130 00', ...HOLDER }],
    ['bacs_debit', 'gbp', 'en-GB', { ...HOLDER, ...BRITAIN, 'Sort code': '10-88-00', 'Account number': '00012345' }],
    [
      'us_bank_account',
      'usd',
      'en-US',
      {
        ...HOLDER,
        'Account holder': 'individual',
        'Account type': 'checking',
        'Routing number': '110000000',
        'Account number': '000123456789',
      },
    ],
    ['au_becs_debit', 'aud', 'en-AU', { ...HOLDER, BSB: '000-000', 'Account number': '000123456' }],
    [
      'acss_debit',
      'cad',
      'en-CA',
      { ...HOLDER, 'Institution number': '000', 'Transit number': '11000', 'Account number': '000123456789' },
    ],
  ])(
    "%s: the session's e-mail address is used, and the payment is processing",
    async (type, currency, locale, fields) => {
      const done = await atShop(type, { currency, locale }, async (page) => {
        const element = frameIn(page, '#payment');
        await fillIn(element, fields as Fields);
        expect(await element.getByLabel('E-mail').count()).toBe(0);
        await confirm(page);
        await backAt(page, stage.shop.returnUrl);
      });
      expect(done).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
      // Typed account numbers are verified by small deposits first.
      const status = /^(acss|us)_/.test(type) ? 'requires_action' : 'processing';
      expect((done.payment_intent as Stripe.PaymentIntent).status).toBe(status);
    },
  );
});

describe('methods with a redirect', () => {
  it.each([
    ['paypal', 'eur', {}],
    ['ideal', 'eur', { ...HOLDER, Bank: 'ing' }],
    ['mobilepay', 'dkk', {}],
  ])('%s: the customer leaves and returns to the session’s return_url', async (type, currency, fields) => {
    const done = await atShop(type, { currency }, async (page, session) => {
      await fillIn(frameIn(page, '#payment'), fields as Fields);
      await confirm(page);
      if (type === 'mobilepay') {
        await page.getByLabel(/number/i).fill('20 12 34 56');
        await page.getByRole('button', { name: 'Continue' }).click();
      }
      await page.getByRole('button', { name: 'Authorize test payment' }).click();
      expect((await backAt(page, stage.shop.returnUrl)).searchParams.get('session_id')).toBe(session.id);
    });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid' });
  });

  it('a page can pass another return address, and a customer who declined can pay again', async () => {
    const elsewhere = `${new URL(stage.shop.returnUrl).origin}/elsewhere`;
    const done = await atShop('paypal', { currency: 'eur' }, async (page, session) => {
      const shop = page.url();
      const way = `, redirect: 'if_required', returnUrl: '${elsewhere}?id={CHECKOUT_SESSION_ID}'`;
      await confirm(page, way);
      await page.getByRole('button', { name: 'Fail test payment' }).click();
      expect((await backAt(page, elsewhere)).searchParams.get('id')).toBe(session.id);
      await page.goto(shop);
      await page.waitForFunction("typeof actions !== 'undefined'");
      await frameIn(page, '#payment').locator('form.Payment').waitFor();
      expect(await page.evaluate('actions.getSession().lastPaymentError.message')).toMatch(/\w/);
      await confirm(page, way);
      await page.getByRole('button', { name: 'Authorize test payment' }).click();
      await backAt(page, elsewhere);
    });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid' });
  });
});

describe('vouchers', () => {
  it.each([
    ['boleto', 'brl', { ...HOLDER, 'CPF or CNPJ': '000.000.000-00', 'Country or region': 'BR' }],
    ['oxxo', 'mxn', HOLDER],
    ['konbini', 'jpy', HOLDER],
    ['multibanco', 'eur', {}],
  ])('%s: the session is complete, and its payment is pending', async (type, currency, fields) => {
    const done = await atShop(type, { currency, amount: 2000 }, async (page) => {
      const element = frameIn(page, '#payment');
      await fillIn(element, fields as Fields);
      if (type === 'boleto')
        await fillIn(element, {
          Address: 'Rua 1',
          City: 'São Paulo',
          'State or province': 'SP',
          'Postal code': '01310-000',
        });
      await confirm(page, ", redirect: 'if_required'");
      await expect
        .poll(() => page.evaluate("noted.find(({ name }) => name === 'result')"))
        .toMatchObject({ type: 'success', session: { status: { type: 'complete', paymentStatus: 'unpaid' } } });
    });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
  });

  it('are shown to the customer before they return to the shop', () =>
    atShop('oxxo', { currency: 'mxn', amount: 2000 }, async (page) => {
      await fillIn(frameIn(page, '#payment'), HOLDER);
      await confirm(page);
      await page.getByText('OXXO').first().waitFor();
      expect(new URL(page.url()).origin).toBe(stage.url);
    }));
});
