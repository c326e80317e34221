import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Marketplace, openMarketplace } from './kit.ts';

let market: Marketplace;
let stripe: Stripe;
/** Two accounts that receive transfers. */
let account: string;
let other: string;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
  account = await market.connect();
  other = await market.connect();
  await market.fund(200_000);
});
afterAll(() => market.close());

/** A payment of the platform for an account. */
const forAccount = (params: object = {}, destination: object = {}) =>
  market.pay({ transfer_data: { destination: account, ...destination }, ...params });

const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === 'object' ? (reference?.id ?? '') : (reference ?? '');

describe('a payment for a destination', () => {
  test('sends all of it less the platform’s fee, which pays ours', async () => {
    let intent: Awaited<ReturnType<typeof forAccount>> | undefined;
    const pay = async () => {
      intent = await forAccount({ application_fee_amount: 123 });
    };
    expect(await market.moved([account], pay)).toEqual([64, 877]);
    const group = `group_${intent?.id}`;
    expect(intent).toMatchObject({
      application_fee_amount: 123,
      transfer_data: { destination: account },
      transfer_group: group,
      application: null,
    });
    const charge = intent?.latest_charge;
    expect(charge).toMatchObject({
      destination: account,
      transfer_data: { amount: null, destination: account },
      transfer_group: group,
      balance_transaction: { amount: 1000, fee: 59, net: 941 },
      application_fee: { amount: 123, originating_transaction: charge?.id },
    });
    const id = idOf(charge?.transfer);
    const transfer = await stripe.transfers.retrieve(id, { expand: ['balance_transaction', 'destination_payment'] });
    expect(transfer).toMatchObject({
      amount: 1000,
      source_transaction: charge?.id,
      destination: account,
      balance_transaction: { type: 'transfer', amount: -1000, fee: 0, status: 'available' },
      destination_payment: { source_transfer: id, amount: 1000 },
    });
    const payment = await stripe.charges.retrieve(
      (transfer.destination_payment as Stripe.Charge).id,
      { expand: ['balance_transaction', 'source_transfer'] },
      { stripeAccount: account },
    );
    expect(payment).toMatchObject({
      application: expect.stringMatching(/^ca_/),
      application_fee_amount: 123,
      payment_intent: null,
      payment_method_details: { type: 'stripe_account' },
      source: { object: 'account', application_name: 'Florin' },
      source_transfer: { id },
      balance_transaction: {
        type: 'payment',
        reporting_category: 'charge',
        amount: 1000,
        fee: 123,
        net: 877,
        available_on: (charge?.balance_transaction as Stripe.BalanceTransaction | undefined)?.available_on,
      },
    });
  });

  test('sends a given amount without a fee, or all of it', async () => {
    expect(await market.moved([account], () => forAccount({}, { amount: 877 }))).toEqual([64, 877]);
    expect(await market.moved([account], () => forAccount())).toEqual([-59, 1000]);
  });

  test('names the account that is the merchant', async () => {
    const { on_behalf_of, latest_charge } = await forAccount({ on_behalf_of: account });
    expect([on_behalf_of, latest_charge.on_behalf_of]).toEqual([account, account]);
  });

  test('cannot have an amount and a fee, more than its amount, or an account that cannot receive it', async () => {
    const refused: [object, object, object][] = [
      [{ application_fee_amount: 10 }, { amount: 900 }, { param: 'transfer_data[amount]' }],
      [{}, { amount: 1001 }, { param: 'transfer_data[amount]' }],
      [{}, { amount: 0 }, { param: 'transfer_data[amount]' }],
      [
        {},
        { destination: 'acct_1notThereAtAll00' },
        {
          code: 'resource_missing',
          param: 'transfer_data[destination]',
          message: "No such destination: 'acct_1notThereAtAll00'",
        },
      ],
      [
        {},
        { destination: await market.connect({ capabilities: { transfers: 'pending' } }) },
        { code: 'insufficient_capabilities_for_transfer' },
      ],
    ];
    for (const [params, destination, error] of refused)
      await expect(forAccount(params, destination)).rejects.toMatchObject({ statusCode: 400, ...error });
  });

  test('refunded with both flags leaves everyone with what they had, but our fee', async () => {
    const intent = await forAccount({ application_fee_amount: 123 });
    let refund: Stripe.Refund | undefined;
    const refunding = async () => {
      const flags = { reverse_transfer: true, refund_application_fee: true };
      refund = await stripe.refunds.create({ payment_intent: intent.id, ...flags });
    };
    expect(await market.moved([account], refunding)).toEqual([-64 - 59, -877]);
    const transfer = await stripe.transfers.retrieve(idOf(intent.latest_charge.transfer));
    expect(transfer).toMatchObject({ amount_reversed: 1000, reversed: true });
    const [reversal] = transfer.reversals.data;
    expect(reversal).toMatchObject({ id: refund?.transfer_reversal, amount: 1000, source_refund: refund?.id });
    const credit = await stripe.balanceTransactions.retrieve(idOf(reversal?.balance_transaction));
    expect(credit).toMatchObject({ type: 'transfer_refund', reporting_category: 'transfer_reversal', amount: 1000 });
    const source = idOf(reversal?.destination_payment_refund);
    const [debit] = (await stripe.balanceTransactions.list({ source }, { stripeAccount: account })).data;
    expect(debit).toMatchObject({ type: 'payment_refund', amount: -1000, description: 'REFUND FOR PAYMENT' });
  });

  test('refunded with both flags needs no more than the payment, where the account bears its own losses', async () => {
    const { id: destination } = await stripe.accounts.create({ type: 'standard' });
    const intent = await forAccount({ application_fee_amount: 123 }, { destination });
    // 8.77 are there; 10.00 go back, and the fee of 1.23 returns.
    const flags = { reverse_transfer: true, refund_application_fee: true };
    const alone = stripe.refunds.create({ payment_intent: intent.id, reverse_transfer: true });
    await expect(alone).rejects.toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    await stripe.refunds.create({ payment_intent: intent.id, ...flags });
    const { pending, available } = await stripe.balance.retrieve({}, { stripeAccount: destination });
    expect([pending[0]?.amount, available[0]?.amount]).toEqual([0, 0]);
  });

  test('refunded without is paid by the platform, and in parts reverses shares', async () => {
    const intent = await forAccount({ application_fee_amount: 123 });
    const plain = () => stripe.refunds.create({ payment_intent: intent.id });
    expect(await market.moved([account], plain)).toEqual([-1000, 0]);
    const fixed = await forAccount({}, { amount: 877 });
    const part = () => stripe.refunds.create({ payment_intent: fixed.id, amount: 250, reverse_transfer: true });
    expect(await market.moved([account], part)).toEqual([-250 + 219, -219]);
  });

  test('disputed is the platform’s loss', async () => {
    const dispute = async () => {
      await forAccount({ application_fee_amount: 123, payment_method: 'pm_card_createDispute' });
      await market.florin.settled();
    };
    expect(await market.moved([account], dispute)).toEqual([64 - 2500, 877]);
  });

  test('captured in part sends what was captured', async () => {
    const { id } = await forAccount({ capture_method: 'manual', application_fee_amount: 100 });
    const capture = () => stripe.paymentIntents.capture(id, { amount_to_capture: 600 });
    expect(await market.moved([account], capture)).toEqual([100 - 47, 500]);
  });
});

describe('a transfer', () => {
  test('sends available funds, with its own group, description and metadata', async () => {
    let transfer: Stripe.Transfer | undefined;
    const sending = async () => {
      await market.fund(10_000);
      const group = { currency: 'usd', transfer_group: 'ORDER' };
      const described = { description: 'seven', metadata: { part: '1' } };
      transfer = await stripe.transfers.create({ ...group, ...described, amount: 7_000, destination: account });
      await stripe.transfers.create({ ...group, amount: 2_000, destination: other });
    };
    expect(await market.moved([account, other], sending)).toEqual([680, 7_000, 2_000]);
    expect(transfer).toMatchObject({ source_transaction: null, source_type: 'card', description: 'seven' });
    const inGroup = await stripe.transfers.list({ transfer_group: 'ORDER' });
    expect(inGroup.data.map(({ amount }) => amount)).toEqual([2_000, 7_000]);
    expect((await stripe.transfers.list({ destination: other })).data[0]?.amount).toBe(2_000);
    const renamed = await stripe.transfers.update(transfer?.id ?? '', { metadata: { part: '9' } });
    expect(renamed.metadata).toEqual({ part: '9' });
  });

  test('does not exceed the available balance, and reaches no unknown account', async () => {
    const send = (params: object) =>
      stripe.transfers.create({ amount: 99_999_900, currency: 'usd', destination: account, ...params });
    await expect(send({})).rejects.toMatchObject({
      code: 'balance_insufficient',
      message: expect.stringContaining('4000000000000077'),
    });
    await expect(send({ amount: 1, currency: 'eur' })).rejects.toMatchObject({ code: 'balance_insufficient' });
    await expect(send({ amount: 1, destination: 'acct_1x' })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'destination',
    });
    await expect(send({ amount: 0 })).rejects.toMatchObject({ code: 'parameter_invalid_integer' });
  });

  test('never sends the same funds twice, however many are made at once', async () => {
    const platform = market.client('sk_test_harness');
    const { available } = await platform.balance.retrieve();
    const amount = Math.floor((available[0]?.amount ?? 0) / 2);
    const sent = await Promise.allSettled(
      Array.from({ length: 4 }, () => platform.transfers.create({ amount, currency: 'usd', destination: account })),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await platform.balance.retrieve()).available[0]?.amount).toBeLessThanOrEqual(1);
    await market.fund(20_000);
  });

  test('with a source takes pending funds, up to the charge', async () => {
    const intent = await market.pay();
    const charge = intent.latest_charge;
    const send = (amount: number) =>
      stripe.transfers.create({ amount, currency: 'usd', destination: account, source_transaction: charge.id });
    const transfer = await send(700);
    expect(transfer).toMatchObject({ source_transaction: charge.id, transfer_group: `group_${intent.id}` });
    const payment = await stripe.charges.retrieve(
      idOf(transfer.destination_payment),
      { expand: ['balance_transaction'] },
      { stripeAccount: account },
    );
    expect((payment.balance_transaction as Stripe.BalanceTransaction).available_on).toBe(
      (charge.balance_transaction as Stripe.BalanceTransaction).available_on,
    );
    await expect(send(400)).rejects.toThrow(
      'Transfers using this transaction as a source must not exceed the source amount of $10.00. (There is already a transfer using this source, amounting to $7.00.)',
    );
    expect((await send(300)).amount).toBe(300);
  });

  test('is reversed in parts, which are read, changed and listed', async () => {
    const transfer = await stripe.transfers.create({ amount: 1_000, currency: 'usd', destination: account });
    let reversal: Stripe.TransferReversal | undefined;
    const reverse = async () => {
      reversal = await stripe.transfers.createReversal(transfer.id, { amount: 500, metadata: { r: '1' } });
    };
    expect(await market.moved([account], reverse)).toEqual([500, -500]);
    expect(reversal).toMatchObject({ transfer: transfer.id, source_refund: null, metadata: { r: '1' } });
    const id = reversal?.id ?? '';
    await stripe.transfers.updateReversal(transfer.id, id, { metadata: { r: '2' } });
    expect((await stripe.transfers.retrieveReversal(transfer.id, id)).metadata).toEqual({ r: '2' });
    expect((await stripe.transfers.listReversals(transfer.id)).data.map((one) => one.id)).toEqual([id]);
    const after = await stripe.transfers.retrieve(transfer.id);
    expect(after).toMatchObject({ amount_reversed: 500, reversed: false });
    expect(after.reversals.data[0]?.metadata).toEqual({ r: '2' });
    await expect(stripe.transfers.createReversal(transfer.id, { amount: 501 })).rejects.toThrow(
      'Transfer reversal amount ($5.01) is greater than unreversed amount on transfer ($5.00)',
    );
    expect((await stripe.transfers.createReversal(transfer.id)).amount).toBe(500);
    await expect(stripe.transfers.createReversal(transfer.id)).rejects.toThrow('already fully reversed');
  });

  test('takes an account below zero only where its platform bears the losses', async () => {
    const careful = await market.connect({ type: 'standard', capabilities: {} });
    for (const [destination, isBorne] of [
      [await market.connect(), true],
      [careful, false],
    ] as const) {
      const { id } = await stripe.transfers.create({ amount: 300, currency: 'usd', destination });
      const back = { amount: 300, currency: 'usd', destination: await platformId() };
      await stripe.transfers.create(back, { stripeAccount: destination });
      const reversal = stripe.transfers.createReversal(id);
      if (isBorne) expect((await reversal).amount).toBe(300);
      else await expect(reversal).rejects.toMatchObject({ code: 'balance_insufficient' });
      expect(await market.worth(destination)).toBe(isBorne ? -300 : 0);
    }
  });

  /** The platform's own id, which its application's begins with. */
  async function platformId(): Promise<string> {
    return account.slice(0, 'acct_'.length + 16);
  }
});

describe('a debit of an account', () => {
  test('moves its money to the platform, which bears its losses, in its own currency', async () => {
    await stripe.transfers.create({ amount: 400, currency: 'usd', destination: other });
    let charge: Stripe.Charge | undefined;
    const debit = async () => {
      const fields = { amount: 500, currency: 'usd', description: 'Monthly fee', metadata: { month: '5' } };
      charge = await stripe.charges.create({ ...fields, source: other });
    };
    expect(await market.moved([other], debit)).toEqual([500, -500]);
    expect(charge).toMatchObject({
      id: expect.stringMatching(/^py_/),
      description: 'Monthly fee',
      payment_method_details: { type: 'stripe_account' },
      source: { id: other },
    });
    const [transfer] = (await stripe.transfers.list({}, { stripeAccount: other })).data;
    expect(transfer).toMatchObject({ amount: 500, destination_payment: charge?.id });
    const dollars = { amount: 500, currency: 'usd' };
    const standard = await market.connect({ type: 'standard', capabilities: {} });
    await expect(stripe.charges.create({ ...dollars, source: standard })).rejects.toMatchObject({ param: 'source' });
    await expect(stripe.charges.create({ amount: 500, currency: 'eur', source: other })).rejects.toMatchObject({
      param: 'currency',
    });
    await expect(stripe.charges.create({ ...dollars, source: 'acct_1nobody' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });
});

test('the balance of a platform shows what is reserved for its accounts', async () => {
  await market.florin.settled();
  // An account whose losses it bears was taken below zero.
  const reserved = { amount: 300, currency: 'usd', source_types: { card: 300 } };
  expect((await stripe.balance.retrieve()).connect_reserved).toEqual([reserved]);
  expect((await stripe.balance.retrieve({}, { stripeAccount: account })).connect_reserved).toBeUndefined();
});
