import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { frameIn, openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const PLACE = '<div id="here"></div>';

/** Opens a page with a payment element in a group with these options, in a browser of this language. */
function withLook(options: string, use: (page: Page) => Promise<void>, locale = 'en-US'): Promise<void> {
  return withPage(
    stage.browser,
    async (page) => {
      const setUp = `
const elements = stripe.elements({ mode: 'payment', amount: 4900, currency: 'dkk', ...${options} });
elements.create('payment').mount('#here');`;
      await openMerchantPage(page, stage, { body: PLACE, setUp });
      await frameIn(page, '#here').locator('#card-number').waitFor();
      await use(page);
    },
    { locale },
  );
}

const styleOf = (page: Page, selector: string, property: string) =>
  frameIn(page, '#here')
    .locator(selector)
    .first()
    .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);

describe('the appearance of elements', () => {
  it.each([
    ['stripe', 'rgb(255, 255, 255)'],
    ['night', 'rgb(42, 45, 54)'],
    ['flat', 'rgb(241, 243, 245)'],
    ['none', 'rgb(255, 255, 255)'],
  ])('theme %s has inputs of %s', (theme, color) =>
    withLook(`{ appearance: { theme: '${theme}' } }`, async (page) => {
      expect(await styleOf(page, '.Input', 'background-color')).toBe(color);
    }),
  );

  it('accepts variables, and rules for known selectors', () => {
    const appearance = `{
      variables: { colorPrimary: 'rgb(1, 2, 3)', borderRadius: '9px', spacingUnit: '5px', fontSizeBase: '20px' },
      rules: {
        '.Input': { border: '3px solid rgb(4, 5, 6)' },
        '.Tab--selected': { backgroundColor: 'rgb(7, 8, 9)' },
        '.Label': { textTransform: 'uppercase' },
        'body': { display: 'none' },
        '.Input, html': { display: 'none' },
      },
    }`;
    return withLook(`{ appearance: ${appearance} }`, async (page) => {
      expect(await styleOf(page, '.Input', 'border-radius')).toBe('9px');
      expect(await styleOf(page, '.Input', 'font-size')).toBe('20px');
      expect(await styleOf(page, '.Input', 'border-top-color')).toBe('rgb(4, 5, 6)');
      expect(await styleOf(page, '.Tab--selected', 'color')).toBe('rgb(1, 2, 3)');
      expect(await styleOf(page, '.Tab--selected', 'background-color')).toBe('rgb(7, 8, 9)');
      expect(await styleOf(page, '.Label', 'text-transform')).toBe('uppercase');
      expect(await styleOf(page, 'body', 'display')).toBe('block');
    });
  });

  it('changes while the page is open, and keeps entered values', () =>
    withLook('{}', async (page) => {
      await frameIn(page, '#here').getByLabel('Card number').fill('4242');
      await page.evaluate("elements.update({ appearance: { theme: 'night' }, locale: 'de' })");
      expect(await styleOf(page, '.Input', 'background-color')).toBe('rgb(42, 45, 54)');
      await expect.poll(() => frameIn(page, '#here').getByLabel('Kartennummer').inputValue()).toBe('4242');
    }));

  it('can place labels inside the fields', () =>
    withLook("{ appearance: { inputs: 'condensed' } }", async (page) => {
      const frame = frameIn(page, '#here');
      const top = (place: string) => frame.locator(place).evaluate((one) => one.getBoundingClientRect().top);
      const number = '[data-field="card-number"]';
      const label = '#card-number label';
      expect(await top(label)).toBeGreaterThan(await top(number));
      const before = await top(label);
      await frame.getByLabel('Card number').fill('4242');
      await expect.poll(() => top(label)).toBeLessThan(before);
    }));

  it('has a transparent background', () =>
    withLook('{}', async (page) => {
      expect(await styleOf(page, 'body', 'background-color')).toBe('rgba(0, 0, 0, 0)');
    }));
});

describe('the language of elements', () => {
  it.each([
    ['en', 'Card number'],
    ['fr', 'Numéro de carte'],
    ['de', 'Kartennummer'],
    ['da', 'Kortnummer'],
    ['fi', 'Kortin numero'],
    ['ko', '카드 번호'],
  ])('%s by default, as in the browser', (locale, label) =>
    withLook(
      '{}',
      async (page) => {
        await frameIn(page, '#here').getByLabel(label).waitFor();
        expect(await frameIn(page, '#here').locator('html').getAttribute('lang')).toContain(locale);
        const { error } = (await page.evaluate('elements.submit()')) as { error: { message: string } };
        expect(error.message).not.toBe(locale === 'en' ? '' : 'The card number is not complete.');
      },
      locale,
    ),
  );

  it('is written from right to left if the page requests it, except numbers', () =>
    withLook("{ locale: 'ar' }", async (page) => {
      expect(await frameIn(page, '#here').locator('html').getAttribute('dir')).toBe('rtl');
      expect(await styleOf(page, '[data-field="card-number"]', 'direction')).toBe('ltr');
      const [first, second] = await frameIn(page, '#here')
        .getByRole('tab')
        .evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().left));
      expect(first).toBeGreaterThan(second ?? Number.POSITIVE_INFINITY);
    }));
});

describe("a page's fonts", () => {
  it('are read from its style sheets and used in the frames', async () => {
    const server = createServer((request, response) => {
      response.setHeader('access-control-allow-origin', '*');
      if (request.url === '/fonts.css') {
        response.end(
          "@font-face { font-family: 'Shop Sans'; src: url('shop.woff2') format('woff2'); font-weight: 400; }",
        );
      } else {
        asked.push(request.url ?? '');
        response.writeHead(404).end();
      }
    });
    const asked: string[] = [];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await withLook(
      `{ fonts: [{ cssSrc: 'http://127.0.0.1:${port}/fonts.css' }], appearance: { variables: { fontFamily: 'Shop Sans, serif' } } }`,
      async (page) => {
        await expect.poll(() => asked).toEqual(['/shop.woff2']);
        // The fields work without a font that fails to load.
        await frameIn(page, '#here').getByLabel('Card number').fill('4242');
      },
    );
    server.close();
  });
});
