import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { frameIn, openMerchantPage, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const PLACE = '<div id="here"></div>';
const EVENTS = ['loaderstart', 'ready', 'change', 'loaderror', 'availablepaymentmethodschange', 'focus', 'blur'];

/** Opens a page with a payment element; `group` and `element` are the source of its options. */
function withElement(group: string, use: (page: Page) => Promise<void>, element = '{}'): Promise<void> {
  return withPage(
    stage.browser,
    async (page) => {
      const setUp = `
const elements = stripe.elements(${group});
const element = elements.create('payment', ${element});
for (const name of ${JSON.stringify(EVENTS)}) element.on(name, (event) => note(name, event));
elements.on('update-end', () => note('update-end'));
element.mount('#here');`;
      await openMerchantPage(page, stage, { body: PLACE, setUp });
      await use(page);
    },
    { locale: 'en-US' },
  );
}

const inDkk = async () => {
  const { client_secret: secret } = await stage.stripe.paymentIntents.create({ amount: 4900, currency: 'dkk' });
  return `{ clientSecret: '${secret}' }`;
};
const names = (page: Page) => page.evaluate('noted.map(({ name }) => name)') as Promise<string[]>;
const latest = (page: Page, name: string) => page.evaluate(`noted.findLast((event) => event.name === '${name}')`);
const ready = (page: Page) => page.waitForFunction("noted.some(({ name }) => name === 'ready')");
const here = (page: Page) => frameIn(page, '#here');
const tabs = (page: Page) => here(page).locator('.TabLabel').allTextContents();

describe('the payment element', () => {
  it('offers the suitable methods as tabs, the first one selected', async () =>
    withElement(await inDkk(), async (page) => {
      await ready(page);
      expect(await tabs(page)).toEqual(['Card', 'MobilePay']);
      await here(page).getByRole('tab', { name: 'Card', selected: true }).waitFor();
      await here(page).getByLabel('Card number').waitFor();
      expect(await names(page)).toEqual(['loaderstart', 'ready', 'availablepaymentmethodschange', 'change']);
      expect(await latest(page, 'availablepaymentmethodschange')).toMatchObject({
        paymentMethods: { card: { available: true }, mobilepay: { available: true } },
      });
    }));

  it('supports the arrow keys, and emits the selected method', async () =>
    withElement(await inDkk(), async (page) => {
      await here(page).getByRole('tab', { name: 'Card' }).focus();
      await page.keyboard.press('ArrowRight');
      await here(page).getByText('you go on to MobilePay').waitFor();
      await expect
        .poll(() => latest(page, 'change'))
        .toEqual({
          name: 'change',
          elementType: 'payment',
          collapsed: false,
          complete: true,
          empty: false,
          value: { type: 'mobilepay' },
        });
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => latest(page, 'change')).toMatchObject({ complete: false, value: { type: 'card' } });
    }));

  it('is an accordion that can start collapsed and be collapsed', async () =>
    withElement(
      await inDkk(),
      async (page) => {
        const choices = here(page).getByRole('radio');
        await choices.first().waitFor();
        expect(await choices.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked))).toEqual([
          false,
          false,
        ]);
        expect(await page.evaluate('elements.submit()')).toMatchObject({
          error: { type: 'validation_error', code: 'incomplete_payment_details' },
        });
        await here(page).getByText('Card', { exact: true }).click();
        await here(page).getByLabel('Card number').waitFor();
        await expect
          .poll(() => latest(page, 'change'))
          .toMatchObject({ collapsed: false, empty: true, value: { type: 'card' } });
        await page.evaluate('element.collapse(), 0');
        await expect.poll(() => latest(page, 'change')).toMatchObject({ collapsed: true, value: { type: '' } });
        await here(page).getByLabel('Card number').waitFor({ state: 'detached' });
      },
      "{ layout: { type: 'accordion', defaultCollapsed: true, spacedAccordionItems: true } }",
    ));

  it('shows a limited number of accordion items until the customer expands it', async () =>
    withElement(
      await inDkk(),
      async (page) => {
        await here(page).getByLabel('Card number').waitFor();
        expect(await here(page).getByRole('radio').count()).toBe(1);
        await here(page).getByRole('button', { name: 'More ways to pay' }).click();
        await here(page).getByText('MobilePay').click();
        await expect.poll(() => latest(page, 'change')).toMatchObject({ value: { type: 'mobilepay' } });
      },
      "{ layout: { type: 'accordion', visibleAccordionItemsCount: 1 } }",
    ));

  it("keeps the page's order", async () =>
    withElement(
      await inDkk(),
      async (page) => {
        await ready(page);
        expect(await tabs(page)).toEqual(['MobilePay', 'Card']);
      },
      "{ paymentMethodOrder: ['mobilepay', 'card'] }",
    ));

  it.each([
    ["{ mode: 'payment', amount: 1099, currency: 'usd' }", ['card']],
    ["{ mode: 'payment', amount: 1099, currency: 'dkk' }", ['card', 'mobilepay']],
    ["{ mode: 'payment', amount: 1099, currency: 'dkk', excludedPaymentMethodTypes: ['card'] }", ['mobilepay']],
    ["{ mode: 'payment', amount: 1099, currency: 'dkk', paymentMethodTypes: ['card'] }", ['card']],
    ["{ mode: 'setup', currency: 'dkk' }", ['card']],
  ])('without an intent, %s offers %s', (group, types) =>
    withElement(group, async (page) => {
      await ready(page);
      const offered = (await latest(page, 'availablepaymentmethodschange')) as { paymentMethods: object };
      expect(Object.keys(offered.paymentMethods)).toEqual(types);
    }),
  );

  it('follows updates by the page, and emits when it is done', () =>
    withElement("{ mode: 'payment', amount: 1099, currency: 'usd' }", async (page) => {
      await ready(page);
      await page.evaluate("elements.update({ currency: 'dkk', amount: 4900 })");
      expect(await names(page)).toContain('update-end');
      await here(page).getByRole('tab', { name: 'MobilePay' }).waitFor();
      expect(await page.evaluate('elements.fetchUpdates()')).toEqual({});
      expect((await names(page)).filter((name) => name === 'ready')).toHaveLength(1);
    }));

  it('follows updates of its payment by the server', async () => {
    const intent = await stage.stripe.paymentIntents.create({ amount: 4900, currency: 'usd' });
    await withElement(`{ clientSecret: '${intent.client_secret}' }`, async (page) => {
      await ready(page);
      await stage.stripe.paymentIntents.update(intent.id, { currency: 'dkk' });
      expect(await page.evaluate('elements.fetchUpdates()')).toEqual({});
      await here(page).getByRole('tab', { name: 'MobilePay' }).waitFor();
    });
  });

  it('requests a postal code where banks check it, and allows another country', async () =>
    withElement(await inDkk(), async (page) => {
      const frame = here(page);
      await frame.getByLabel('ZIP code').waitFor();
      await frame.getByLabel('Country or region').selectOption('DK');
      await frame.getByLabel('ZIP code').waitFor({ state: 'detached' });
      await typeCardForm(page, '#here', '4242424242424242', '1234 123');
      await expect.poll(() => latest(page, 'change')).toMatchObject({ complete: true });
      expect(await page.evaluate('elements.submit()')).toEqual({ selectedPaymentMethod: 'card' });
      expect(await page.evaluate('stripe.createPaymentMethod({ elements })')).toMatchObject({
        paymentMethod: { type: 'card', billing_details: { address: { country: 'DK', postal_code: null } } },
      });
    }));

  it('shows missing values in the first field that lacks one', async () =>
    withElement(await inDkk(), async (page) => {
      await ready(page);
      expect(await page.evaluate('elements.submit()')).toMatchObject({
        error: { type: 'validation_error', code: 'incomplete_number', message: 'The card number is not complete.' },
      });
      await here(page).getByText('The card number is not complete.').waitFor();
      await expect
        .poll(() =>
          here(page)
            .getByLabel('Card number')
            .evaluate((one) => one === document.activeElement),
        )
        .toBe(true);
    }));
});

describe('methods with more fields than cards', () => {
  const inEur = (types: readonly string[]) =>
    `{ mode: 'payment', amount: 4900, currency: 'eur', paymentMethodTypes: ${JSON.stringify(types)} }`;
  const make = 'stripe.createPaymentMethod({ elements })';

  it('a bank account, with its mandate text', () =>
    withElement(inEur(['card', 'sepa_debit']), async (page) => {
      const frame = here(page);
      await frame.getByRole('tab', { name: 'SEPA' }).click();
      expect(await page.evaluate('elements.submit()')).toMatchObject({
        error: { type: 'validation_error', code: 'incomplete_payment_details' },
      });
      await frame.getByLabel('Account holder').fill('Jenny Rosen');
      await frame.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 00');
      const email = frame.getByLabel('E-mail');
      if (await email.isVisible()) await email.fill('jenny@example.com');
      await expect.poll(() => latest(page, 'change')).toMatchObject({ complete: true, value: { type: 'sepa_debit' } });
      await frame.locator('.TermsText').waitFor();
      expect(await page.evaluate('elements.submit()')).toEqual({ selectedPaymentMethod: 'sepa_debit' });
      expect(await page.evaluate(make)).toMatchObject({
        paymentMethod: {
          type: 'sepa_debit',
          sepa_debit: { last4: '3000', country: 'DE' },
          billing_details: { name: 'Jenny Rosen' },
        },
      });
    }));

  it('a method that requires personal details', () =>
    withElement(inEur(['p24']), async (page) => {
      await here(page).getByLabel('E-mail').fill('jenny');
      expect(await page.evaluate('elements.submit()')).toMatchObject({ error: { code: 'incomplete_payment_details' } });
      await here(page).getByText('That is not an e-mail address.').waitFor();
      await here(page).getByLabel('E-mail').fill('jenny@example.com');
      await here(page).getByLabel('Account holder').fill('Jenny Rosen');
      expect(await page.evaluate('elements.submit()')).toEqual({ selectedPaymentMethod: 'p24' });
      expect(await page.evaluate(make)).toMatchObject({
        paymentMethod: { type: 'p24', billing_details: { email: 'jenny@example.com' } },
      });
    }));
});

describe('a payment element that cannot load', () => {
  it.each([
    ["{ clientSecret: 'pi_123456789012_secret_123456789012' }", 'client_secret'],
    ["{ mode: 'payment', amount: 1099, currency: 'xxx' }", 'deferred_intent[currency]'],
  ])('%s: the page gets an error about %s, and the customer sees it', (group, param) =>
    withElement(group, async (page) => {
      await here(page).getByText('There is no way to pay here.').waitFor();
      expect(await latest(page, 'loaderror')).toMatchObject({
        elementType: 'payment',
        error: { type: 'invalid_request_error', param },
      });
      expect(await page.evaluate('elements.fetchUpdates()')).toMatchObject({
        error: { status: 'invalid_request_error' },
      });
    }),
  );

  it('reports a payment of another account like one that does not exist', async () => {
    const { default: Stripe } = await import('stripe');
    const { port } = new URL(stage.url);
    const stranger = new Stripe('sk_test_stranger', { protocol: 'http', host: '127.0.0.1', port });
    const { client_secret: secret } = await stranger.paymentIntents.create({ amount: 1099, currency: 'usd' });
    await withElement(`{ clientSecret: '${secret}' }`, async (page) => {
      await page.waitForFunction("noted.some(({ name }) => name === 'loaderror')");
      expect(await latest(page, 'loaderror')).toMatchObject({ error: { code: 'resource_missing' } });
      // The rest of the page keeps working.
      await page.evaluate("element.destroy(); stripe.elements().create('card').mount('#here')");
      await here(page).getByLabel('Card number').waitFor();
    });
  });
});

describe('a payment that is over', () => {
  /** Loads an element with a paid payment in a train, and returns its first `ready` or `loaderror`. */
  async function loadedIn(train: string) {
    const intent = await stage.stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    return withPage(stage.browser, async (page) => {
      await openMerchantPage(page, stage, {
        train,
        body: '<div id="here"></div>',
        setUp: `const element = stripe.elements({ clientSecret: '${intent.client_secret}' }).create('payment');
for (const name of ['ready', 'loaderror']) element.on(name, (event) => note(name, event));
element.mount('#here');`,
      });
      await page.waitForFunction('noted.length > 0');
      return page.evaluate('noted[0]');
    });
  }

  it.each(['clover', 'endive'])('cannot be loaded in %s', async (train) => {
    expect(await loadedIn(`${train}/stripe.js`)).toMatchObject({
      name: 'loaderror',
      error: { message: 'This PaymentIntent is in a terminal state and cannot be used to initialize Elements.' },
    });
  });

  it('is ready in older trains', async () => {
    expect(await loadedIn('basil/stripe.js')).toMatchObject({ name: 'ready' });
  });
});

describe('elements.update', () => {
  it('never rejects: a client secret beside a mode is explained, and a mistake is thrown', () =>
    withPage(stage.browser, async (page) => {
      const messages: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      await openMerchantPage(page, stage, {
        body: '<div id="here"></div>',
        setUp: "const elements = stripe.elements({ mode: 'payment', amount: 1099, currency: 'usd' });",
      });
      await page.evaluate("elements.update({ clientSecret: 'pi_123_secret_123', amount: 2000 })");
      expect(messages).toEqual([expect.stringContaining('elements.update() takes no clientSecret')]);
      const thrown = 'try { elements.update({ amount: 1.5 }); } catch (error) { error.message }';
      expect(await page.evaluate(thrown)).toContain('needs the amount');
    }));
});
