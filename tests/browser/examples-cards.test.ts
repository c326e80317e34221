import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCards } from '../../examples/cards/server.ts';
import {
  type ExampleStage,
  GOOD,
  openExample,
  paidOnceInTwoTabs,
  payButton,
  problem,
  thanked,
} from './examples-stage.ts';
import { frameIn, typeCard } from './merchant-page.ts';

let stage: ExampleStage;
beforeAll(async () => {
  stage = await openExample(startCards);
});
afterAll(() => stage.close());

const POOR = '4000000000009995';
const CHARGE = /^POST \/v1\/payment_intents$/;

async function fill(page: Page, number: string): Promise<void> {
  await page.getByLabel('Name on card').fill('Jenny Rosen');
  await typeCard(page, '#card', number);
}

/** Replaces the number in the field. */
async function changeNumber(page: Page, number: string): Promise<void> {
  await frameIn(page, '#card').getByLabel('Card number').fill(number);
}

describe('paying by card without authentication', () => {
  it('succeeds, and the order stays paid', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      await (await payButton(page)).click();
      await thanked(page);
      await page.reload();
      await thanked(page);
      const [charge, ...others] = await stage.charged(order);
      expect(others).toEqual([]);
      expect(charge).toMatchObject({
        amount: 1099,
        currency: 'usd',
        billing_details: { name: 'Jenny Rosen', address: { postal_code: '94103' } },
        payment_method_details: { card: { last4: '4242' } },
      });
    }));

  it('a declined card is explained, and another one pays', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, POOR);
      await (await payButton(page)).click();
      expect(await problem(page)).toBe('Your card has insufficient funds.');
      expect(await stage.charged(order)).toEqual([]);
      await changeNumber(page, GOOD);
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('a card that requires authentication is declined', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, '4000002500003155');
      await (await payButton(page)).click();
      expect(await problem(page)).toBe(
        "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
      );
      expect(await stage.charged(order)).toEqual([]);
    }));

  it('invalid and missing values are shown before any request', () =>
    stage.atOrder(async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
      await page.getByLabel('Name on card').fill('Jenny Rosen');
      await (await payButton(page)).click();
      expect(await problem(page)).toBe('The card number is not complete.');
      await fill(page, '4242424242424241');
      await (await payButton(page)).click();
      expect(await problem(page)).toBe('That is not a valid card number.');
      expect(asked).toEqual([]);
    }));
});

describe('an order is charged once', () => {
  it('however often Pay is clicked', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      await (await payButton(page)).dblclick();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('in two tabs at the same time', () => paidOnceInTwoTabs(stage, fill, CHARGE));

  it('when the page is reloaded during the payment', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      const held = stage.line.hold(CHARGE);
      await (await payButton(page)).click();
      await held.arrived;
      const reloaded = page.reload();
      held.letGo();
      await reloaded;
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it("when Florin's responses are lost, and the customer retries", () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      stage.line.loseAnswers(CHARGE);
      await (await payButton(page)).click();
      expect(await problem(page)).toBe('The payment server cannot be reached. Please try again.');
      expect(await stage.charged(order)).toHaveLength(1);
      stage.line.loseAnswers(null);
      await changeNumber(page, '5555555555554444');
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toMatchObject([{ payment_method_details: { card: { last4: '4242' } } }]);
    }));

  it('when the shop is unreachable for a moment', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      await page.route('**/pay', (route) => route.abort('connectionrefused'));
      await (await payButton(page)).click();
      expect(await problem(page)).toContain('The shop cannot be reached.');
      await page.unroute('**/pay');
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));
});

it('when the card cannot be sent to Florin, the customer sees the error and can retry', () =>
  stage.atOrder(async (page) => {
    await fill(page, GOOD);
    stage.line.loseAnswers(/^POST \/v1\/payment_methods/);
    await (await payButton(page)).click();
    expect(await problem(page)).toContain('connection');
    stage.line.loseAnswers(null);
    await (await payButton(page)).click();
    await thanked(page);
  }));
