import type { Page } from 'playwright-core';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withNewPage, withPage } from '../support/browser.ts';
import { frameIn, openMerchantPage, typeCard, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const PLACE = '<div id="card"></div><div id="form"></div>';
const CARD = `
const card = stripe.elements().create('card');
card.mount('#card');
let result;
const pay = (secret) => { stripe.confirmCardPayment(secret, { payment_method: { card } }).then((came) => { result = came; }); };`;

const withCard = (use: (page: Page) => Promise<void>, setUp = '') =>
  withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, { body: PLACE, setUp: CARD + setUp });
      await use(page);
    },
    { locale: 'en-US' },
  );
const newIntent = () => stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
const came = async (page: Page) => {
  await page.waitForFunction('result !== undefined');
  const result: unknown = await page.evaluate('result');
  await page.evaluate('result = undefined');
  return result;
};
/** Pays on the same page after a failure. */
async function stillPays(page: Page, number = '4242424242424242'): Promise<void> {
  const intent = await newIntent();
  await page.evaluate('card.clear()');
  await typeCard(page, '#card', number);
  await page.evaluate(`pay('${intent.client_secret}')`);
  expect(await came(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
}

describe('a client secret', () => {
  it('that is wrong is rejected, and the page can still pay', async () => {
    const { id } = await newIntent();
    await withCard(async (page) => {
      await typeCard(page, '#card', '4242424242424242');
      await page.evaluate(`pay('${id}_secret_AAAAAAAAAAAAAAAAAAAAAAAAA')`);
      expect(await came(page)).toMatchObject({
        error: { type: 'invalid_request_error', code: 'resource_missing', param: 'client_secret' },
      });
      await stillPays(page);
    });
  });

  it('of another account is rejected like one that does not exist', async () => {
    const { port } = new URL(stage.url);
    const stranger = new Stripe('sk_test_stranger', { protocol: 'http', host: '127.0.0.1', port });
    const foreign = await stranger.paymentIntents.create({ amount: 1099, currency: 'usd' });
    await withCard(async (page) => {
      await typeCard(page, '#card', '4242424242424242');
      await page.evaluate(`pay('${foreign.client_secret}')`);
      expect(await came(page)).toMatchObject({ error: { type: 'invalid_request_error', code: 'resource_missing' } });
      expect((await stranger.paymentIntents.retrieve(foreign.id)).status).toBe('requires_payment_method');
      await stillPays(page);
    });
  });
});

describe('an element', () => {
  it('that is unmounted during a confirmation returns an error, and can be mounted again', async () => {
    const intent = await newIntent();
    const setUp = `
const elements = stripe.elements({ clientSecret: '${intent.client_secret}' });
const form = elements.create('payment');
form.mount('#form');`;
    await withCard(async (page) => {
      await typeCardForm(page, '#form', '4242424242424242');
      await page.keyboard.type('94103');
      await page.evaluate(
        "stripe.confirmPayment({ elements, redirect: 'if_required' }).then((came) => { result = came; }), form.unmount()",
      );
      expect(await came(page)).toMatchObject({ error: { type: 'invalid_request_error', code: 'element_unmounted' } });
      await page.evaluate("form.mount('#form')");
      await frameIn(page, '#form').getByLabel('Card number').waitFor();
      await stillPays(page);
    }, setUp);
  });

  it('that is removed from the page returns an error, and can be used again elsewhere', () =>
    withCard(async (page) => {
      const { client_secret: secret } = await newIntent();
      await typeCard(page, '#card', '4242424242424242');
      await page.evaluate(`pay('${secret}'), document.querySelector('#card').remove()`);
      expect(await came(page)).toMatchObject({ error: { code: 'element_unmounted' } });
      await page.evaluate("card.unmount(), document.querySelector('#form').id = 'card', card.mount('#card')");
      await stillPays(page);
    }));

  it('that the page moves is loaded again', () =>
    withCard(async (page) => {
      await typeCard(page, '#card', '4242424242424242');
      await page.evaluate("document.querySelector('#form').append(document.querySelector('#card'))");
      await expect.poll(() => frameIn(page, '#card').getByLabel('Card number').inputValue()).toBe('');
      await stillPays(page);
    }));

  it('that was destroyed throws, and another one can replace it', () =>
    withCard(async (page) => {
      const again = "try { other.destroy(); other.mount('#form'); } catch (error) { error.message }";
      expect(await page.evaluate(again)).toContain('was destroyed');
      await page.evaluate("group.create('cardNumber').mount('#form')");
      await frameIn(page, '#form').getByLabel('Card number').waitFor();
    }, "const group = stripe.elements(); const other = group.create('cardNumber');"));

  it('that cannot be loaded reports it in time', () =>
    withNewPage(
      stage.browser,
      async (page) => {
        await page.clock.install();
        await page.route('**/v3/elements-inner-*', (route) => route.abort());
        const setUp = `${CARD} card.on('loaderror', (event) => note('loaderror', event));`;
        await openMerchantPage(page, stage, { body: PLACE, setUp });
        await page.clock.fastForward('00:20');
        expect(await page.evaluate('noted')).toMatchObject([
          { name: 'loaderror', elementType: 'card', error: { type: 'api_connection_error' } },
        ]);
      },
      { locale: 'en-US' },
    ));
});

describe('an unreachable server', () => {
  it('during a confirmation: a connection error, and the page can still pay', () =>
    withCard(async (page) => {
      const intent = await newIntent();
      await typeCard(page, '#card', '4242424242424242');
      await page.route('**/confirm', (route) => route.abort());
      await page.evaluate(`pay('${intent.client_secret}')`);
      expect(await came(page)).toMatchObject({ error: { type: 'api_connection_error' } });
      await page.unroute('**/confirm');
      await page.evaluate(`pay('${intent.client_secret}')`);
      expect(await came(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
    }));

  it('after it received a payment: the retry finds it paid, and nothing is paid twice', () =>
    withCard(async (page) => {
      const intent = await newIntent();
      await typeCard(page, '#card', '4242424242424242');
      await page.route('**/confirm', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await page.evaluate(`pay('${intent.client_secret}')`);
      expect(await came(page)).toMatchObject({ error: { type: 'api_connection_error' } });
      await page.unroute('**/confirm');
      await page.evaluate(`pay('${intent.client_secret}')`);
      expect(await came(page)).toMatchObject({
        error: { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } },
      });
      expect((await stage.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
    }));

  it('during the challenge: the challenge closes, and the page can still pay', () =>
    withCard(async (page) => {
      const intent = await newIntent();
      await typeCard(page, '#card', '4000002760003184');
      await page.evaluate(`pay('${intent.client_secret}')`);
      const answer = page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' });
      await answer.waitFor();
      await page.route(`${stage.url}/**`, (route) => route.abort());
      await answer.click();
      expect(await came(page)).toMatchObject({ error: { type: 'api_connection_error' } });
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.unroute(`${stage.url}/**`);
      // The payment still waits for its customer, who resumes it.
      await page.evaluate(
        `stripe.handleNextAction({ clientSecret: '${intent.client_secret}' }).then((came) => { result = came; }), 0`,
      );
      await answer.click();
      expect(await came(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
      await stillPays(page);
    }));

  it('before the script has loaded: the page can detect it', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.route('**/v3/', (route) => route.abort());
        await page.goto(
          stage.shop.page(`<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<script>var problem;</script><script src="${stage.url}/v3/" onerror="problem = 'not loaded'"></script>`),
        );
        expect(await page.evaluate('[typeof Stripe, problem]')).toEqual(['undefined', 'not loaded']);
      },
      { locale: 'en-US' },
    ));
});
