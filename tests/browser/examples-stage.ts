import type { FrameLocator, Page } from 'playwright-core';
import type Stripe from 'stripe';
import { expect } from 'vitest';
import type { Running } from '../../examples/shared/serve.ts';
import type { FlorinAt } from '../../examples/shared/shop.ts';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { type Line, openLine } from './examples-line.ts';
import { openStage, SHOWN_KEY, type Stage } from './stage.ts';

/** An example's shop and its surroundings. */
export interface ExampleStage extends Stage {
  /** The shop's address. */
  readonly address: string;
  /** The proxy between Florin and its clients. */
  readonly line: Line;
  /** Runs `use` on the page of a new order. */
  atOrder<Result>(use: (page: Page, order: string) => Promise<Result>): Promise<Result>;
  /** Returns the order's successful charges. */
  charged(order: string): Promise<Stripe.Charge[]>;
}

export async function openExample(start: (florin: FlorinAt, port: number) => Promise<Running>): Promise<ExampleStage> {
  const stage = await openStage();
  const line = await openLine(stage.url);
  stage.florin.locate(line.url);
  const florin = { url: line.url, secretKey: SHOWN_KEY, publishableKey: DOCUMENTED_KEYS.publishable };
  const shop = await start(florin, 0);
  return {
    ...stage,
    address: shop.url,
    line,
    atOrder: (use) =>
      withPage(
        stage.browser,
        async (page) => {
          await page.goto(shop.url);
          return use(page, orderOf(page));
        },
        { locale: 'en-US' },
      ),
    async charged(order) {
      const intents = await stage.stripe.paymentIntents.list({ limit: 100 });
      const ours = intents.data.filter(({ metadata }) => metadata.order === order).map(({ id }) => id);
      const charges = await stage.stripe.charges.list({ limit: 100 });
      return charges.data.filter(({ paid, payment_intent: intent }) => paid && ours.includes(String(intent)));
    },
    async close() {
      await shop.close();
      await line.close();
      await stage.close();
    },
  };
}

/** Returns the order in a page's address. */
export function orderOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** Waits for the confirmation of a payment. */
export async function thanked(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
}

/** Waits for an error on the page and returns it. */
export async function problem(page: Page): Promise<string> {
  return (await page.getByRole('alert').filter({ hasText: /./ }).textContent()) ?? '';
}

/** Waits for the enabled pay button. */
export async function payButton(page: Page) {
  const button = page.locator('button:enabled');
  await button.waitFor();
  return button;
}

/** A card that succeeds, and one that requires authentication. */
export const GOOD = '4242424242424242';
export const ASKED = '4000002500003155';
/** Matches the call that confirms a payment. */
export const CONFIRM = /^POST \/v1\/payment_intents\/\w+\/confirm/;

/** Returns the frame of the bank's challenge. */
export function bank(page: Page): FrameLocator {
  return page.getByRole('dialog').frameLocator('iframe');
}

/** Clicks a button of the challenge. */
export async function choose(page: Page, name: string): Promise<void> {
  await bank(page).getByRole('button', { name }).click();
}

/** Waits for the page with this title. */
export async function title(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name }).waitFor();
}

/** Pays an order in two tabs at the same time, with two cards; `charge` matches the call that moves the money once. */
export function paidOnceInTwoTabs(
  stage: ExampleStage,
  fill: (page: Page, number: string) => Promise<void>,
  charge: RegExp,
): Promise<void> {
  return stage.atOrder(async (page, order) => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await fill(page, GOOD);
    await fill(other, '5555555555554444');
    const held = stage.line.hold(charge);
    await (await payButton(page)).click();
    await held.arrived;
    const asked = other.waitForRequest('**/pay');
    await (await payButton(other)).click();
    await asked;
    held.letGo();
    await Promise.all([thanked(page), thanked(other)]);
    expect(await stage.charged(order)).toHaveLength(1);
  });
}
