import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMobilepay } from '../../examples/mobilepay/server.ts';
import { CONFIRM, type ExampleStage, openExample, payButton, problem, thanked, title } from './examples-stage.ts';

let stage: ExampleStage;
beforeAll(async () => {
  stage = await openExample(startMobilepay);
});
afterAll(() => stage.close());

/** Navigates from the shop to MobilePay's buttons. */
async function goToMobilePay(page: Page): Promise<void> {
  await (await payButton(page)).click();
  await page.getByLabel('Phone number').fill('20 12 34 56');
  await page.getByRole('button', { name: 'Continue' }).click();
}

const authorize = (page: Page) => page.getByRole('button', { name: 'Authorize test payment' }).click();

describe('paying by MobilePay', () => {
  it('is authorized, and the webhook reaches the shop too', () =>
    stage.atOrder(async (page, order) => {
      const orderPage = page.url();
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded');
      expect(await stage.charged(order)).toMatchObject([{ amount: 1099, currency: 'dkk' }]);
      await stage.florin.settled();
      await page.goto(orderPage);
      await thanked(page);
    }));

  it('completes even if the customer never returns', () =>
    stage.atOrder(async (page) => {
      const orderPage = page.url();
      await goToMobilePay(page);
      await page.route(`${stage.address}/**`, (route) => route.abort());
      await authorize(page);
      await page.waitForEvent('requestfailed');
      await stage.florin.settled();
      await page.unroute(`${stage.address}/**`);
      await page.goto(orderPage);
      await thanked(page);
    }));

  it('fails, and is retried', () =>
    stage.atOrder(async (page, order) => {
      await goToMobilePay(page);
      await page.getByRole('button', { name: 'Fail test payment' }).click();
      await title(page, 'Not paid');
      expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('failed');
      await page.getByRole('link', { name: 'Try again' }).click();
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('expires after five minutes, and is retried', () =>
    stage.atOrder(async (page, order) => {
      await goToMobilePay(page);
      await page.getByRole('button', { name: 'Authorize test payment' }).waitFor();
      await stage.florin.advance('5m');
      await authorize(page);
      await title(page, 'Time is up');
      await page.getByRole('link', { name: 'Back to Florin' }).click();
      await title(page, 'Not paid');
      await page.getByRole('link', { name: 'Try again' }).click();
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));
});

describe('an order is paid once by MobilePay', () => {
  it('however often Pay is clicked', () =>
    stage.atOrder(async (page, order) => {
      const confirmed: string[] = [];
      page.on('request', (request) => request.url().endsWith('/confirm') && confirmed.push(request.url()));
      await (await payButton(page)).dblclick();
      await page.getByLabel('Phone number').waitFor();
      expect(confirmed).toHaveLength(1);
      await page.goto(`${page.url()}?ending=67`);
      await authorize(page);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when the customer goes back to the shop and starts over', () =>
    stage.atOrder(async (page, order) => {
      await goToMobilePay(page);
      await page.getByRole('button', { name: 'Authorize test payment' }).waitFor();
      await page.goBack();
      await page.goBack();
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('when the page is reloaded during the confirmation', () =>
    stage.atOrder(async (page, order) => {
      const held = stage.line.hold(CONFIRM);
      await (await payButton(page)).click();
      await held.arrived;
      await page.reload();
      held.letGo();
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it('in two tabs: the second shows it as paid', () =>
    stage.atOrder(async (page, order) => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      await (await payButton(other)).click();
      await thanked(other);
      expect(await stage.charged(order)).toHaveLength(1);
    }));

  it("when Florin's response is lost, and the customer retries", () =>
    stage.atOrder(async (page, order) => {
      stage.line.loseAnswers(CONFIRM);
      await (await payButton(page)).click();
      expect(await problem(page)).toContain('connection');
      stage.line.loseAnswers(null);
      await goToMobilePay(page);
      await authorize(page);
      await thanked(page);
      expect(await stage.charged(order)).toHaveLength(1);
    }));
});
