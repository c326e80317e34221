import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Marketplace, openMarketplace } from './kit.ts';

let market: Marketplace;
let stripe: Stripe;
let account: string;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
  account = await market.connect();
});
afterAll(() => market.close());

describe('the shares of an authorization', () => {
  const options = { card: { request_incremental_authorization: 'if_available' } } as const;
  const reserve = (params: object) =>
    market.pay({ capture_method: 'manual', payment_method_options: options, ...params });

  test('are changed when it is raised', async () => {
    const raised = async () => {
      const transfer_data = { destination: account };
      const { id } = await reserve({ application_fee_amount: 100, transfer_data });
      const intent = await stripe.paymentIntents.incrementAuthorization(id, {
        amount: 2000,
        application_fee_amount: 300,
      });
      expect(intent).toMatchObject({ application_fee_amount: 300, transfer_data: { destination: account } });
      await stripe.paymentIntents.capture(id);
    };
    expect(await market.moved([account], raised)).toEqual([300 - 88, 1700]);

    const part = async () => {
      const { id } = await reserve({ transfer_data: { destination: account, amount: 500 } });
      const transfer_data = { amount: 1500 };
      await stripe.paymentIntents.incrementAuthorization(id, { amount: 2000, transfer_data });
      await stripe.paymentIntents.capture(id);
    };
    expect(await market.moved([account], part)).toEqual([500 - 88, 1500]);

    const { id } = await reserve({ application_fee_amount: 100, transfer_data: { destination: account } });
    const tooMuch = stripe.paymentIntents.incrementAuthorization(id, { amount: 2000, application_fee_amount: 2001 });
    await expect(tooMuch).rejects.toMatchObject({ code: 'amount_too_large', param: 'application_fee_amount' });
    expect((await stripe.paymentIntents.retrieve(id)).amount).toBe(1000);
  });

  test('are changed when an older charge is captured', async () => {
    const made = async (params: Partial<Stripe.ChargeCreateParams>) =>
      (await stripe.charges.create({ amount: 1000, currency: 'usd', source: 'tok_visa', capture: false, ...params }))
        .id;
    const destination = { destination: account };
    const fee = async () => {
      const id = await made({ application_fee_amount: 100, transfer_data: destination });
      const captured = await stripe.charges.capture(id, { application_fee_amount: 200 });
      expect(captured.application_fee_amount).toBe(200);
    };
    expect(await market.moved([account], fee)).toEqual([200 - 59, 800]);
    const older = async () => {
      const id = await made({ application_fee_amount: 100, transfer_data: destination });
      await stripe.charges.capture(id, { amount: 500, application_fee: 50 });
    };
    expect(await market.moved([account], older)).toEqual([50 - 45, 450]);
    const part = async () => {
      const id = await made({ transfer_data: { ...destination, amount: 100 } });
      const captured = await stripe.charges.capture(id, { transfer_data: { amount: 700 } });
      expect(captured.transfer_data).toEqual({ ...destination, amount: 700 });
    };
    expect(await market.moved([account], part)).toEqual([300 - 59, 700]);
    const id = await made({ transfer_data: destination });
    const tooMuch = stripe.charges.capture(id, { amount: 500, transfer_data: { amount: 501 } });
    const refused = { statusCode: 400, param: 'transfer_data[amount]' };
    await expect(tooMuch).rejects.toMatchObject(refused);
    const unshared = stripe.charges.capture(await made({}), { transfer_data: { amount: 100 } });
    await expect(unshared).rejects.toMatchObject(refused);
  });
});

test('a transfer and its payment have the texts and metadata that a payment gives them', async () => {
  const transfer_data = {
    destination: account,
    description: 'Your share',
    metadata: { order: '7' },
    payment_data: { description: 'Order 7', metadata: { shop: 'one' } },
  };
  const intent = await market.pay({ transfer_data });
  expect(intent.transfer_data).toEqual(transfer_data);
  const transfer = await stripe.transfers.retrieve(intent.latest_charge.transfer as string, {
    expand: ['balance_transaction'],
  });
  expect(transfer).toMatchObject({
    description: 'Your share',
    metadata: { order: '7' },
    balance_transaction: { description: 'Your share' },
  });
  const id = transfer.destination_payment as string;
  const payment = await stripe.charges.retrieve(id, {}, { stripeAccount: account });
  expect(payment).toMatchObject({ description: 'Order 7', metadata: { shop: 'one' } });

  const draft = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd', transfer_data });
  const changed = await stripe.paymentIntents.update(draft.id, {
    transfer_data: { description: 'Another text', metadata: { item: '8' } },
  });
  expect(changed.transfer_data).toEqual({
    ...transfer_data,
    description: 'Another text',
    metadata: { order: '7', item: '8' },
  });

  const charge = await stripe.charges.create({
    amount: 1000,
    currency: 'usd',
    source: 'tok_visa',
    transfer_data: { destination: account, description: 'Older' },
  });
  expect((await stripe.transfers.retrieve(charge.transfer as string)).description).toBe('Older');
});
