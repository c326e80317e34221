import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Page } from 'playwright-core';
import { build, type PluginOption } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { newSession } from './checkout-page.ts';
import { frameIn, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

/** A page in `libraries/` that pays with a front-end library, as that library's guide has it. */
interface Library {
  readonly name: string;
  readonly page: string;
  /** Packages that take the place of others, for further majors of a library. */
  readonly alias?: Readonly<Record<string, string>>;
  readonly plugins?: readonly PluginOption[];
  /** The release of Stripe.js that the library was made for. */
  readonly train: string;
}

const react = (major: number, train: string): Library => ({
  name: `react-stripe-js ${major}`,
  page: 'react.js',
  alias: { '@stripe/react-stripe-js': `react-stripe-js-${major}` },
  train,
});

const LIBRARIES: readonly Library[] = [
  react(3, 'v3/'),
  react(4, 'basil/stripe.js'),
  react(5, 'clover/stripe.js'),
  react(6, 'dahlia/stripe.js'),
  { name: 'react-stripe-js 7', page: 'react.js', train: 'endive/stripe.js' },
  { name: 'vue-stripe-js', page: 'vue-stripe-js.js', train: 'v3/' },
  { name: '@vue-stripe/vue-stripe', page: 'vue-stripe.js', train: 'clover/stripe.js' },
  { name: 'svelte-stripe', page: 'svelte.js', plugins: [svelte({ configFile: false })], train: 'v3/' },
  { name: 'solid-stripe', page: 'solid.js', train: 'basil/stripe.js' },
  { name: 'ngx-stripe', page: 'angular.js', train: 'dahlia/stripe.js' },
];

const reactCheckout = (major: number, entry: string, train: string): Library => ({
  name: `react-stripe-js ${major}`,
  page: 'react-checkout.js',
  alias: { 'checkout-entry': entry },
  train,
});

const WITH_CHECKOUT: readonly Library[] = [
  reactCheckout(3, 'react-stripe-js-3', 'v3/'),
  reactCheckout(4, 'react-stripe-js-4/checkout', 'basil/stripe.js'),
  reactCheckout(5, 'react-stripe-js-5/checkout', 'clover/stripe.js'),
  reactCheckout(6, 'react-stripe-js-6/checkout', 'dahlia/stripe.js'),
  reactCheckout(7, '@stripe/react-stripe-js/checkout', 'endive/stripe.js'),
];

const DECLINED = '4000000000009995';
const REASON = 'Your card has insufficient funds.';
/** Bundled pages of frameworks start slowly on a busy machine. */
const PATIENCE_MS = 10_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.each(LIBRARIES)('$name', (library) => {
  let script: string;
  beforeAll(async () => {
    script = await bundle(library);
  });

  it('pays with the Payment Element, which can be closed and opened again', () =>
    atOrder(library, script, 'payment', async (page) => {
      const number = frameIn(page, '#place').getByLabel('Card number');
      await number.waitFor();
      await page.getByRole('button', { name: 'Toggle' }).click();
      await expect.poll(() => page.locator('#place iframe').count(), { timeout: PATIENCE_MS }).toBe(0);
      await page.getByRole('button', { name: 'Toggle' }).click();
      await typeCard(page, '#place', DECLINED);
      await payAndSee(page, REASON);
      await number.fill('4242424242424242');
      await payAndSee(page, 'succeeded');
    }));

  it('pays with the card element', () =>
    atOrder(library, script, 'card', async (page) => {
      await typeCard(page, '#place', DECLINED);
      await payAndSee(page, REASON);
      await frameIn(page, '#place').getByLabel('Card number').fill('4242424242424242');
      await payAndSee(page, 'succeeded');
    }));
});

it.each(WITH_CHECKOUT)('$name pays a Checkout Session on the page of a shop', async (library) => {
  const session = await newSession(stage, {
    ui_mode: 'elements',
    return_url: stage.shop.returnUrl,
    allowed_payment_method_types: ['card'],
  });
  await openPage(library, await bundle(library), { clientSecret: session.client_secret }, async (page) => {
    await typeCard(page, '#place', DECLINED);
    await payAndSee(page, REASON);
    await frameIn(page, '#place').getByLabel('Card number').fill('4242424242424242');
    await payAndSee(page, 'success');
  });
  expect((await stage.stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete');
});

/** Opens the page of an order of its own, and checks afterwards that the order was paid. */
async function atOrder(
  library: Library,
  script: string,
  kind: 'payment' | 'card',
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const intent = await stage.stripe.paymentIntents.create({
    amount: 1099,
    currency: 'usd',
    allowed_payment_method_types: ['card'],
  });
  await openPage(library, script, { kind, clientSecret: intent.client_secret }, use);
  expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
}

async function openPage(
  { train }: Library,
  script: string,
  given: { readonly kind?: string; readonly clientSecret: string | null },
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const order = { ...given, key: DOCUMENTED_KEYS.publishable, returnUrl: stage.shop.returnUrl };
  const address =
    stage.shop.page(`<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
<script src="${stage.url}/${train}"></script></head><body><div id="root"></div>
<script>window.order = ${JSON.stringify(order)};</script><script>${script}</script></body></html>`);
  await withPage(
    stage.browser,
    async (page) => {
      await page.goto(address);
      await use(page);
    },
    { locale: 'en-US' },
  );
}

/** Pays, and waits for the text that the page then shows. */
async function payAndSee(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Pay' }).click();
  await expect.poll(() => page.locator('#result').textContent(), { timeout: PATIENCE_MS }).toBe(text);
}

async function bundle({ page, alias = {}, plugins = [] }: Library): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias },
    plugins: [...plugins],
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'libraries', page), formats: ['iife'], name: 'page', fileName: 'page' },
    },
  });
  const [made] = [output].flat();
  if (!made || !('output' in made)) throw new Error(`${page} was not built.`);
  return made.output[0].code.replaceAll('</script', '<\\/script');
}
