import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSubscriptions } from '../../examples/subscriptions/server.ts';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { type ExampleStage, openExample } from './examples-stage.ts';

let stage: ExampleStage;
beforeAll(async () => {
  stage = await openExample(startSubscriptions);
});
afterAll(() => stage?.close());

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
}

const textOf = (page: Page, place: string) => page.locator(place).textContent();
const statuses = (page: Page) => page.locator('#invoices td:nth-child(3)').allTextContents();

test('a reader of the image bank has a trial, pays for a year, switches plans, and recovers from a failed renewal', () =>
  withPage(
    stage.browser,
    async (page) => {
      await page.goto(stage.address);
      expect(await troubles(page)).toEqual([]);
      await press(page, 'Subscribe');
      await press(page, 'Authorize');
      await page.waitForURL(/\/reader$/);
      expect(await textOf(page, '#status')).toBe('trialing');

      await press(page, 'Let a month pass');
      expect(await textOf(page, '#status')).toBe('active');
      await press(page, 'Let a year pass');
      const paid = await page.locator('#invoices tr').allTextContents();
      expect(paid.filter((row) => row.includes('₩100,000') && row.includes('paid'))).toHaveLength(13);

      await press(page, 'Manage');
      await page.getByRole('link', { name: 'Change plan' }).click();
      await page.getByLabel(/200,000/).check();
      await press(page, 'Review the change');
      await press(page, 'Confirm');
      await page.goto(stage.address);
      expect(await textOf(page, '#plan')).toBe('Pro');

      await press(page, 'Pay with a card without funds');
      // The renewal is two weeks ahead, and fails in the third.
      for (const _ of [1, 2, 3]) await press(page, 'Let a week pass');
      expect(await textOf(page, '#status')).toBe('past_due');
      expect((await statuses(page))[0]).toBe('open');
      await press(page, 'Pay with the Korean card');
      await press(page, 'Let a week pass');
      expect(await textOf(page, '#status')).toBe('active');
      expect(new Set(await statuses(page))).toEqual(new Set(['paid']));
      expect(await troubles(page)).toEqual([]);
    },
    { locale: 'en-US' },
  ));
