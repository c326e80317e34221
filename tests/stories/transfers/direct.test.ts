import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Marketplace, openMarketplace } from './kit.ts';

let market: Marketplace;
let stripe: Stripe;
let account: string;
let options: Stripe.RequestOptions;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
  account = await market.connect({ type: 'standard', capabilities: {} });
  options = { stripeAccount: account };
});
afterAll(() => market.close());

/** A direct payment of the account, with a fee for the platform. */
const direct = (fee = 123, params = {}) => market.pay({ application_fee_amount: fee, ...params }, options);

describe('a direct payment with an application fee', () => {
  test('leaves the account the rest of both fees, and the platform its own', async () => {
    expect(await market.moved([account], () => direct())).toEqual([123, 818]);
  });

  test('shows both fees on the account’s transaction, and the fee on the platform’s', async () => {
    const { latest_charge: charge, application_fee_amount } = await direct();
    expect(application_fee_amount).toBe(123);
    const transaction = charge.balance_transaction as Stripe.BalanceTransaction;
    expect(transaction).toMatchObject({ type: 'charge', amount: 1000, fee: 182, net: 818 });
    expect(transaction.fee_details.map(({ type, amount, application }) => [type, amount, application])).toEqual([
      ['application_fee', 123, charge.application],
      ['stripe_fee', 59, null],
    ]);
    const { id } = charge.application_fee as Stripe.ApplicationFee;
    const fee = await stripe.applicationFees.retrieve(id, { expand: ['balance_transaction'] });
    expect(fee).toMatchObject({
      account,
      amount: 123,
      amount_refunded: 0,
      application: charge.application,
      charge: charge.id,
      fee_source: { charge: charge.id, type: 'charge' },
      originating_transaction: null,
      balance_transaction: {
        type: 'application_fee',
        reporting_category: 'platform_earning',
        amount: 123,
        fee: 0,
        available_on: transaction.available_on,
        description: `Application fee from application Florin for Rocket Rides (${account})`,
      },
    });
    expect((await stripe.applicationFees.list({ charge: charge.id })).data.map((one) => one.id)).toEqual([id]);
    expect((await stripe.applicationFees.list({}, options)).data).toEqual([]);
    await expect(stripe.charges.retrieve(charge.id)).rejects.toMatchObject({ code: 'resource_missing' });
  });

  test('moves nothing after a decline, and takes no fee of zero', async () => {
    const decline = () => expect(direct(123, { payment_method: 'pm_card_chargeDeclined' })).rejects.toThrow('declined');
    expect(await market.moved([account], decline)).toEqual([0, 0]);
    expect(await market.moved([account], () => direct(0))).toEqual([0, 941]);
  });

  test('takes the fee from what is captured later', async () => {
    const capture = async (params: Stripe.PaymentIntentCaptureParams) => {
      const { id } = await direct(100, { capture_method: 'manual' });
      return stripe.paymentIntents.capture(id, params, options);
    };
    const lowered = () => capture({ amount_to_capture: 600, application_fee_amount: 50 });
    expect(await market.moved([account], lowered)).toEqual([50, 600 - 47 - 50]);
    expect(await market.moved([account], () => capture({ amount_to_capture: 60 }))).toEqual([60, 60 - 32 - 60]);
    const tooMuch = capture({ amount_to_capture: 600, application_fee_amount: 601 });
    await expect(tooMuch).rejects.toMatchObject({ statusCode: 400, param: 'application_fee_amount' });
  });

  test('charges our fee to the platform where it pays for its account', async () => {
    const other = await market.connect({ controller: { fees: { payer: 'application' }, type: 'application' } });
    const pay = () => market.pay({ application_fee_amount: 123 }, { stripeAccount: other });
    expect(await market.moved([other], pay)).toEqual([123 - 59, 877]);
  });

  test('is possible in Checkout', async () => {
    const line = { price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Shirt' } }, quantity: 1 };
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'payment',
        line_items: [line],
        payment_intent_data: { application_fee_amount: 123 },
        success_url: 'https://example.com/',
      },
      options,
    );
    const form = {
      'payment_method_data[type]': 'card',
      'payment_method_data[card][token]': 'tok_visa',
      expected_amount: '1000',
      email: 'buyer@example.com',
    };
    const pay = () => market.call('POST', `/v1/payment_pages/${session.id}/confirm`, form, { key: session.id });
    expect(await market.moved([account], pay)).toEqual([123, 818]);
  });

  test('is refused without an account, and for more than the amount', async () => {
    await expect(market.pay({ application_fee_amount: 10 })).rejects.toMatchObject({
      code: 'parameter_missing',
      message:
        'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
    });
    await expect(direct(1001)).rejects.toMatchObject({ statusCode: 400, param: 'application_fee_amount' });
  });
});

describe('a refund of a direct payment', () => {
  const refund = (intent: Stripe.PaymentIntent, params: Stripe.RefundCreateParams = {}) =>
    stripe.refunds.create({ payment_intent: intent.id, ...params }, options);

  test('leaves the platform its fee', async () => {
    expect(await market.moved([account], async () => refund(await direct()))).toEqual([123, -182]);
  });

  test('returns the fee, or the share of it that belongs to a part', async () => {
    const whole = async () => refund(await direct(), { refund_application_fee: true });
    expect(await market.moved([account], whole)).toEqual([0, -59]);
    const intent = await direct();
    const part = () => refund(intent, { amount: 250, refund_application_fee: true });
    expect(await market.moved([account], part)).toEqual([-31, -250 + 31]);
    const fee = await stripe.applicationFees.retrieve(
      (intent.latest_charge.application_fee as Stripe.ApplicationFee).id,
    );
    expect(fee).toMatchObject({ amount_refunded: 31, refunded: false });
    expect(fee.refunds.data[0]).toMatchObject({ object: 'fee_refund', amount: 31, fee: fee.id });
    const plain = await market.pay({}, options);
    expect(await market.moved([account], () => refund(plain, { refund_application_fee: true }))).toEqual([0, -1000]);
  });

  test('does not reach the payment without the header, nor a transfer that does not exist', async () => {
    const { latest_charge: charge } = await direct(0);
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'charge',
    });
    const reversed = stripe.refunds.create({ charge: charge.id, reverse_transfer: true }, options);
    await expect(reversed).rejects.toMatchObject({ statusCode: 400, param: 'reverse_transfer' });
  });

  test('of the fee alone is created, read, changed and listed, and never more than the fee', async () => {
    const { id } = (await direct()).latest_charge.application_fee as Stripe.ApplicationFee;
    let made: Stripe.FeeRefund | undefined;
    const create = async () => {
      made = await stripe.applicationFees.createRefund(id, { amount: 20, metadata: { why: 'goodwill' } });
    };
    expect(await market.moved([account], create)).toEqual([-20, 20]);
    const refundId = made?.id ?? '';
    expect((await stripe.applicationFees.retrieveRefund(id, refundId)).amount).toBe(20);
    const changed = await stripe.applicationFees.updateRefund(id, refundId, { metadata: { why: 'other' } });
    expect(changed.metadata).toEqual({ why: 'other' });
    await expect(stripe.applicationFees.createRefund(id, { amount: 104 })).rejects.toMatchObject({ param: 'amount' });
    expect((await stripe.applicationFees.createRefund(id)).amount).toBe(103);
    expect((await stripe.applicationFees.listRefunds(id)).data.map(({ amount }) => amount)).toEqual([103, 20]);
    const fee = await stripe.applicationFees.retrieve(id);
    expect(fee).toMatchObject({ amount_refunded: 123, refunded: true });
    expect(fee.refunds.data.map(({ metadata }) => metadata)).toEqual([{}, { why: 'other' }]);
    await expect(stripe.applicationFees.createRefund(id)).rejects.toThrow('already been refunded');
  });
});

test('a dispute of a direct payment is the account’s', async () => {
  const dispute = async () => {
    await direct(123, { payment_method: 'pm_card_createDispute' });
    await market.florin.settled();
  };
  expect(await market.moved([account], dispute)).toEqual([123, 1000 - 182 - 1000 - 1500]);
  expect((await stripe.disputes.list({}, options)).data).toHaveLength(1);
  expect((await stripe.disputes.list()).data).toEqual([]);
});
