import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { pageOf, payByChallengedCard } from '../support/visit.ts';
import { openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

/** The handles that `src/pages/authorize/handles.ts` promises to people's end-to-end tests. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };

/** Opens a challenge over a page that has a card element, too, and returns the result after `act`. */
function challenged(act: (page: Page) => Promise<void>): Promise<unknown> {
  return withPage(
    stage.browser,
    async (page) => {
      const { client_secret: secret } = await stage.stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        payment_method: 'pm_card_threeDSecure2Required',
        confirm: true,
        use_stripe_sdk: true,
      });
      await openMerchantPage(page, stage, {
        body: '<div id="here"></div>',
        setUp: `stripe.elements().create('card').mount('#here');
let result; stripe.handleNextAction({ clientSecret: '${secret}' }).then((came) => { result = came; });`,
      });
      await act(page);
      await page.waitForFunction('result !== undefined');
      return page.evaluate('result');
    },
    ENGLISH,
  );
}

const issuer = (page: Page, outer: string) =>
  page.frameLocator(outer).first().frameLocator('iframe[name="stripe-challenge-frame"]');

describe('the challenge of a card', () => {
  it.each(['iframe[name^="__privateStripeFrame"]', 'iframe[src*="three-ds-2-challenge"]', 'dialog iframe'])(
    'completes in %s with its inner frame',
    async (outer) => {
      const click = (page: Page) => issuer(page, outer).locator('#test-source-authorize-3ds').click();
      expect(await challenged(click)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    },
  );

  it.each([
    ['Complete', { paymentIntent: { status: 'succeeded' } }],
    ['Fail', { error: { code: 'payment_intent_authentication_failure' } }],
  ])('has the button %s', async (name, came) => {
    const click = (page: Page) =>
      issuer(page, 'iframe[name^="__privateStripeFrame"]').getByRole('button', { name, exact: true }).click();
    expect(await challenged(click)).toMatchObject(came);
  });

  it('has the older name of its inner frame', async () => {
    const click = (page: Page) =>
      page
        .frameLocator('body > dialog > iframe')
        .frameLocator('#challengeFrame')
        .locator('#test-source-authorize-3ds')
        .click();
    expect(await challenged(click)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('is found by a search in all frames, and by Florin’s own names', async () => {
    const searched = async (page: Page) => {
      await page.frameLocator('dialog iframe').locator('#test-source-fail-3ds').waitFor();
      for (const frame of page.frames()) {
        const button = await frame.$('#test-source-fail-3ds');
        if (button) return button.click();
      }
    };
    expect(await challenged(searched)).toMatchObject({ error: { type: 'invalid_request_error' } });
    const own = (page: Page) =>
      page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
    expect(await challenged(own)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });
});

describe('the page of a redirect', () => {
  const visited = (url: string, act: (page: Page) => Promise<void>) =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(url);
        await act(page);
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        return new URL(page.url()).searchParams.get('redirect_status');
      },
      ENGLISH,
    );

  it.each([
    ['#test-source-authorize-3ds', 'succeeded'],
    ['#test-source-fail-3ds', 'failed'],
    ['text="Complete authentication"', 'succeeded'],
    ['text="Fail authentication"', 'failed'],
  ])('of a card has %s', async (handle, status) => {
    const url = pageOf(await payByChallengedCard(stage, { return_url: stage.shop.returnUrl }));
    expect(await visited(url, (page) => page.click(handle))).toBe(status);
  });

  it.each([
    ['Authorize Test Payment', 'succeeded'],
    ['Fail Test Payment', 'failed'],
  ])('of a bank has "%s"', async (text, status) => {
    const intent = await stage.stripe.paymentIntents.create({
      amount: 1099,
      currency: 'eur',
      allowed_payment_method_types: ['ideal'],
      payment_method_data: { type: 'ideal' },
      confirm: true,
      return_url: stage.shop.returnUrl,
    });
    const act = async (page: Page) => {
      await page.getByText('iDEAL test payment page').waitFor();
      await page.click(`button:text-is("${text}")`);
    };
    expect(await visited(pageOf(intent), act)).toBe(status);
  });
});
