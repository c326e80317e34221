import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { frameIn, openMerchantPage, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Mounts an element in a node and a group of its own. */
const at = (place: string, type: string, options = '{}') => `
const ${place} = stripe.elements({ mode: 'payment', amount: 4900, currency: 'dkk', ...look });
${place}.create('${type}', ${options}).mount('#${place}');`;

interface Scene {
  readonly setUp: string;
  /** Brings the page into the state that axe checks. */
  readonly reach: (page: Page) => Promise<unknown>;
}

/** States of elements, several on one page, because axe is slow. */
const SCENES: Readonly<Record<string, Scene>> = {
  'whole and empty fields': {
    setUp: `${at('one', 'card')} ${at('two', 'payment')}
for (const type of ['cardNumber', 'cardExpiry', 'cardCvc']) stripe.elements().create(type).mount('#' + type);`,
    async reach(page) {
      await typeCard(page, '#one', '4242424242424242');
      await frameIn(page, '#two').getByLabel('Card number').waitFor();
      await frameIn(page, '#cardCvc').getByRole('textbox').waitFor();
    },
  },
  'all that can be missing': {
    setUp:
      at('one', 'payment') +
      at('two', 'address', "{ mode: 'shipping', fields: { phone: 'always' } }") +
      at('three', 'linkAuthentication'),
    async reach(page) {
      for (const place of ['one', 'two', 'three']) {
        await frameIn(page, `#${place}`).locator('input').first().waitFor();
        await page.evaluate(`${place}.submit()`);
        await frameIn(page, `#${place}`).getByRole('alert').first().waitFor();
      }
    },
  },
  "a bank's window over its elements": {
    setUp: `${at('one', 'iban')} ${at('two', 'idealBank')} ${at('three', 'auBankAccount')}
const bank = () => void stripe.collectBankAccountForPayment({ clientSecret: 'pi_1_secret_1', params: {
  payment_method_type: 'us_bank_account', payment_method_data: { billing_details: { name: 'Jenny' } } } });`,
    async reach(page) {
      await frameIn(page, '#one').getByLabel('IBAN').waitFor();
      await frameIn(page, '#two').getByLabel('Bank').waitFor();
      await page.evaluate('bank()');
      await page.frameLocator('dialog iframe').getByRole('button', { name: 'Connect account' }).waitFor();
    },
  },
  'the ways to choose a method': {
    setUp: at('one', 'payment') + at('two', 'payment', "{ layout: 'accordion' }") + at('three', 'card'),
    async reach(page) {
      await frameIn(page, '#one').getByRole('tab', { name: 'MobilePay' }).click();
      await frameIn(page, '#two').getByLabel('Card number').waitFor();
      await typeCard(page, '#three', '4242424242424241', '');
    },
  },
};

/** The page around them; dark if the appearance needs it. */
const PAGE = (dark: boolean) => `<style>
body { margin: 0; padding: 16px; font-family: sans-serif; background: ${dark ? '#16181d' : '#fff'}; color: ${dark ? '#fff' : '#222'}; }
main { max-width: 26rem; margin: 0 auto; }
</style><div id="one"></div><div id="two"></div><div id="three"></div><div id="cardNumber"></div><div id="cardExpiry"></div><div id="cardCvc"></div>`;

/** Duplicate elements exist in this test only, and axe treats backgrounds behind frames as white. */
const rulesFor = (dark: boolean) => ({
  'frame-title-unique': { enabled: false },
  ...(dark && { 'color-contrast': { enabled: false } }),
});

describe.each([
  ['a phone', { width: 390, height: 844 }, "{ appearance: { theme: 'flat', labels: 'floating' } }"],
  ['a small phone at night', { width: 320, height: 568 }, "{ appearance: { theme: 'night' } }"],
  ['a desk', { width: 1280, height: 800 }, '{}'],
] as const)('on %s', (_name, viewport, look) => {
  const dark = look.includes('night');
  it.each(Object.keys(SCENES))('axe finds nothing wrong with %s', (name) =>
    withPage(
      stage.browser,
      async (page) => {
        const { setUp, reach } = SCENES[name] ?? { setUp: '', reach: async () => undefined };
        await openMerchantPage(page, stage, { body: PAGE(dark), setUp: `const look = ${look}; ${setUp}` });
        await reach(page);
        expect(await troubles(page, { rules: rulesFor(dark) })).toEqual([]);
      },
      { viewport, locale: 'en-US' },
    ),
  );

  it('axe finds nothing during a challenge', async () => {
    const intent = await stage.stripe.paymentIntents.create({
      amount: 4250,
      currency: 'usd',
      payment_method: 'pm_card_threeDSecure2Required',
      confirm: true,
      use_stripe_sdk: true,
    });
    await withPage(
      stage.browser,
      async (page) => {
        await openMerchantPage(page, stage, { body: PAGE(dark) });
        await page.evaluate(`void stripe.handleNextAction({ clientSecret: '${intent.client_secret}' })`);
        await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).waitFor();
        expect(await troubles(page)).toEqual([]);
      },
      { viewport, locale: 'en-US' },
    );
  });
});
