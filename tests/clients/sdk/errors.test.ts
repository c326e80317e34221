import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const { errors } = Stripe;

const cases: readonly [string, (harness: Harness) => Promise<unknown>, { new (raw: never): Error }, object][] = [
  [
    'a declined card',
    ({ stripe }) =>
      stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_chargeDeclined',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      }),
    errors.StripeCardError,
    {
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
      charge: expect.stringMatching(/^ch_/),
      payment_intent: { status: 'requires_payment_method', payment_method: null },
      payment_method: { type: 'card' },
    },
  ],
  [
    'a card that expired',
    ({ stripe }) =>
      stripe.paymentMethods.create({
        type: 'card',
        card: { number: '4242424242424242', exp_month: 1, exp_year: 2020, cvc: '123' },
      }),
    errors.StripeCardError,
    { statusCode: 402, code: 'invalid_expiry_year', param: 'exp_year' },
  ],
  [
    'a parameter nobody knows',
    ({ stripe }) => stripe.customers.create({ nmae: 'Jenny' } as Stripe.CustomerCreateParams),
    errors.StripeInvalidRequestError,
    { statusCode: 400, code: 'parameter_unknown', param: 'nmae', message: expect.stringContaining('name') },
  ],
  [
    'a parameter that is missing',
    ({ stripe }) => stripe.paymentIntents.create({ amount: 1000 } as Stripe.PaymentIntentCreateParams),
    errors.StripeInvalidRequestError,
    { statusCode: 400, code: 'parameter_missing', param: 'currency' },
  ],
  [
    'an id that is not there, in the path',
    ({ stripe }) => stripe.customers.retrieve('cus_nobody'),
    errors.StripeInvalidRequestError,
    { statusCode: 404, code: 'resource_missing', message: "No such customer: 'cus_nobody'", param: 'id' },
  ],
  [
    'a payment method that is not there, in the path',
    ({ stripe }) => stripe.paymentMethods.retrieve('pm_nothing'),
    errors.StripeInvalidRequestError,
    { statusCode: 404, code: 'resource_missing', param: 'payment_method' },
  ],
  [
    'an id that is not there, among the parameters',
    ({ stripe }) => stripe.paymentIntents.create({ amount: 1000, currency: 'usd', customer: 'cus_nobody' }),
    errors.StripeInvalidRequestError,
    { statusCode: 400, code: 'resource_missing', param: 'customer' },
  ],
  [
    'a capture of what is not reserved',
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
      return stripe.paymentIntents.capture(id);
    },
    errors.StripeInvalidRequestError,
    {
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      payment_intent: { object: 'payment_intent', status: 'requires_payment_method' },
    },
  ],
  [
    'a key with another request',
    async ({ stripe }) => {
      await stripe.customers.create({ name: 'one' }, { idempotencyKey: 'same' });
      return stripe.customers.create({ name: 'two' }, { idempotencyKey: 'same' });
    },
    errors.StripeIdempotencyError,
    { statusCode: 400 },
  ],
  [
    'no key that anybody could have',
    ({ client }) => client('not a key').customers.list(),
    errors.StripeAuthenticationError,
    { statusCode: 401 },
  ],
  [
    'a publishable key on a server call',
    ({ client }) => client('pk_test_harness').customers.list(),
    errors.StripeAuthenticationError,
    { statusCode: 401, code: 'secret_key_required' },
  ],
  [
    'an account that is not connected',
    ({ stripe }) => stripe.customers.list({}, { stripeAccount: 'acct_stranger' }),
    errors.StripePermissionError,
    { statusCode: 403, code: 'account_invalid' },
  ],
  [
    'an operation that is not built',
    ({ stripe }) => stripe.climate.orders.list(),
    errors.StripeAPIError,
    { statusCode: 501, message: expect.stringContaining('GET /v1/climate/orders') },
  ],
];

describe("errors come out as the SDK's own classes", () => {
  it.each(cases)('%s', (_, call, type, fields) =>
    withFlorin(async (harness) => {
      const error = await call(harness).then(
        () => expect.unreachable('the call should have been refused'),
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject(fields);
      expect(error).toMatchObject({ requestId: expect.stringMatching(/^req_\w{14}$/) });
      expect(JSON.stringify((error as { raw: object }).raw)).not.toContain('internal');
    }),
  );

  it("contains the object at the caller's version", () =>
    withFlorin(async ({ client }) => {
      const stripe = client('sk_test_harness', { apiVersion: '2022-08-01' });
      const { id } = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
      for (const options of [{}, { idempotencyKey: 'with a key' }]) {
        const error = await stripe.paymentIntents.capture(id, {}, options).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ payment_intent: { id, charges: { object: 'list', data: [] } } });
      }
    }));

  it('does not retry requests that cannot succeed', () =>
    withFlorin(async ({ florin }) => {
      let calls = 0;
      const counting = ((input, init) => {
        calls++;
        return florin.fetch(input as string, init);
      }) as typeof fetch;
      const stripe = new Stripe('sk_test_harness', {
        httpClient: Stripe.createFetchHttpClient(counting),
        maxNetworkRetries: 2,
      });
      await expect(stripe.climate.orders.list()).rejects.toBeInstanceOf(errors.StripeAPIError);
      await expect(
        stripe.refunds.create({ charge: 'ch_1', origin: 'customer_balance' }, { idempotencyKey: 'k' }),
      ).rejects.toBeInstanceOf(errors.StripeAPIError);
      await expect(stripe.customers.retrieve('cus_1')).rejects.toBeInstanceOf(errors.StripeInvalidRequestError);
      expect(calls).toBe(3);
    }));
});
