import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import {
  BRITAIN,
  backAtShop,
  enterAll,
  type Fields,
  fillIn,
  HOLDER,
  newSession,
  payButton,
  posters,
} from './checkout-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Pays on a hosted page with one method. */
async function payBy(
  type: string,
  { currency, locale = 'en-US', fields, act }: { currency: string; locale?: string; fields: Fields; act?: string },
) {
  const session = await newSession(stage, {
    line_items: [posters({}, { currency })],
    allowed_payment_method_types: [type as 'card'],
  });
  await withPage(
    stage.browser,
    async (page) => {
      await page.goto(session.url ?? '');
      await page.getByLabel('E-mail').fill('jenny@example.com');
      await fillIn(page, fields);
      await payButton(page).click();
      if (act) await page.getByRole('button', { name: act }).click();
      await backAtShop(page);
    },
    { locale },
  );
  return stage.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
}

describe('methods that settle days later', () => {
  it.each([
    [
      'sepa_debit',
      'eur',
      'de-DE',
      { IBAN: 'DE89 3704 0044 0532 0130 00', 'Name der Kontoinhaberin oder des Kontoinhabers': 'Jenny Rosen' },
    ],
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
  ])('%s is processing when the customer returns', async (type, currency, locale, fields) => {
    const done = await payBy(type, { currency, locale, fields: fields as Fields });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
  });
});

describe('methods with a redirect', () => {
  it.each([
    ['ideal', 'eur', { ...HOLDER, Bank: 'ing' }],
    ['bancontact', 'eur', HOLDER],
    ['p24', 'pln', HOLDER],
    ['klarna', 'usd', { 'Country or region': 'US' }],
    ['paypal', 'eur', {}],
    ['kakao_pay', 'krw', {}],
  ])('%s', async (type, currency, fields) => {
    const done = await payBy(type, { currency, fields: fields as Fields, act: 'Authorize test payment' });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid' });
  });
});

describe('setup and free orders', () => {
  it('sets up a card without a payment', async () => {
    const customer = await stage.stripe.customers.create({ email: 'jenny@example.com' });
    const session = await newSession(stage, { mode: 'setup', currency: 'usd', customer: customer.id });
    await withPage(
      stage.browser,
      async (page) => {
        await page.goto(session.url ?? '');
        await enterAll(page);
        await page.getByText(/future payments as agreed/).waitFor();
        await payButton(page).filter({ hasText: 'Save payment details' }).click();
        await backAtShop(page);
      },
      { locale: 'en-US' },
    );
    expect((await stage.stripe.customers.listPaymentMethods(customer.id)).data).toMatchObject([
      { card: { last4: '4242' } },
    ]);
  });

  it('accepts a free order', async () => {
    const session = await newSession(stage, { line_items: [posters({}, { unit_amount: 0 })] });
    await withPage(
      stage.browser,
      async (page) => {
        await page.goto(session.url ?? '');
        await page.getByLabel('E-mail').fill('jenny@example.com');
        expect(await page.getByLabel('Card number').count()).toBe(0);
        await payButton(page).filter({ hasText: 'Complete order' }).click();
        await backAtShop(page);
      },
      { locale: 'en-US' },
    );
    expect(await stage.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
    });
  });
});
