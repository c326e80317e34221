import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCli } from '../../clients/stripe-cli/official-cli.ts';
import { olderSdk } from '../../support/older-sdk.ts';
import { GUIDE_KEY, GUIDE_PAGE_KEY, type Guide, openGuide } from './guide.ts';

/** The guide's endpoint that charges the payment method of its form. */
const pay = (method: string, ...more: string[]) =>
  [
    String.raw`curl https://api.stripe.com/v1/payment_intents \
  -u "sk_test_BQokikJOvBiI2HlWgH4olfQ2:" \
  -d amount=1099 \
  -d currency=usd \
  -d payment_method=${method} \
  -d error_on_requires_action=true \
  -d confirm=true`,
    ...more,
  ].join(' ');

/** The SDK of the sample's time, and that of the default version. */
const Stripe10 = olderSdk(10);
const Stripe18 = olderSdk(18);

/** The sample response contains `charges`, as at that time. */
const AT_ITS_VERSION = '-H "Stripe-Version: 2022-08-01"';

const NOT_HANDLED = {
  code: 'authentication_required',
  decline_code: 'authentication_not_handled',
  doc_url: 'https://docs.stripe.com/error-codes#authentication-required',
  message:
    "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
  type: 'card_error',
};

let guide: Guide;
beforeEach(async () => {
  guide = await openGuide();
});
afterEach(() => guide.close());

/** Creates a payment method from a card number with the publishable key, as the form's script does in the browser. */
async function typeCard(number: string): Promise<string> {
  const { status, body } = await guide.curl(String.raw`curl https://api.stripe.com/v1/payment_methods \
  -u "${GUIDE_PAGE_KEY}:" -d type=card -d "card[number]"=${number} \
  -d "card[exp_month]"=12 -d "card[exp_year]"=34 -d "card[cvc]"=123 -d "billing_details[address][postal_code]"=90210`);
  expect({ status, body }).toMatchObject({ status: 200, body: { card: { last4: number.slice(-4) } } });
  return body.id;
}

describe('the guide to cards without authentication, by curl', () => {
  it('charges a card as the sample shows', async () => {
    const { status, body } = await guide.curl(pay(await typeCard('4242424242424242'), AT_ITS_VERSION));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^pi_\w+$/),
      object: 'payment_intent',
      amount: 1099,
      charges: {
        object: 'list',
        data: [
          {
            id: expect.stringMatching(/^ch_\w+$/),
            object: 'charge',
            amount: 1099,
            refunded: false,
            status: 'succeeded',
          },
        ],
      },
      client_secret: expect.stringMatching(new RegExp(`^${body.id}_secret_\\w+$`)),
      currency: 'usd',
      last_payment_error: null,
      status: 'succeeded',
    });
  });

  it('has the charge as latest_charge at the default version', async () => {
    const { status, body } = await guide.curl(pay('pm_card_visa'));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'succeeded', latest_charge: expect.stringMatching(/^ch_/) },
    });
    expect(body).not.toHaveProperty('charges');
  });

  it.each(['', AT_ITS_VERSION])('declines a card that requires authentication, exactly like %s', async (version) => {
    const { status, body } = await guide.curl(pay(await typeCard('4000002500003155'), version));
    expect(status).toBe(402);
    const { payment_intent: intent, ...error } = body.error;
    expect(error).toMatchObject(NOT_HANDLED);
    expect(intent).toMatchObject({
      id: expect.stringMatching(/^pi_\w+$/),
      object: 'payment_intent',
      amount: 1099,
      status: 'requires_payment_method',
      last_payment_error: NOT_HANDLED,
    });
    expect(Object.keys(body)).toEqual(['error']);
  });

  it('remains as a failed payment that can be retrieved', async () => {
    const failed = await guide.curl(pay('pm_card_authenticationRequiredOnSetup'));
    const { id } = failed.body.error.payment_intent;
    const stripe = new Stripe18(GUIDE_KEY, guide.at);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: NOT_HANDLED,
    });
    const types = (await stripe.events.list()).data.map((event) => event.type);
    expect(types).toEqual(['payment_intent.payment_failed', 'payment_intent.created']);
  });

  it('declines a card without funds', async () => {
    const { status, body } = await guide.curl(pay(await typeCard('4000000000009995')));
    expect({ status, body }).toMatchObject({
      status: 402,
      body: {
        error: {
          type: 'card_error',
          code: 'card_declined',
          decline_code: 'insufficient_funds',
          charge: expect.stringMatching(/^ch_/),
          payment_intent: { status: 'requires_payment_method' },
        },
      },
    });
  });
});

describe('the guide to cards without authentication, by other clients', () => {
  const params = {
    amount: 1099,
    currency: 'usd',
    error_on_requires_action: true,
    confirm: true,
  };

  it("works with the SDK of the sample's version", async () => {
    const stripe = new Stripe10(GUIDE_KEY, { ...guide.at, apiVersion: '2022-08-01' });
    const paid = await stripe.paymentIntents.create({ ...params, payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ charges: { data: [{ amount: 1099, refunded: false, status: 'succeeded' }] } });
    const failing = stripe.paymentIntents.create({
      ...params,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
    });
    const error = await failing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Stripe10.errors.StripeCardError);
    expect(error).toMatchObject({ ...NOT_HANDLED, type: 'StripeCardError', statusCode: 402 });
  });

  it('works with the SDK of the default version', async () => {
    const stripe = new Stripe18(GUIDE_KEY, guide.at);
    const paid = await stripe.paymentIntents.create({ ...params, payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', latest_charge: expect.stringMatching(/^ch_/) });
    const failing = stripe.paymentIntents.create({
      ...params,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
    });
    const error = await failing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Stripe18.errors.StripeCardError);
    expect(error).toMatchObject({
      code: NOT_HANDLED.code,
      decline_code: NOT_HANDLED.decline_code,
      message: NOT_HANDLED.message,
      payment_intent: { status: 'requires_payment_method', last_payment_error: NOT_HANDLED },
    });
  });

  it('works with the official command line', async () => {
    const cli = await openCli(guide.url, GUIDE_KEY);
    try {
      const pays = async (method: string) => {
        const given = ['--amount=1099', '--currency=usd', '--confirm=true', `--payment-method=${method}`];
        const command = cli.start('payment_intents', 'create', ...given, '-d', 'error_on_requires_action=true');
        await command.ended;
        return command.output();
      };
      expect(await pays('pm_card_visa')).toMatch(/"status": ?"succeeded"/);
      expect(await pays('pm_card_authenticationRequiredOnSetup')).toContain('authentication_not_handled');
    } finally {
      await cli.close();
    }
  });
});
