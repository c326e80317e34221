import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { pageOf, payByMobilePay, RETURN_URL, send, visit } from '../../support/visit.ts';

const MINUTE_MS = 60_000;

describe("a wallet's page", () => {
  it('asks for a phone number, then offers to authorize or fail', () =>
    withFlorin(async (harness) => {
      const { florin } = harness;
      const url = pageOf(await payByMobilePay(harness));
      const first = await visit(florin, url);
      expect(first.status).toBe(200);
      expect(first.text).toContain('DKK 10.99');
      expect(first.text).toContain('to Florin');
      expect(first.text).toContain('Can be approved until 09:05 UTC (5 minutes left).');
      expect(first.text).not.toContain('Authorize Test Payment');

      const second = await send(florin, url, { country: '45', phone: '12 34 56 78' });
      expect(second.status).toBe(303);
      expect(second.location).toBe(`${new URL(url).pathname}?ending=78`);
      const buttons = await visit(florin, second.location ?? '');
      expect(buttons.text).toContain('the phone ending in 78');
      expect(buttons.text).toContain('Authorize Test Payment');
      expect(buttons.text).toContain('Fail Test Payment');
    }));

  it('shows an invalid number again, escaped, with an explanation', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      const answer = await send(harness.florin, url, { country: '358', phone: '"><script>1' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;1"');
      expect(answer.text).toContain('aria-invalid="true"');
      expect(answer.text).toContain('<option value="358" selected>');
      expect(answer.text).toContain('Enter a Danish or Finnish phone number');
    }));

  it("authorizes and redirects with Stripe's parameters", () =>
    withFlorin(async (harness) => {
      const { florin, stripe, eventTypes } = harness;
      const intent = await payByMobilePay(harness);
      const answer = await send(florin, pageOf(intent), { choice: 'authorize' });
      expect(answer.status).toBe(303);
      const back = new URL(answer.location ?? '');
      expect(back.origin + back.pathname).toBe('https://shop.example/done');
      expect(Object.fromEntries(back.searchParams)).toEqual({
        order: '7',
        payment_intent: intent.id,
        payment_intent_client_secret: intent.client_secret,
        redirect_status: 'succeeded',
      });
      expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
      expect(await eventTypes()).toContain('payment_intent.succeeded');
    }));

  it('fails the payment on request', () =>
    withFlorin(async (harness) => {
      const intent = await payByMobilePay(harness);
      const answer = await send(harness.florin, pageOf(intent), { choice: 'fail' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('failed');
      const failed = await harness.stripe.paymentIntents.retrieve(intent.id);
      expect(failed).toMatchObject({
        status: 'requires_payment_method',
        payment_method: null,
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      });
    }));

  it('only authorizes with manual capture', () =>
    withFlorin(async (harness) => {
      const intent = await payByMobilePay(harness, { capture_method: 'manual' });
      const answer = await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      expect(new URL(answer.location ?? '').searchParams.get('redirect_status')).toBe('succeeded');
      expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_capture');
    }));

  it('acts once for any number of clicks', () =>
    withFlorin(async (harness) => {
      const { florin, stripe } = harness;
      const intent = await payByMobilePay(harness);
      const url = pageOf(intent);
      const answers = await Promise.all([1, 2, 3, 4].map(() => send(florin, url, { choice: 'authorize' })));
      expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
      expect((await send(florin, url, { choice: 'fail' })).location).toBe(answers[0]?.location);
      expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
    }));

  it('accepts one of two simultaneous choices, and shows both the same result', () =>
    withFlorin(async (harness) => {
      const { florin, stripe } = harness;
      const intent = await payByMobilePay(harness);
      const answers = await Promise.all(
        ['authorize', 'fail'].map((choice) => send(florin, pageOf(intent), { choice })),
      );
      expect(answers[0]?.location).toBe(answers[1]?.location);
      const { status } = await stripe.paymentIntents.retrieve(intent.id);
      const charges = (await stripe.charges.list({ payment_intent: intent.id })).data;
      expect(['succeeded', 'requires_payment_method']).toContain(status);
      expect(charges).toHaveLength(status === 'succeeded' ? 1 : 0);
    }));

  it('shows the result when opened again, with the way back', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      await send(harness.florin, url, { choice: 'authorize' });
      for (const address of [url, `${url}?ending=78`]) {
        const page = await visit(harness.florin, address);
        expect(page.status).toBe(200);
        expect(page.text).toContain('Payment approved');
        expect(page.text).toContain('Back to Florin');
        expect(page.text).toContain('redirect_status=succeeded');
        expect(page.text).not.toContain('<form');
      }
      const late = await send(harness.florin, url, { country: '45', phone: '12345678' });
      expect(late.location).toBe(new URL(url).pathname);
    }));

  it('expires after five minutes', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      await harness.florin.advance('5m');
      const page = await visit(harness.florin, url);
      expect(page.text).toContain('Time is up');
      expect(page.text).toContain('redirect_status=failed');
      expect((await send(harness.florin, url, { choice: 'authorize' })).location).toBe(new URL(url).pathname);
    }));

  it('expires on time, even if its timer has not fired yet', () =>
    withFlorin(async (harness) => {
      const { florin, stripe, clock } = harness;
      const intent = await payByMobilePay(harness);
      const url = pageOf(intent);
      clock.move(4 * MINUTE_MS + 59_000);
      expect((await visit(florin, url)).text).toContain('(1 minute left)');
      clock.move(1_000);
      expect((await visit(florin, url)).text).toContain('Time is up');
      const answer = await send(florin, url, { choice: 'authorize' });
      expect(answer.location).toBe(new URL(url).pathname);
      expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'payment_intent_payment_attempt_expired' },
      });
    }));

  it('shows that the merchant has canceled the payment, or requires it again', () =>
    withFlorin(async (harness) => {
      const { florin, stripe } = harness;
      const canceled = await payByMobilePay(harness);
      await stripe.paymentIntents.cancel(canceled.id);
      expect((await visit(florin, pageOf(canceled))).text).toContain('The shop has canceled this payment');

      const repeated = await payByMobilePay(harness);
      await stripe.paymentIntents.confirm(repeated.id, { payment_method_data: { type: 'mobilepay' } });
      const old = pageOf(repeated);
      expect((await visit(florin, old)).text).toContain('This payment has moved on');
      expect((await send(florin, old, { choice: 'authorize' })).location).toBe(new URL(old).pathname);
      expect((await stripe.paymentIntents.retrieve(repeated.id)).status).toBe('requires_action');
    }));

  it('shows only amount and merchant of the payment', () =>
    withFlorin(async (harness) => {
      const intent = await payByMobilePay(harness, {
        description: 'a secret description',
        metadata: { order: 'a secret order' },
        receipt_email: 'payer@example.com',
      });
      const page = await visit(harness.florin, pageOf(intent));
      for (const hidden of ['secret', 'payer@example.com', intent.id, String(intent.payment_method), RETURN_URL]) {
        expect(page.text).not.toContain(hidden);
      }
    }));

  it("is French, Danish or Finnish by the browser's language", () =>
    withFlorin(async (harness) => {
      const url = `${pageOf(await payByMobilePay(harness))}?ending=78`;
      const read = async (language: string) => (await visit(harness.florin, url, { 'accept-language': language })).text;
      const french = await read('fr-FR,fr;q=0.9,en;q=0.8');
      expect(french).toContain('<html lang="fr">');
      expect(french).toContain('Autoriser le paiement test');
      expect(french).toContain('Faire échouer le paiement test');
      expect(await read('de, da;q=0.5')).toContain('Godkend testbetaling');
      expect(await read('fi')).toContain('Hyväksy testimaksu');
    }));
});
