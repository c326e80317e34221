import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { pageOf, payByChallengedCard } from '../support/visit.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };

describe('the 3-D Secure challenge in a browser', () => {
  it.each([
    ['Complete authentication', 'succeeded', 'succeeded'],
    ['Fail authentication', 'failed', 'requires_payment_method'],
  ])('%s: the customer returns to the shop with %s', (button, redirectStatus, status) =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await payByChallengedCard(stage, { return_url: stage.shop.returnUrl });
        await page.goto(pageOf(intent));
        await page.getByRole('button', { name: button }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
          order: '7',
          payment_intent: intent.id,
          payment_intent_client_secret: intent.client_secret,
          redirect_status: redirectStatus,
        });
        expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
      },
      ENGLISH,
    ),
  );

  it("works in a frame of the shop's page", () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await stage.stripe.paymentIntents.create({
          amount: 4250,
          currency: 'usd',
          payment_method: 'pm_card_threeDSecure2Required',
          confirm: true,
          use_stripe_sdk: true,
        });
        await page.goto(stage.shop.framing(pageOf(intent)));
        const bank = page.frameLocator('iframe');
        await bank.getByRole('button', { name: 'Complete authentication' }).click();
        await bank.getByText('You can close this page.').waitFor();
        expect((await stage.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
      },
      ENGLISH,
    ));
});
