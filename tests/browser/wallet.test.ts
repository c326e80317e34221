import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { pageOf, payByMobilePay } from '../support/visit.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Without scripts, in English. */
const PLAIN = { javaScriptEnabled: false, locale: 'en-US' };

async function giveNumber(page: Page): Promise<void> {
  await page.getByLabel('Country').selectOption('Finland +358');
  await page.getByLabel('Phone number').fill('040 123 4567');
  await page.getByRole('button', { name: 'Continue' }).click();
}

describe('paying with MobilePay in a browser without scripts', () => {
  it('is authorized, and the customer returns to the shop', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await payByMobilePay(stage, { return_url: stage.shop.returnUrl });
        await page.goto(pageOf(intent));
        await giveNumber(page);
        await page.getByRole('button', { name: 'Authorize test payment' }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        const back = new URL(page.url());
        expect(back.href.startsWith(stage.shop.returnUrl)).toBe(true);
        expect(Object.fromEntries(back.searchParams)).toEqual({
          order: '7',
          payment_intent: intent.id,
          payment_intent_client_secret: intent.client_secret,
          redirect_status: 'succeeded',
        });
        expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');

        await page.goBack();
        await page.getByRole('heading', { name: 'Payment approved' }).waitFor();
        await page.getByRole('link', { name: 'Back to Florin' }).click();
        expect(page.url()).toBe(back.href);
      },
      PLAIN,
    ));

  it('fails, and the customer returns to the shop', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await payByMobilePay(stage, { return_url: stage.shop.returnUrl });
        await page.goto(pageOf(intent));
        await giveNumber(page);
        await page.getByRole('button', { name: 'Fail test payment' }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('failed');
        expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
      },
      PLAIN,
    ));

  it('returns through a shop that redirects customers to another host', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(`${pageOf(await payByMobilePay(stage, { return_url: stage.shop.movedReturnUrl }))}?ending=67`);
        await page.getByRole('button', { name: 'Authorize test payment' }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        expect(new URL(page.url()).hostname).toBe('localhost');
        expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded');
      },
      PLAIN,
    ));

  it('rejects an invalid number and asks again', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(pageOf(await payByMobilePay(stage, { return_url: stage.shop.returnUrl })));
        await page.getByLabel('Phone number').fill('hello');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByRole('alert').waitFor();
        expect(await page.getByLabel('Phone number').inputValue()).toBe('hello');
        await giveNumber(page);
        await page.getByRole('link', { name: 'Use another number' }).click();
        await page.getByLabel('Phone number').waitFor();
      },
      PLAIN,
    ));

  it('has expired when five minutes have passed with the page open', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await payByMobilePay(stage, { return_url: stage.shop.returnUrl });
        await page.goto(`${pageOf(intent)}?ending=67`);
        await stage.florin.advance('5m');
        await page.getByRole('button', { name: 'Authorize test payment' }).click();
        await page.getByRole('heading', { name: 'Time is up' }).waitFor();
        expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
        await page.getByRole('link', { name: 'Back to Florin' }).click();
        expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('failed');
      },
      PLAIN,
    ));

  it('works with the keyboard only, in French', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(pageOf(await payByMobilePay(stage, { return_url: stage.shop.returnUrl })));
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.type('12345678');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Autoriser le paiement test' }).waitFor();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded');
      },
      { ...PLAIN, locale: 'fr-FR' },
    ));
});
