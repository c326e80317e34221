import type StripeTypes from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCli } from '../../clients/stripe-cli/official-cli.ts';
import { olderSdk } from '../../support/older-sdk.ts';
import { GUIDE_KEY, type Guide, type Json, openGuide, press } from './guide.ts';

const RETURN_URL = 'https://example.com/checkout/complete';

const CREATE = String.raw`curl https://api.stripe.com/v1/payment_intents \
  -u "sk_test_BQokikJOvBiI2HlWgH4olfQ2:" \
  -d amount=1099 \
  -d currency=dkk \
  -d "payment_method_types[]"=mobilepay \
  -d "payment_method_data[type]"=mobilepay`;

const CREATE_MANUAL = String.raw`curl https://api.stripe.com/v1/payment_intents \
  -u "sk_test_BQokikJOvBiI2HlWgH4olfQ2:" \
  -d amount=1099 \
  -d currency=dkk \
  -d capture_method=manual \
  -d "payment_method_types[]"=mobilepay \
  -d "payment_method_data[type]"=mobilepay`;

const confirm = (id: string) => String.raw`curl https://api.stripe.com/v1/payment_intents/${id}/confirm \
  -u "sk_test_BQokikJOvBiI2HlWgH4olfQ2:" \
  --data-urlencode return_url="https://example.com/checkout/complete"`;

const capture = (id: string) => String.raw`curl https://api.stripe.com/v1/payment_intents/${id}/capture \
  -u "sk_test_BQokikJOvBiI2HlWgH4olfQ2:" \
  -d amount_to_capture=1099`;

/** The SDK of the guide's time. */
const Stripe = olderSdk(18);

const PAGE = /^http:\/\/127\.0\.0\.1:\d+\/authorize\/acct_\w+\/pa_nonce_\w+$/;

/** The parameters of that time: the newest version has no `payment_method_types`. */
type Params = StripeTypes.PaymentIntentCreateParams;

let guide: Guide;
beforeEach(async () => {
  guide = await openGuide();
});
afterEach(() => guide.close());

const client = () => new Stripe(GUIDE_KEY, { ...guide.at, maxNetworkRetries: 0 });
const eventTypes = async () => (await client().events.list({ limit: 100 })).data.map((event) => event.type).reverse();

/** Runs the guide's first two commands; the payment then waits for its customer. */
async function upToThePayer(create = CREATE): Promise<{ id: string; page: string }> {
  const created = await guide.curl(create);
  const confirmed = await guide.curl(confirm(created.body.id));
  expect(confirmed.body.status).toBe('requires_action');
  return { id: created.body.id, page: confirmed.body.next_action.redirect_to_url.url };
}

describe('the MobilePay guide, by its curl commands', () => {
  it('creates a PaymentIntent as the sample shows', async () => {
    const { status, body } = await guide.curl(CREATE);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^pi_\w+$/),
      amount: 1099,
      client_secret: expect.stringMatching(new RegExp(`^${body.id}_secret_\\w+$`)),
      currency: 'dkk',
      payment_method: expect.stringMatching(/^pm_\w+$/),
      payment_method_types: ['mobilepay'],
      status: 'requires_confirmation',
    });
  });

  it('confirms it as the sample shows', async () => {
    const created = await guide.curl(CREATE);
    const { status, body } = await guide.curl(confirm(created.body.id));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: created.body.id,
      amount: 1099,
      currency: 'dkk',
      payment_method: created.body.payment_method,
      next_action: {
        redirect_to_url: { return_url: RETURN_URL, url: expect.stringMatching(PAGE) },
        type: 'redirect_to_url',
      },
      payment_method_types: ['mobilepay'],
      status: 'requires_action',
    });
    expect(Object.keys(body.next_action)).toEqual(['redirect_to_url', 'type']);
  });

  it('succeeds when the test payment is authorized', async () => {
    const { id, page } = await upToThePayer();
    const back = await press(page, 'authorize');
    expect(`${back.origin}${back.pathname}`).toBe(RETURN_URL);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      payment_intent: id,
      payment_intent_client_secret: expect.stringMatching(new RegExp(`^${id}_secret_`)),
      redirect_status: 'succeeded',
    });
    expect((await client().paymentIntents.retrieve(id)).status).toBe('succeeded');
    expect(await eventTypes()).toContain('payment_intent.succeeded');
  });

  it('asks for another payment method when the test payment fails', async () => {
    const { id, page } = await upToThePayer();
    expect((await press(page, 'fail')).searchParams.get('redirect_status')).toBe('failed');
    expect(await client().paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
    });
  });

  it('fails if it is not authorized within five minutes', async () => {
    const { id, page } = await upToThePayer();
    await guide.florin.advance('5m', { key: GUIDE_KEY });
    expect(await client().paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      next_action: null,
    });
    // Too late: the page explains it and does not redirect.
    expect((await press(page, 'authorize')).pathname).toBe(new URL(page).pathname);
    expect((await client().paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('authorizes first and captures later, the full amount only', async () => {
    const { id, page } = await upToThePayer(CREATE_MANUAL);
    await press(page, 'authorize');
    expect((await client().paymentIntents.retrieve(id)).status).toBe('requires_capture');
    expect(await eventTypes()).toContain('payment_intent.amount_capturable_updated');
    const partial = await guide.curl(capture(id).replace('amount_to_capture=1099', 'amount_to_capture=1098'));
    expect(partial).toMatchObject({ status: 400, body: { error: { param: 'amount_to_capture' } } });
    const { status, body } = await guide.curl(capture(id));
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'succeeded', amount_received: 1099 } });
  });

  it('can be canceled before it expires', async () => {
    const { id, page } = await upToThePayer();
    expect((await client().paymentIntents.cancel(id)).status).toBe('canceled');
    await press(page, 'authorize');
    expect((await client().paymentIntents.retrieve(id)).status).toBe('canceled');
  });
});

describe('the MobilePay guide, by other clients', () => {
  it('works with the SDK of its time', async () => {
    const stripe = client();
    const created = await stripe.paymentIntents.create({
      amount: 1099,
      currency: 'dkk',
      payment_method_types: ['mobilepay'],
      payment_method_data: { type: 'mobilepay' },
    } as Params);
    expect(created.lastResponse.apiVersion).toBe('2025-08-27.basil');
    expect(created.status).toBe('requires_confirmation');
    const confirmed = await stripe.paymentIntents.confirm(created.id, { return_url: RETURN_URL });
    const page = confirmed.next_action?.redirect_to_url?.url ?? '';
    expect(page).toMatch(PAGE);
    await press(page, 'authorize');
    expect((await stripe.paymentIntents.retrieve(created.id)).status).toBe('succeeded');
  });

  it('works with the official command line', async () => {
    const cli = await openCli(guide.url, GUIDE_KEY);
    try {
      const run = async (...args: string[]): Promise<Json> => {
        const command = cli.start('payment_intents', ...args);
        expect([await command.ended, command.output()]).toEqual([0, expect.stringContaining('{')]);
        return JSON.parse(command.output().slice(command.output().indexOf('{')));
      };
      const mobilepay = ['-d', 'payment_method_types[]=mobilepay', '-d', 'payment_method_data[type]=mobilepay'];
      const created = await run('create', '--amount=1099', '--currency=dkk', '--capture-method=manual', ...mobilepay);
      expect(created).toMatchObject({ status: 'requires_confirmation', payment_method_types: ['mobilepay'] });
      const confirmed = await run('confirm', created.id, `--return-url=${RETURN_URL}`);
      await press(confirmed.next_action.redirect_to_url.url, 'authorize');
      const captured = await run('capture', created.id, '--amount-to-capture=1099');
      expect(captured).toMatchObject({ id: created.id, status: 'succeeded' });
    } finally {
      await cli.close();
    }
  });
});
