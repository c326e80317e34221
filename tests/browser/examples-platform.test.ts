import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlatform } from '../../examples/platform/server.ts';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { enterCard, payButton } from './checkout-page.ts';
import { type ExampleStage, openExample } from './examples-stage.ts';

let stage: ExampleStage;
beforeAll(async () => {
  stage = await openExample(startPlatform);
});
afterAll(() => stage.close());

/** Opens the page of a shop. */
function atShop(name: string, use: (page: Page) => Promise<void>): Promise<void> {
  return withPage(
    stage.browser,
    async (page) => {
      await page.goto(stage.address);
      await page.getByRole('link', { name }).click();
      await use(page);
    },
    { locale: 'en-US' },
  );
}

async function textOf(page: Page, place: string): Promise<string> {
  await stage.florin.settled();
  await page.reload();
  return (await page.locator(place).textContent()) ?? '';
}

/** Buys in Checkout with what `enter` enters, and comes back to the shop. */
async function buy(page: Page, enter: (page: Page) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.getByLabel('E-mail').fill('jenny.rosen@example.com');
  await enter(page);
  await payButton(page).click();
  await page.waitForURL(/\/shops\/\w+\?session_id=cs_test_/);
}

async function enterIban(page: Page): Promise<void> {
  await page.getByText('SEPA').click();
  await page.getByLabel('IBAN').fill('AT611904300234573201');
  await page.getByLabel(/name/i).fill('Jenny Rosen');
}

describe('a platform with two shops', () => {
  it('has them set up their accounts, takes its fee of their sales, and has them paid out', () =>
    atShop('Blue Pottery', async (page) => {
      expect(await troubles(page)).toEqual([]);
      expect(await page.locator('#charges').textContent()).toBe('not enabled');
      await page.getByRole('button', { name: 'Set up payments' }).click();
      await page.getByRole('button', { name: 'Skip this form' }).click();
      await page.locator('[data-test="requirements-index-done-button"]').click();
      await page.waitForURL(/\/shops\/pottery$/);
      await stage.florin.advance('1m');
      expect(await textOf(page, '#charges')).toBe('enabled');
      expect(await textOf(page, '#payouts-enabled')).toBe('enabled');

      await buy(page, (at) => enterCard(at, '4242424242424242'));
      expect(await textOf(page, '#orders')).toContain('paid');
      // 3600 less 2.9 % and 25 cents, and less the platform's tenth.
      expect(await textOf(page, '#pending')).toBe('€31.11');
      await page.getByRole('link', { name: 'Platform' }).click();
      expect(await page.locator('#earned').textContent()).toBe('€3.60');

      await page.getByRole('link', { name: 'Blue Pottery' }).click();
      await buy(page, enterIban);
      expect(await textOf(page, '#orders tr:nth-child(2)')).toContain('waiting');
      await stage.florin.advance('14d');
      expect(await textOf(page, '#orders tr:nth-child(2)')).toContain('paid');
      await stage.florin.advance('14d');
      expect(await textOf(page, '#payouts')).toBe('€62.22 paid');
      expect(await textOf(page, '#available')).toBe('€0.00');
      await page.getByRole('link', { name: 'Platform' }).click();
      expect(await page.locator('#earned').textContent()).toBe('€7.20');
      expect(await troubles(page)).toEqual([]);
    }));

  it('pays a buyer back with its fee, and shows a dispute', () =>
    atShop('Corner Bakery', async (page) => {
      const before = await stage.stripe.applicationFees.list();
      await buy(page, (at) => enterCard(at, '4242424242424242'));
      expect(await textOf(page, '#orders')).toContain('paid');
      await page.getByRole('button', { name: 'Refund' }).click();
      expect(await textOf(page, '#orders')).toContain('refunded');
      const [fee] = (await stage.stripe.applicationFees.list()).data;
      expect(fee).toMatchObject({ amount: 90, amount_refunded: 90 });
      expect((await stage.stripe.applicationFees.list()).data).toHaveLength(before.data.length + 1);

      await buy(page, (at) => enterCard(at, '4000000000000259'));
      expect(await textOf(page, '#orders tr:nth-child(2)')).toContain('disputed');
      expect(await troubles(page)).toEqual([]);
    }));
});
