import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { backAtShop, chargesOf, newSession, posters } from './checkout-page.ts';
import { frameIn, openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const newElementsSession = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  newSession(stage, {
    ui_mode: 'elements',
    allowed_payment_method_types: ['card'],
    return_url: `${stage.shop.returnUrl}&session_id={CHECKOUT_SESSION_ID}`,
    ...more,
  });

/** Opens a page of the shop that shows a session with a Payment Element. */
async function atShop(
  session: Stripe.Checkout.Session,
  use: (page: Page) => Promise<void>,
  { train = 'endive/stripe.js', setUp }: { train?: string; setUp?: string } = {},
): Promise<void> {
  await withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        train,
        body: '<div id="payment"></div>',
        setUp:
          setUp ??
          `
let actions;
const checkout = stripe.initCheckoutElementsSdk({ clientSecret: Promise.resolve('${session.client_secret}') });
checkout.on('change', (session) => note('change', session));
checkout.createPaymentElement().mount('#payment');
checkout.loadActions().then((loaded) => { actions = loaded.actions; });`,
      });
      await frameIn(page, '#payment').getByLabel('Card number').waitFor();
      await use(page);
    },
    { locale: 'en-US' },
  );
}

async function enterCard(page: Page, number = '4242424242424242'): Promise<void> {
  const frame = frameIn(page, '#payment');
  await frame.getByLabel('Card number').fill(number);
  await frame.getByLabel('Expiration date').fill('12 / 34');
  await frame.getByLabel('Security code').fill('123');
  await frame.getByLabel('ZIP code').fill('94103');
}

describe("a checkout on the shop's own page", () => {
  it("has the session's data, and emits when it can be confirmed", async () => {
    const session = await newElementsSession();
    await atShop(session, async (page) => {
      expect(await page.evaluate('actions.getSession()')).toMatchObject({
        id: session.id,
        status: { type: 'open' },
        canConfirm: false,
        currency: 'usd',
        minorUnitsAmountDivisor: 100,
        lineItems: [{ name: 'Poster', quantity: 2, unitAmount: { minorUnitsAmount: 1500, amount: '$15.00' } }],
        total: { total: { minorUnitsAmount: 3000, amount: '$30.00' }, taxExclusive: { minorUnitsAmount: 0 } },
      });
      expect(await page.evaluate("actions.updateEmail('jenny')")).toMatchObject({ error: { code: 'invalidEmail' } });
      expect(await page.evaluate("actions.updateEmail('jenny@x')")).toMatchObject({
        error: { code: 'incompleteEmail' },
      });
      expect(await page.evaluate("actions.updateEmail('jenny@example.com')")).toMatchObject({
        type: 'success',
        session: { email: 'jenny@example.com', canConfirm: false },
      });
      await enterCard(page);
      await expect.poll(() => page.evaluate('noted.at(-1).canConfirm')).toBe(true);
    });
  });

  it('pays with the element, and redirects to the return address', async () => {
    const session = await newElementsSession();
    await atShop(session, async (page) => {
      await enterCard(page);
      await page.evaluate("void actions.confirm({ email: 'jenny@example.com' })");
      expect((await backAtShop(page)).searchParams.get('session_id')).toBe(session.id);
    });
    expect(await chargesOf(stage, session.id)).toMatchObject([
      { amount: 3000, billing_details: { address: { postal_code: '94103' } } },
    ]);
  });

  it('reports missing values and declines, and pays once for several confirmations', async () => {
    const session = await newElementsSession();
    await atShop(session, async (page) => {
      const confirm = "actions.confirm({ email: 'jenny@example.com', redirect: 'if_required' })";
      expect(await page.evaluate(confirm)).toMatchObject({ type: 'error', error: { code: null } });
      expect(await page.evaluate('actions.validateElements()')).toMatchObject({
        error: { code: 'validation_error', validation_errors: [{ element: 'payment' }] },
      });
      await enterCard(page, '4000000000009995');
      expect(await page.evaluate(confirm)).toMatchObject({
        error: { code: 'paymentFailed', paymentFailed: { declineCode: 'insufficient_funds' } },
      });
      await enterCard(page);
      expect(await page.evaluate(`Promise.all([${confirm}, ${confirm}])`)).toMatchObject([
        { type: 'success', session: { status: { type: 'complete', paymentStatus: 'paid' } } },
        { type: 'success' },
      ]);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it('shows the bank’s challenge in an overlay', async () => {
    const session = await newElementsSession();
    await atShop(session, async (page) => {
      await enterCard(page, '4000002760003184');
      await page.evaluate("void actions.confirm({ email: 'jenny@example.com' })");
      await page.frameLocator('body > dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
      await backAtShop(page);
    });
  });

  it('updates for codes, quantities, shipping, and changes by the server', async () => {
    const coupon = await stage.stripe.coupons.create({ percent_off: 50, duration: 'once' });
    await stage.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'HALF' });
    const session = await newElementsSession({
      allow_promotion_codes: true,
      line_items: [posters({ adjustable_quantity: { enabled: true, maximum: 5 } })],
      shipping_address_collection: { allowed_countries: ['US'] },
      shipping_options: [
        {
          shipping_rate_data: {
            type: 'fixed_amount',
            display_name: 'Air',
            fixed_amount: { amount: 700, currency: 'usd' },
          },
        },
      ],
    });
    const [line] = (await stage.stripe.checkout.sessions.listLineItems(session.id)).data;
    await atShop(session, async (page) => {
      const total = 'session.total.total.amount';
      const run = (call: string) => page.evaluate(`actions.${call}.then(({ error, session }) => error ?? ${total})`);
      expect(await run("applyPromotionCode('NOPE')")).toMatchObject({ code: 'invalidCode' });
      expect(await run("applyPromotionCode('HALF')")).toBe('$22.00');
      expect(await run(`updateLineItemQuantity({ lineItem: '${line?.id}', quantity: 4 })`)).toBe('$37.00');
      expect(await run('removePromotionCode()')).toBe('$67.00');
      const address =
        "{ name: 'Jenny', address: { line1: '1 A St', city: 'B', state: 'CA', postal_code: '94103', country: 'US' } }";
      expect(await page.evaluate(`actions.updateShippingAddress(${address})`)).toMatchObject({
        session: {
          shippingAddress: { name: 'Jenny' },
          shippingOptions: [{ displayName: 'Air', minorUnitsAmount: 700 }],
        },
      });
      expect(await run('runServerUpdate(async () => undefined)')).toBe('$67.00');
    });
  });

  it('has the names of the basil release', async () => {
    const session = await newElementsSession();
    await atShop(
      session,
      async (page) => {
        expect(await page.evaluate('checkout.session().total.total.amount')).toBe('$30.00');
        await enterCard(page);
        expect(
          await page.evaluate("checkout.confirm({ email: 'jenny@example.com', redirect: 'if_required' })"),
        ).toMatchObject({ type: 'success' });
      },
      {
        train: 'basil/stripe.js',
        setUp: `
let checkout;
stripe.initCheckout({ fetchClientSecret: async () => '${session.client_secret}' }).then((made) => {
  checkout = made;
  checkout.createPaymentElement().mount('#payment');
});`,
      },
    );
  });

  it('reports why a session cannot be loaded', () =>
    withPage(stage.browser, async (page) => {
      await openMerchantPage(page, stage, { train: 'endive/stripe.js', body: '' });
      const load = (secret: string) =>
        page.evaluate(`stripe.initCheckoutElementsSdk({ clientSecret: '${secret}' }).loadActions()`);
      expect(await load('cs_test_none_secret_x')).toMatchObject({ type: 'error', error: { code: null } });
      expect(await load('pi_1_secret_x')).toMatchObject({
        error: { message: expect.stringContaining('cs_…_secret_…') },
      });
    }));
});
