import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import type { Running } from '../../examples/shared/serve.ts';
import type { FlorinAt } from '../../examples/shared/shop.ts';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { type Line, openLine } from './examples-line.ts';
import { openStage, SHOWN_KEY, type Stage } from './stage.ts';

/** An example's shop and all around it. */
export interface ExampleStage extends Stage {
  /** Where the shop is. */
  readonly address: string;
  /** Between Florin and everybody else. */
  readonly line: Line;
  /** Runs `use` with a page that has begun an order. */
  atOrder<Result>(use: (page: Page, order: string) => Promise<Result>): Promise<Result>;
  /** The charges that were made for an order and succeeded. */
  charged(order: string): Promise<Stripe.Charge[]>;
}

export async function openExample(start: (florin: FlorinAt, port: number) => Promise<Running>): Promise<ExampleStage> {
  const stage = await openStage();
  const line = await openLine(stage.url);
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

/** The order in a shop's address. */
export function orderOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** Whoever has paid sees this. */
export async function thanked(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
}

/** What the page says went wrong, once it says something. */
export async function problem(page: Page): Promise<string> {
  return (await page.getByRole('alert').filter({ hasText: /./ }).textContent()) ?? '';
}

/** The button that pays, when it can be pressed. */
export async function payButton(page: Page) {
  const button = page.locator('button:enabled');
  await button.waitFor();
  return button;
}
