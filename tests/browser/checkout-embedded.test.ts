import type { FrameLocator, Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { backAtShop, chargesOf, enterAll, newSession, payButton, posters, problem } from './checkout-page.ts';
import { frameIn, openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const embedded = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  newSession(stage, { ui_mode: 'embedded_page', ...more });
const staying = () => embedded({ redirect_on_completion: 'never', allowed_payment_method_types: ['card'] });

/** Opens a page of the shop that embeds the checkout of a session. */
async function atShop(
  session: Stripe.Checkout.Session,
  use: (page: Page, checkout: FrameLocator) => Promise<void>,
  options = '',
): Promise<void> {
  await withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        train: 'basil/stripe.js',
        body: '<div id="checkout"></div>',
        setUp: `
let checkout;
const fetchClientSecret = async () => ${JSON.stringify(session.client_secret)};
stripe.initEmbeddedCheckout({ fetchClientSecret, ${options} }).then((made) => { checkout = made; made.mount('#checkout'); });`,
      });
      const frame = frameIn(page, '#checkout');
      await frame.locator('h1').waitFor();
      await use(page, frame);
    },
    { locale: 'en-US' },
  );
}

describe("checkout embedded in the shop's page", () => {
  it('pays, notifies the page, and thanks the customer in place', async () => {
    const session = await staying();
    await atShop(
      session,
      async (page, checkout) => {
        await enterAll(checkout);
        await payButton(checkout).click();
        await checkout.getByRole('heading', { name: 'Thank you' }).waitFor();
        await expect.poll(() => page.evaluate('noted')).toEqual([{ name: 'complete' }]);
      },
      "onComplete: () => note('complete')",
    );
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it('returns only redirected customers to the return address with redirect_on_completion=if_required', async () => {
    const session = await embedded({ return_url: stage.shop.returnUrl, redirect_on_completion: 'if_required' });
    await atShop(
      session,
      async (page, checkout) => {
        await enterAll(checkout);
        await payButton(checkout).click();
        await expect.poll(() => page.evaluate('noted')).toEqual([{ name: 'complete' }]);
        await checkout.getByText('Your payment was received.').waitFor();
      },
      "onComplete: () => note('complete')",
    );
  });

  it('redirects to the return address, with the session in it', async () => {
    const session = await embedded({ return_url: `${stage.shop.returnUrl}&session_id={CHECKOUT_SESSION_ID}` });
    await atShop(session, async (page, checkout) => {
      await enterAll(checkout);
      await payButton(checkout).click();
      expect((await backAtShop(page)).searchParams.get('session_id')).toBe(session.id);
    });
  });

  it('shows the bank’s challenge in an overlay over the whole page', async () => {
    const session = await staying();
    await atShop(session, async (page, checkout) => {
      await enterAll(checkout, '4000002760003184');
      await payButton(checkout).click();
      const challenge = page.frameLocator('body > dialog iframe');
      await challenge.getByRole('button', { name: 'Fail authentication' }).click();
      expect(await problem(checkout)).toMatch(/authenticat/);
      await payButton(checkout).click();
      await challenge.getByRole('button', { name: 'Complete authentication' }).click();
      await checkout.getByRole('heading', { name: 'Thank you' }).waitFor();
    });
  });

  it('redirects the page to a wallet, and returns to the return address', async () => {
    const session = await embedded({
      return_url: `${stage.shop.returnUrl}&session_id={CHECKOUT_SESSION_ID}`,
      line_items: [posters({}, { currency: 'dkk' })],
      allowed_payment_method_types: ['mobilepay'],
    });
    await atShop(session, async (page, checkout) => {
      await checkout.getByLabel('E-mail').fill('jenny@example.com');
      await payButton(checkout).click();
      await page.getByLabel('Phone number').fill('20123456');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Authorize test payment' }).click();
      expect((await backAtShop(page)).searchParams.get('session_id')).toBe(session.id);
    });
    expect(await stage.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
  });

  it('is as high as its content, at any width', async () => {
    await atShop(await staying(), async (page, checkout) => {
      const heights = async () => {
        const inside = await checkout.locator('.Checkout').evaluate((all) => all.getBoundingClientRect().height);
        const outside = await page.locator('#checkout iframe').evaluate((all) => all.getBoundingClientRect().height);
        return outside - inside;
      };
      await expect.poll(heights).toBeLessThan(1);
      const before = await page.locator('#checkout iframe').evaluate((all) => all.clientHeight);
      await page.setViewportSize({ width: 390, height: 800 });
      await payButton(checkout).click();
      await expect.poll(async () => Math.abs(await heights())).toBeLessThan(1);
      expect(await page.locator('#checkout iframe').evaluate((all) => all.clientHeight)).toBeGreaterThan(before);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    });
  });

  it('is mounted once at a time, can be unmounted and mounted again, and can be destroyed', async () => {
    await atShop(await staying(), async (page, checkout) => {
      const another = "stripe.initEmbeddedCheckout({ fetchClientSecret }).then(() => 'made', (error) => error.message)";
      expect(await page.evaluate(another)).toBe('You cannot have multiple Embedded Checkout objects.');
      await page.evaluate('checkout.unmount()');
      expect(await page.locator('#checkout iframe').count()).toBe(0);
      await page.evaluate("checkout.mount(document.getElementById('checkout'))");
      await checkout.locator('h1').waitFor();
      await page.evaluate('checkout.destroy()');
      expect(await page.locator('#checkout iframe').count()).toBe(0);
      const again = "(() => { try { checkout.mount('#checkout'); } catch (error) { return error.name; } })()";
      expect(await page.evaluate(again)).toBe('IntegrationError');
      expect(await page.evaluate(another)).toBe('made');
    });
  });

  it('calls the page before the shipping address changes, and emits events', async () => {
    const session = await embedded({
      redirect_on_completion: 'never',
      allowed_payment_method_types: ['card'],
      shipping_address_collection: { allowed_countries: ['US'] },
    });
    await atShop(
      session,
      async (page, checkout) => {
        await checkout.getByLabel('Full name').fill('Jenny Rosen');
        await checkout.getByLabel('Address', { exact: true }).fill('510 Townsend St');
        await checkout.getByLabel('City').fill('San Francisco');
        await checkout.getByLabel('State or province').selectOption('CA');
        await checkout.getByLabel('Postal code').fill('94103');
        await expect
          .poll(() => page.evaluate("noted.filter(({ name }) => name === 'shipping')"))
          .toMatchObject([
            {
              checkoutSessionId: session.id,
              shippingDetails: { name: 'Jenny Rosen', address: { city: 'San Francisco' } },
            },
          ]);
        expect(await page.evaluate('noted.map(({ eventType }) => eventType).filter(Boolean)')).toEqual([
          'checkoutRendered',
          'deviceData',
        ]);
      },
      `onShippingDetailsChange: async (event) => { note('shipping', event); return { type: 'accept' }; },
       onAnalyticsEvent: (event) => note('analytics', event)`,
    );
  });
});

describe('the names of the release trains', () => {
  it.each([
    ['v3/', ['initEmbeddedCheckout', 'redirectToCheckout']],
    ['basil/stripe.js', ['initEmbeddedCheckout', 'redirectToCheckout']],
    ['clover/stripe.js', ['initEmbeddedCheckout']],
    ['dahlia/stripe.js', ['createEmbeddedCheckoutPage']],
    ['endive/stripe.js', ['createEmbeddedCheckoutPage']],
  ])('%s has %s', (train, names) =>
    withPage(stage.browser, async (page) => {
      await openMerchantPage(page, stage, { body: '', train });
      const all = ['createEmbeddedCheckoutPage', 'initEmbeddedCheckout', 'redirectToCheckout'];
      expect(await page.evaluate(`${JSON.stringify(all)}.filter((name) => name in stripe)`)).toEqual(names);
    }),
  );

  it('redirectToCheckout opens the page of a session', async () => {
    const session = await newSession(stage);
    await withPage(stage.browser, async (page) => {
      await openMerchantPage(page, stage, { body: '' });
      await page.evaluate(`void stripe.redirectToCheckout({ sessionId: '${session.id}' })`);
      await page.waitForURL(session.url ?? '');
      await payButton(page).waitFor();
    });
  });
});
