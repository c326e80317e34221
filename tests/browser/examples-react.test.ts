import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReact } from '../../examples/react/server.ts';
import {
  ASKED,
  bank,
  CONFIRM,
  choose,
  type ExampleStage,
  GOOD,
  openExample,
  payButton,
  problem,
  thanked,
  title,
} from './examples-stage.ts';
import { frameIn, typeCard } from './merchant-page.ts';

let stage: ExampleStage;
beforeAll(async () => {
  stage = await openExample(startReact);
});
afterAll(() => stage.close());

const PLACE = '.element';

const fill = (page: Page, number: string) => typeCard(page, PLACE, number);

async function pay(page: Page, number: string): Promise<void> {
  await fill(page, number);
  await (await payButton(page)).click();
}

async function goToMobilePay(page: Page): Promise<void> {
  await frameIn(page, PLACE).getByRole('tab', { name: 'MobilePay' }).click();
  await (await payButton(page)).click();
  await page.getByLabel('Phone number').fill('20 12 34 56');
  await page.getByRole('button', { name: 'Continue' }).click();
}

describe('paying with the Payment Element in React', () => {
  it('by card, and the page confirms it', () =>
    stage.atOrder(async (page, order) => {
      const hosts = new Set<string>();
      const messages: string[] = [];
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      page.on('console', (message) => messages.push(message.text()));
      await page.reload();
      await pay(page, GOOD);
      await thanked(page);
      const { searchParams, pathname } = new URL(page.url());
      expect(pathname).toBe(`/orders/${order}/complete`);
      expect([...searchParams.keys()]).toEqual(['payment_intent', 'payment_intent_client_secret', 'redirect_status']);
      expect(await stage.charged(order)).toMatchObject([
        { amount: 4900, currency: 'dkk', billing_details: { address: { country: 'US', postal_code: '94103' } } },
      ]);
      expect(messages).toEqual([]);
      expect([...hosts].sort()).toEqual([stage.address, stage.line.url].sort());
    }));

  it('a declined card is explained, and another one pays', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, '4000000000009995');
      expect(await problem(page)).toBe('Your card has insufficient funds.');
      await frameIn(page, PLACE).getByLabel('Card number').fill(GOOD);
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('a customer who authenticates has paid', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it.each(['Fail authentication', 'Close without authenticating'])('%s: nothing is paid before a retry', (way) =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await choose(page, way);
      expect(await problem(page)).toContain('We are unable to authenticate your payment method.');
      expect(await stage.charged(order)).toEqual([]);
      await (await payButton(page)).click();
      await choose(page, 'Complete authentication');
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }),
  );

  it('by MobilePay, first failed and then authorized', () =>
    stage.atOrder(async (page, order) => {
      await goToMobilePay(page);
      await page.getByRole('button', { name: 'Fail test payment' }).click();
      await title(page, 'Not paid');
      await page.getByRole('link', { name: 'Try again' }).click();
      await goToMobilePay(page);
      await page.getByRole('button', { name: 'Authorize test payment' }).click();
      await thanked(page);
      expect(await stage.charged(order)).toMatchObject([{ payment_method_details: { type: 'mobilepay' } }]);
    }));

  it('by MobilePay, after the five minutes have passed', () =>
    stage.atOrder(async (page, order) => {
      await goToMobilePay(page);
      await page.getByRole('button', { name: 'Authorize test payment' }).waitFor();
      await stage.florin.advance('5m');
      await page.getByRole('button', { name: 'Authorize test payment' }).click();
      await page.getByRole('link', { name: 'Back to Florin' }).click();
      await title(page, 'Not paid');
      expect(await stage.charged(order)).toEqual([]);
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

  it('when the page is reloaded during the challenge', () =>
    stage.atOrder(async (page, order) => {
      await pay(page, ASKED);
      await bank(page).getByRole('button', { name: 'Complete authentication' }).waitFor();
      await page.reload();
      await pay(page, GOOD);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('in two tabs: the second shows it as paid', () =>
    stage.atOrder(async (page, order) => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await fill(other, GOOD);
      await pay(page, GOOD);
      await thanked(page);
      await (await payButton(other)).click();
      await thanked(other);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when Florin is unreachable for a moment, and the customer retries', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      await page.route(/\/confirm$/, (route) => route.abort('connectionrefused'));
      await (await payButton(page)).click();
      expect(await problem(page)).toContain('connection');
      expect(await stage.charged(order)).toEqual([]);
      await page.unroute(/\/confirm$/);
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when only the response is lost: the retry shows it as paid', () =>
    stage.atOrder(async (page, order) => {
      await fill(page, GOOD);
      stage.line.loseAnswers(CONFIRM);
      await (await payButton(page)).click();
      expect(await problem(page)).toContain('connection');
      stage.line.loseAnswers(null);
      await (await payButton(page)).click();
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when a paid order is opened again', () =>
    stage.atOrder(async (page, order) => {
      const orderPage = page.url();
      await pay(page, GOOD);
      await thanked(page);
      await page.goto(orderPage);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));
});
