import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { pageOf, payByChallengedCard, send, visit } from '../../support/visit.ts';

describe('the 3-D Secure challenge', () => {
  it('offers to complete or fail, in any frame', () =>
    withFlorin(async (harness) => {
      const page = await visit(harness.florin, pageOf(await payByChallengedCard(harness)));
      expect(page.text).toContain('€42.50');
      expect(page.text).toContain('Complete authentication');
      expect(page.text).toContain('Fail authentication');
      expect(page.headers.get('x-frame-options')).toBeNull();
      expect(page.headers.get('content-security-policy')).not.toContain('frame-ancestors');
    }));

  it('charges once it is completed', () =>
    withFlorin(async (harness) => {
      const intent = await payByChallengedCard(harness);
      const answer = await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('succeeded');
      expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    }));

  it('declines once it has failed', () =>
    withFlorin(async (harness) => {
      const intent = await payByChallengedCard(harness);
      const answer = await send(harness.florin, pageOf(intent), { choice: 'fail' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('failed');
      expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      });
    }));

  it('returns as failed if the issuer declines after it', () =>
    withFlorin(async (harness) => {
      const intent = await payByChallengedCard(harness, {
        payment_method: 'pm_card_threeDSecureRequiredChargeDeclined',
      });
      const answer = await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('failed');
      expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'card_declined' },
      });
    }));

  it('leaves the charge to the server with confirmation_method=manual', () =>
    withFlorin(async (harness) => {
      const intent = await payByChallengedCard(harness, { confirmation_method: 'manual' });
      const answer = await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('succeeded');
      expect((await visit(harness.florin, pageOf(intent))).text).toContain('Payment approved');
      expect((await harness.stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
    }));

  it('ends on a page to close if there is no return_url', () =>
    withFlorin(async (harness) => {
      const intent = await harness.stripe.paymentIntents.create({
        amount: 4250,
        currency: 'usd',
        payment_method: 'pm_card_threeDSecure2Required',
        confirm: true,
        use_stripe_sdk: true,
      });
      const url = pageOf(intent);
      const answer = await send(harness.florin, url, { choice: 'authorize' });
      // Stripe.js shows the challenge in an overlay: the page does not redirect and reports that it is done.
      expect(answer.location).toBe(url.slice(new URL(url).origin.length));
      const end = await visit(harness.florin, url);
      expect(end.text).toContain('Payment approved');
      expect(end.text).toContain('You can close this page.');
      expect(end.headers.get('x-frame-options')).toBeNull();
    }));

  it('returns to an app by its own scheme', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByChallengedCard(harness, { return_url: 'myshop://paid' }));
      expect((await visit(harness.florin, url)).headers.get('content-security-policy')).toContain(
        "form-action 'self' http: https: myshop:",
      );
      expect((await send(harness.florin, url, { choice: 'authorize' })).location).toMatch(
        /^myshop:\/\/paid\?payment_i/,
      );
    }));
});
