import { gzipSync } from 'node:zlib';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { newSession, payButton, posters } from './checkout-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Params = Partial<Stripe.Checkout.SessionCreateParams>;

const BRANDS: Record<string, Params['branding_settings']> = {
  'no colours of its own': {},
  'dark colours': { background_color: '#1b1140', button_color: '#ffd400', border_style: 'pill', font_family: 'lora' },
  'colours that hide each other': { background_color: '#808080', button_color: '#7f7f7f', border_style: 'rectangular' },
};

/** A session that collects everything. */
const everything = (brand: Params['branding_settings']): Params => ({
  branding_settings: { display_name: 'Rocket Rides', ...brand },
  line_items: [posters({ adjustable_quantity: { enabled: true } }), posters({ quantity: 1 }, { unit_amount: 333 })],
  allow_promotion_codes: true,
  billing_address_collection: 'required',
  phone_number_collection: { enabled: true },
  shipping_address_collection: { allowed_countries: ['US', 'CA'] },
  shipping_options: [
    {
      shipping_rate_data: {
        type: 'fixed_amount',
        display_name: 'Ground',
        fixed_amount: { amount: 500, currency: 'usd' },
      },
    },
  ],
  custom_fields: [{ key: 'engraving', type: 'text', label: { type: 'custom', custom: 'Engraving' } }],
  custom_text: { submit: { message: 'We ship **on Monday**. [Terms](https://example.com/terms)' } },
  cancel_url: stage.shop.returnUrl,
});

describe.each([
  ['a small phone', { width: 320, height: 568 }],
  ['a phone', { width: 390, height: 844 }],
  ['a desk', { width: 1280, height: 800 }],
])('on %s', (_name, viewport) => {
  it.each(Object.keys(BRANDS))(
    'axe finds nothing on a page with %s, before and after it is sent empty',
    async (brand) => {
      const session = await newSession(stage, everything(BRANDS[brand]));
      await withPage(
        stage.browser,
        async (page) => {
          await page.goto(session.url ?? '');
          await payButton(page).waitFor();
          expect(await troubles(page)).toEqual([]);
          await payButton(page).click();
          await page.getByRole('button', { name: 'Add promotion code' }).click();
          expect(await troubles(page)).toEqual([]);
        },
        { viewport, locale: 'en-US' },
      );
    },
  );

  it('axe finds nothing if nothing is left to pay', async () => {
    const session = await newSession(stage);
    await stage.stripe.checkout.sessions.expire(session.id);
    await withPage(
      stage.browser,
      async (page) => {
        // The address of an expired session may still be known.
        await page.goto(`${stage.url}/c/pay/${session.id}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await troubles(page)).toEqual([]);
      },
      { viewport, locale: 'en-US' },
    );
  });
});

describe('languages', () => {
  it.each([
    ['fr', 'fr', 'usd', 'Payer 30,00 $US'],
    ['auto', 'de-DE', 'eur', '30,00 € bezahlen'],
    ['da', 'en-US', 'dkk', 'Betal 30,00 kr.'],
    ['auto', 'fi-FI', 'eur', 'Maksa 30,00 €'],
    ['ko', 'en-US', 'krw', '₩3,000 결제'],
    ['auto', 'en-GB', 'jpy', 'Pay JP¥3,000'],
    ['auto', 'en-US', 'kwd', 'Pay KWD 3.000'],
    ['auto', 'pt-BR', 'usd', 'Pay $30.00'],
  ])('%s in a browser with %s: %s has the local format', async (locale, browser, currency, words) => {
    const session = await newSession(stage, { locale: locale as 'auto', line_items: [posters({}, { currency })] });
    await withPage(
      stage.browser,
      async (page) => {
        await page.goto(session.url ?? '');
        const text = await payButton(page).textContent();
        expect(text?.replace(/\s/g, ' ')).toBe(words);
        expect(await page.evaluate('document.documentElement.lang')).toBe(
          locale === 'auto' && browser !== 'pt-BR' ? browser : locale === 'auto' ? 'en' : locale,
        );
      },
      { locale: browser },
    );
  });
});

/** Maximum transfer until the page is usable, in gzipped bytes: document, styles, script and response. */
const MOST = 120 * 1024;

it('the page stays within its weight, and everything on it comes from Florin', async () => {
  const session = await newSession(stage, { locale: 'fi' });
  await withPage(stage.browser, async (page) => {
    const weights: Promise<{ url: string; bytes: number }>[] = [];
    page.on('response', (response) =>
      weights.push(response.body().then((body) => ({ url: response.url(), bytes: gzipSync(body).length }))),
    );
    await page.goto(session.url ?? '');
    await payButton(page).waitFor();
    const files = await Promise.all(weights);
    expect(files.map(({ url }) => new URL(url).origin).filter((origin) => origin !== stage.url)).toEqual([]);
    // The document, style, script, response, and two files of texts.
    expect(files.length).toBeGreaterThanOrEqual(6);
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MOST);
  });
});
