import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { pageOf, payByChallengedCard, payByMobilePay, send } from '../support/visit.ts';
import { troubles } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const waiting = async () => pageOf(await payByMobilePay(stage));
const acted = async (choice: string) => {
  const url = await waiting();
  await send(stage.florin, url, { choice });
  return url;
};
const receipt = async () => {
  const card = { payment_method: 'pm_card_visa', expand: ['latest_charge'] };
  const intent = await stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd', confirm: true, ...card });
  return (intent.latest_charge as Stripe.Charge).receipt_url ?? '';
};

/** Creates a payment with a test method and returns the page that shows how to pay. */
async function by(
  type: 'bancontact' | 'konbini' | 'swish' | 'us_bank_account',
  currency: string,
  own: object = {},
): Promise<string> {
  const data = { type, billing_details: { name: 'Jenny Rosen', email: 'fill_never@example.com' }, ...own };
  const intent = await stage.stripe.paymentIntents.create({
    amount: 10_000,
    currency,
    confirm: true,
    allowed_payment_method_types: [type],
    payment_method_data: data,
    return_url: 'https://shop.example/done',
    ...(type === 'us_bank_account' && { mandate_data: { customer_acceptance: { type: 'offline' } } }),
  });
  return pageOf(intent);
}
const account = {
  us_bank_account: { account_holder_type: 'individual', account_number: '000123456789', routing_number: '110000000' },
};
const mandate = async () => {
  const method = await stage.stripe.paymentMethods.create({
    type: 'sepa_debit',
    sepa_debit: { iban: 'DE89370400440532013000' },
    billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
  });
  const setup = await stage.stripe.setupIntents.create({
    allowed_payment_method_types: ['sepa_debit'],
    payment_method: method.id,
    confirm: true,
    mandate_data: { customer_acceptance: { type: 'offline' } },
    expand: ['mandate'],
  });
  return (setup.mandate as Stripe.Mandate).payment_method_details.sepa_debit?.url ?? '';
};

/** Every page, by its content. */
const PAGES: Record<string, () => Promise<string>> = {
  'the phone number': waiting,
  "a wallet's buttons": async () => `${await waiting()}?ending=67`,
  'an approved payment': () => acted('authorize'),
  'a failed payment': () => acted('fail'),
  'the challenge': async () => pageOf(await payByChallengedCard(stage)),
  "a bank's page": () => by('bancontact', 'eur'),
  'a code for the phone': () => by('swish', 'sek'),
  'a voucher': () => by('konbini', 'jpy'),
  'small deposits': () => by('us_bank_account', 'usd', account),
  'a mandate': mandate,
  'a receipt': receipt,
  home: async () => stage.url,
  'no page': async () => `${stage.url}/authorize/none`,
};

const LOOKS = [
  ['a phone in the dark', { width: 390, height: 844 }, 'dark'],
  ['a small phone', { width: 320, height: 568 }, 'light'],
  ['a desk', { width: 1280, height: 800 }, 'light'],
] as const;

/** Checks a page in every look, without loading it again. */
async function checkLooks(page: Page): Promise<void> {
  for (const [name, viewport, colorScheme] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    expect(await troubles(page), name).toEqual([]);
  }
}

describe('on a phone in the dark, on a small phone and on a desk', () => {
  it.each(Object.keys(PAGES))('axe finds nothing on %s', (name) =>
    withPage(stage.browser, async (page) => {
      await page.goto((await PAGES[name]?.()) ?? '');
      await checkLooks(page);
    }),
  );

  it('axe finds nothing when a number is rejected', () =>
    withPage(stage.browser, async (page) => {
      await page.goto(await waiting());
      await page.locator('#phone').fill('hello');
      await page.locator('button').click();
      await page.locator('#phone-wrong').waitFor();
      await checkLooks(page);
    }));
});
