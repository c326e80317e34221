import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { openMerchantPage, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };
const CARD = `
const card = stripe.elements().create('card');
card.mount('#card');
let result;
const pay = (secret) => stripe.confirmCardPayment(secret, { payment_method: { card } }).then((came) => { result = came; });`;
const PLACE = '<label for="card">Card</label><div id="card"></div><button id="behind">Behind</button>';

const newIntent = () => stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });

describe('3-D Secure in an overlay', () => {
  it.each([
    ['Complete authentication', 'succeeded'],
    ['Fail authentication', 'requires_payment_method'],
    ['Close without authenticating', 'requires_payment_method'],
  ])('%s: the payment is %s, and the page continues', (button, status) =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent();
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', '4000002760003184');
        await page.evaluate(`void pay('${intent.client_secret}')`);

        const challenge = page.frameLocator('dialog iframe');
        await challenge.getByRole('button', { name: button }).click();
        await page.waitForFunction('result !== undefined');

        expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
        expect(await page.evaluate('result')).toMatchObject(
          status === 'succeeded'
            ? { paymentIntent: { id: intent.id, status } }
            : { error: { code: 'payment_intent_authentication_failure', payment_intent: { id: intent.id, status } } },
        );
        // The page is usable again.
        await page.getByRole('button', { name: 'Behind' }).click();
      },
      ENGLISH,
    ),
  );

  it('passes a frictionless card without a challenge', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent();
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', '4242424242424242');
        await page.evaluate(`pay('${intent.client_secret}')`);
        expect(await page.evaluate('result.paymentIntent.status')).toBe('succeeded');
      },
      ENGLISH,
    ));

  it('charges once when Pay is clicked twice', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent();
        await openMerchantPage(page, stage, { body: PLACE, setUp: CARD });
        await typeCard(page, '#card', '4242424242424242');
        const both = await page.evaluate(
          `Promise.all([1, 2].map(() => stripe.confirmCardPayment('${intent.client_secret}', { payment_method: { card } })))`,
        );
        expect(both).toMatchObject([
          { paymentIntent: { status: 'succeeded' } },
          { paymentIntent: { status: 'succeeded' } },
        ]);
        expect((await stage.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
      },
      ENGLISH,
    ));

  it('authenticates a card that is saved for later', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await stage.stripe.setupIntents.create({ customer: (await stage.stripe.customers.create()).id });
        const save = CARD.replaceAll('confirmCardPayment', 'confirmCardSetup');
        await openMerchantPage(page, stage, { body: PLACE, setUp: save });
        await typeCard(page, '#card', '4000002500003155');
        await page.evaluate(`void pay('${intent.client_secret}')`);
        await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
        await page.waitForFunction('result !== undefined');
        expect(await page.evaluate('result')).toMatchObject({ setupIntent: { id: intent.id, status: 'succeeded' } });
      },
      ENGLISH,
    ));

  it('handleNextAction handles only the required action', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await stage.stripe.paymentIntents.create({
          amount: 1099,
          currency: 'usd',
          confirm: true,
          confirmation_method: 'manual',
          payment_method: 'pm_card_authenticationRequired',
          use_stripe_sdk: true,
        });
        await openMerchantPage(page, stage, { body: PLACE, setUp: 'let result;' });
        await page.evaluate(
          `void stripe.handleCardAction('${intent.client_secret}').then((came) => { result = came; })`,
        );
        await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
        await page.waitForFunction('result !== undefined');
        expect(await page.evaluate('result.paymentIntent.status')).toBe('requires_confirmation');
        expect((await stage.stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
        expect(await page.evaluate(`stripe.handleCardAction('${intent.client_secret}')`)).toMatchObject({
          error: { code: 'payment_intent_unexpected_state' },
        });
      },
      ENGLISH,
    ));
});
