import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCards } from '../../examples/cards/server.ts';
import { startCardsWithAuthentication } from '../../examples/cards-with-authentication/server.ts';
import { startMobilepay } from '../../examples/mobilepay/server.ts';
import { startReact } from '../../examples/react/server.ts';
import { startShop } from '../../examples/shop/server.ts';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { payButton as payButtonOfCheckout } from './checkout-page.ts';
import { payButton } from './examples-stage.ts';
import { frameIn } from './merchant-page.ts';
import { openStage, SHOWN_KEY, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const EXAMPLES = {
  cards: startCards,
  'cards-with-authentication': startCardsWithAuthentication,
  mobilepay: startMobilepay,
  react: startReact,
};

const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

describe.each(Object.entries(EXAMPLES))('the shop of %s', (_name, start) => {
  it('passes axe, on a phone and on a desktop', async () => {
    const florin = { url: stage.url, secretKey: SHOWN_KEY, publishableKey: DOCUMENTED_KEYS.publishable };
    const shop = await start(florin, 0);
    for (const viewport of VIEWPORTS) {
      await withPage(
        stage.browser,
        async (page) => {
          await page.goto(shop.url);
          await payButton(page);
          expect(await troubles(page)).toEqual([]);
        },
        { viewport, locale: 'en-US' },
      );
    }
    await shop.close();
  });
});

describe('the shop with Checkout', () => {
  it('passes axe: the page with the checkout, Florin’s page, and the return page', async () => {
    const shop = await startShop(
      { url: stage.url, secretKey: SHOWN_KEY, publishableKey: DOCUMENTED_KEYS.publishable },
      0,
    );
    for (const viewport of VIEWPORTS) {
      await withPage(
        stage.browser,
        async (page) => {
          await page.goto(shop.url);
          await payButtonOfCheckout(frameIn(page, '#checkout')).waitFor();
          expect(await troubles(page)).toEqual([]);
          await page.getByRole('button', { name: 'Pay on a page of its own' }).click();
          await payButtonOfCheckout(page).waitFor();
          expect(await troubles(page)).toEqual([]);
          await payButtonOfCheckout(page).click();
          await page.getByRole('heading', { name: 'Thank you' }).waitFor();
          await page.locator('#sale').waitFor();
          expect(await troubles(page)).toEqual([]);
        },
        { viewport, locale: 'en-US' },
      );
    }
    await shop.close();
  });
});
