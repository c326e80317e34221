import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { routeStripe } from '../../src/playwright.ts';
import { withPage } from '../support/browser.ts';
import { frameIn, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };
/** The official loader for pages without a bundler. */
const LOADER = readFileSync(new URL('../dist/index.js', import.meta.resolve('@stripe/stripe-js')), 'utf8');

/** Returns a page of the shop with these scripts, which creates a card element with `stripe`. */
const shopPage = (head: string, getStripe: string) =>
  stage.shop.page(`<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">${head}</head>
<body><main><h1>Shop</h1><div id="card"></div></main><script type="module">
window.stripe = await ${getStripe};
window.card = stripe.elements().create('card');
card.mount('#card');
</script></body></html>`);
const loaded = `<script>const exports = {}, module = { exports };</script><script>${LOADER}</script>`;
const load = `exports.loadStripe('${DOCUMENTED_KEYS.publishable}')`;

describe('the official loader', () => {
  it("finds Florin's script of its own release train, without a warning", () =>
    withPage(
      stage.browser,
      async (page) => {
        const messages: string[] = [];
        page.on('console', (message) => messages.push(message.text()));
        await page.goto(shopPage(`<script src="${stage.url}/endive/stripe.js"></script>${loaded}`, load));
        await typeCard(page, '#card', '4242424242424242');
        expect(await page.evaluate("stripe.createPaymentMethod({ type: 'card', card })")).toHaveProperty(
          'paymentMethod',
        );
        expect(messages).toEqual([]);
      },
      ENGLISH,
    ));
});

describe('pages that load from the official host', () => {
  it('are redirected to Florin by routeStripe: script, frames, calls and challenge', () =>
    withPage(
      stage.browser,
      async (page) => {
        await routeStripe(page, stage.url);
        const { client_secret: secret } = await stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
        await page.goto(shopPage(loaded, load));
        await typeCard(page, '#card', '4000002760003184');
        expect(await page.locator('#card iframe').getAttribute('src')).toMatch(/^https:\/\/js\.stripe\.com\//);
        await page.evaluate(
          `void stripe.confirmCardPayment('${secret}', { payment_method: { card } }).then((came) => { window.result = came; })`,
        );
        await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
        await page.waitForFunction('window.result !== undefined');
        expect(await page.evaluate('result')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
      },
      ENGLISH,
    ));

  it("reach Florin's pages at Stripe's other hosts, and come back from them", () =>
    withPage(
      stage.browser,
      async (page) => {
        await routeStripe(page, stage.url);
        const intent = await stage.stripe.paymentIntents.create({
          amount: 1099,
          currency: 'dkk',
          confirm: true,
          payment_method_data: { type: 'mobilepay' },
          return_url: stage.shop.returnUrl,
        });
        const bank = new URL(intent.next_action?.redirect_to_url?.url ?? '');
        await page.goto(`https://hooks.stripe.com${bank.pathname}${bank.search}`);
        await page.getByLabel('Phone number').fill('20 12 34 56');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByRole('button', { name: 'Authorize test payment' }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        expect(page.url()).toContain(`${stage.shop.returnUrl}&payment_intent=${intent.id}`);
        for (const host of ['api', 'checkout', 'connect', 'dashboard', 'files']) {
          const response = await page.goto(`https://${host}.stripe.com/healthz`);
          expect([response?.status(), host]).toEqual([200, host]);
        }
      },
      ENGLISH,
    ));

  it('may load any release train, for all pages of a context', async () => {
    const context = await stage.browser.newContext(ENGLISH);
    await routeStripe(context, stage.url);
    const page = await context.newPage();
    const versions: unknown[] = [];
    for (const path of ['v3/', 'acacia/stripe.js', 'basil/stripe.js', 'clover/stripe.js', 'dahlia/stripe.js']) {
      await page.goto(
        shopPage(`<script src="https://js.stripe.com/${path}"></script>`, `Stripe('${DOCUMENTED_KEYS.publishable}')`),
      );
      await frameIn(page, '#card').getByLabel('Card number').waitFor();
      versions.push(await page.evaluate('Stripe.version'));
    }
    expect(versions).toEqual([3, 'acacia', 'basil', 'clover', 'dahlia']);
    // Requests for measurements get an empty response.
    expect(await page.evaluate("fetch('https://m.stripe.com/6', { mode: 'no-cors' }).then(() => 'answered')")).toBe(
      'answered',
    );
    await context.close();
  });
});
