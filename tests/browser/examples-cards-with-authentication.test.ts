import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCardsWithAuthentication } from '../../examples/cards-with-authentication/server.ts';
import {
  ASKED,
  bank,
  CONFIRM,
  choose,
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
  stage = await openExample(startCardsWithAuthentication);
});
afterAll(() => stage.close());

const NOT_AUTHENTICATED = 'We are unable to authenticate your payment method.';

async function fill(page: Page, number: string): Promise<void> {
  await page.getByLabel('Name on card').fill('Jenny Rosen');
  await typeCard(page, '#card', number);
}

async function pay(page: Page, number: string): Promise<void> {
  await fill(page, number);
  await (await payButton(page)).click();
}

describe('paying by card with authentication', () => {
  it('a card without a challenge is paid immediately', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, GOOD);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('a customer who authenticates has paid', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toMatchObject([
        { payment_method_details: { card: { last4: '3155', three_d_secure: { result: 'authenticated' } } } },
      ]);
    }));

  it.each(['Fail authentication', 'Close without authenticating'])('%s: nothing is paid before a retry', (way) =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await choose(page, way);
      expect(await problem(page)).toContain(NOT_AUTHENTICATED);
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await stage.charged(order)).toEqual([]);
      await (await payButton(page)).click();
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }),
  );

  it('a declined card is explained, and another one pays', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, '4000000000009995');
      expect(await problem(page)).toBe('Your card has insufficient funds.');
      await frameIn(page, '#card').getByLabel('Card number').fill(ASKED);
      await (await payButton(page)).click();
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('the challenge takes the focus, makes the page behind inert, and returns the focus', () =>
    stage.atOrder(async (page) => {
      await pay(page, ASKED);
      await bank(page).getByRole('button', { name: 'Complete authentication' }).waitFor();
      expect(await page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
      expect(await page.evaluate('document.querySelector("dialog").matches(":modal")')).toBe(true);
      await choose(page, 'Close without authenticating');
      await payButton(page);
      expect(await page.evaluate('document.activeElement.tagName')).not.toBe('IFRAME');
    }));
});

describe('an order is charged once', () => {
  it('however often Pay is clicked', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, ASKED);
      await (await payButton(page)).dblclick();
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when the page is reloaded during the challenge, which is shown again', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await bank(page).getByRole('button', { name: 'Complete authentication' }).waitFor();
      await page.reload();
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when the page is reloaded after the authentication: the payment completes', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await bank(page).getByRole('button', { name: 'Complete authentication' }).waitFor();
      await page.route('**/pay', (route) => route.abort());
      const asked = page.waitForRequest('**/pay');
      await choose(page, 'Complete authentication');
      await asked;
      expect(await stage.charged(order)).toEqual([]);
      await page.unroute('**/pay');
      await page.reload();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('in two tabs: one pays during the challenge of the other', () =>
    stage.atOrder(async (page, order) => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await pay(page, ASKED);
      await bank(page).getByRole('button', { name: 'Complete authentication' }).waitFor();
      await pay(other, GOOD);
      await thanked(other);
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toMatchObject([{ payment_method_details: { card: { last4: '4242' } } }]);
    }));

  it('in two tabs at the same time', () => paidOnceInTwoTabs(stage, fill, CONFIRM));

  it("when Florin's responses are lost, and the customer retries", () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      stage.line.loseAnswers(CONFIRM);
      await (await payButton(page)).click();
      expect(await problem(page)).toBe('The payment server cannot be reached. Please try again.');
      stage.line.loseAnswers(null);
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when the result of the authentication is lost', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await bank(page).getByRole('button', { name: 'Complete authentication' }).waitFor();
      stage.line.loseAnswers(/^GET \/v1\/payment_intents\//);
      await choose(page, 'Complete authentication');
      expect(await problem(page)).toContain('connection');
      stage.line.loseAnswers(null);
      await page.reload();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));
});
