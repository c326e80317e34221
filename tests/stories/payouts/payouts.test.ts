import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectPaidOut, type Marketplace, openMarketplace } from './kit.ts';

const MANUAL = { interval: 'manual' } as const;
const DAILY = { interval: 'daily' } as const;

let market: Marketplace;
let stripe: Stripe;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
});
afterAll(() => market.close());

/** An account with available funds, and its header. */
async function fed(
  amount: number,
  schedule: Parameters<typeof connectPaidOut>[1],
): Promise<Stripe.RequestOptions & { stripeAccount: string }> {
  const stripeAccount = await connectPaidOut(market, schedule);
  await market.fund(amount * 2);
  await stripe.transfers.create({ amount, currency: 'usd', destination: stripeAccount });
  await market.florin.settled();
  return { stripeAccount };
}

describe('a payout by hand', () => {
  let options: Awaited<ReturnType<typeof fed>>;
  beforeEach(async () => {
    options = await fed(5_000, MANUAL);
  });

  const payOut = (params: Partial<Stripe.PayoutCreateParams> = {}) =>
    stripe.payouts.create({ amount: 2_000, currency: 'usd', ...params }, options);

  test('takes the money at once, and is paid within seconds', async () => {
    let payout: Stripe.Payout | undefined;
    const paying = async () => {
      payout = await payOut({ metadata: { week: '1' } });
    };
    expect(await market.moved([options.stripeAccount], paying)).toEqual([0, -2_000]);
    expect(payout).toMatchObject({
      amount: 2_000,
      automatic: false,
      destination: expect.stringMatching(/^ba_/),
      method: 'standard',
      reconciliation_status: 'not_applicable',
      source_type: 'card',
      status: 'pending',
      type: 'bank_account',
    });
    await market.florin.advance('10s');
    const { id } = payout as Stripe.Payout;
    const paid = await stripe.payouts.retrieve(id, { expand: ['balance_transaction'] }, options);
    expect(paid).toMatchObject({
      status: 'paid',
      trace_id: { status: 'supported' },
      balance_transaction: { type: 'payout', reporting_category: 'payout', amount: -2_000, fee: 0 },
    });
    expect((await stripe.payouts.list({ status: 'paid' }, options)).data.map((one) => one.id)).toEqual([id]);
    expect((await stripe.payouts.update(id, { metadata: { week: '2' } }, options)).metadata).toEqual({ week: '2' });
    const events = await stripe.events.list({ type: 'payout.*', limit: 10 }, options);
    expect(events.data.map(({ type }) => type)).toEqual([
      'payout.updated',
      'payout.paid',
      'payout.updated',
      'payout.created',
    ]);
  });

  test('is canceled while it is pending, and not later', async () => {
    const { id } = await payOut({ amount: 700 });
    const cancel = () => stripe.payouts.cancel(id, {}, options);
    expect(await market.moved([options.stripeAccount], cancel)).toEqual([0, 700]);
    const canceled = await stripe.payouts.retrieve(id, { expand: ['failure_balance_transaction'] }, options);
    expect(canceled).toMatchObject({
      status: 'canceled',
      failure_balance_transaction: { type: 'payout_cancel', amount: 700 },
    });
    await market.florin.advance('1d');
    await expect(cancel()).rejects.toThrow('only be canceled while they are pending');
  });

  test('needs funds, an external account in its currency, and a payout that can be instant', async () => {
    await expect(payOut({ amount: 5_001 })).rejects.toMatchObject({
      code: 'balance_insufficient',
      message: expect.stringContaining('Your card balance is too low.  You can use'),
    });
    await expect(payOut({ currency: 'eur' })).rejects.toThrow(
      "Sorry, you don't have any external accounts in that currency (eur)",
    );
    const { instant_available: instant } = await stripe.balance.retrieve({}, options);
    expect(instant?.map(({ amount, currency }) => [amount, currency])).toEqual([[5_000, 'usd']]);
    expect(await payOut({ amount: 500, method: 'instant' })).toMatchObject({ method: 'instant' });
    await expect(payOut({ amount: 49, method: 'instant' })).rejects.toMatchObject({ code: 'payouts_limit_exceeded' });
    await expect(payOut({ destination: 'ba_1nobody' })).rejects.toMatchObject({ param: 'destination' });
  });

  test('never takes the same funds twice', async () => {
    const sent = await Promise.allSettled([1, 2, 3].map(() => payOut({ amount: 2_400 })));
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  test('is reversed once it is paid', async () => {
    const { id } = await payOut();
    await expect(stripe.payouts.reverse(id, {}, options)).rejects.toThrow('only paid payouts can be');
    await market.florin.advance('10s');
    let reversal: Stripe.Payout | undefined;
    const reverse = async () => {
      reversal = await stripe.payouts.reverse(id, {}, options);
    };
    expect(await market.moved([options.stripeAccount], reverse)).toEqual([0, 2_000]);
    expect(reversal).toMatchObject({ amount: -2_000, original_payout: id });
    expect((await stripe.payouts.retrieve(id, {}, options)).reversed_by).toBe(reversal?.id);
    await expect(stripe.payouts.reverse(id, {}, options)).rejects.toThrow('was reversed before');
  });
});

test('a payout that its bank refuses is back in the balance, and the bank is not paid out to until it is updated', async () => {
  const stripeAccount = await market.connect();
  const bank = { object: 'bank_account', country: 'US', currency: 'usd', routing_number: '110000000' } as const;
  const external_account = { ...bank, account_number: '000111111116' };
  const { id: destination } = await stripe.accounts.createExternalAccount(stripeAccount, { external_account });
  await market.enable(stripeAccount);
  const options = { stripeAccount };
  await market.fund(10_000);
  await stripe.transfers.create({ amount: 3_000, currency: 'usd', destination: stripeAccount });
  const { id } = await stripe.payouts.create({ amount: 1_000, currency: 'usd' }, options);
  await market.florin.advance('10s');
  const failed = await stripe.payouts.retrieve(id, { expand: ['failure_balance_transaction'] }, options);
  expect(failed).toMatchObject({
    status: 'failed',
    destination,
    failure_code: 'no_account',
    failure_message: expect.stringContaining('No bank account could be located'),
    failure_balance_transaction: { type: 'payout_failure', amount: 1_000 },
  });
  expect(await market.worth(stripeAccount)).toBe(3_000);
  const { external_accounts: shown } = await stripe.accounts.retrieve(stripeAccount);
  expect(shown?.data[0]).toMatchObject({ id: destination, status: 'errored' });
  await market.enable(stripeAccount);
  await market.florin.advance('5d');
  expect((await stripe.payouts.list({}, options)).data).toHaveLength(1);
  const events = await stripe.events.list({ types: ['payout.failed', 'account.external_account.updated'] }, options);
  expect(events.data.map(({ type }) => type)).toEqual(['account.external_account.updated', 'payout.failed']);
});

describe('scheduled payouts', () => {
  test('pay out daily what became available, and hold the transactions they are made of', async () => {
    const stripeAccount = await connectPaidOut(market, DAILY);
    const options = { stripeAccount };
    const intent = await market.pay({ application_fee_amount: 123 }, options);
    await market.florin.advance('9d');
    const { data } = await stripe.payouts.list({}, options);
    expect(data).toHaveLength(1);
    const [payout] = data as [Stripe.Payout];
    expect(payout).toMatchObject({
      amount: 818,
      automatic: true,
      reconciliation_status: 'completed',
      statement_descriptor: 'SHIRTS',
      status: 'paid',
    });
    expect(await market.worth(stripeAccount)).toBe(0);
    const members = await stripe.balanceTransactions.list({ payout: payout.id }, options);
    expect(members.data.map(({ type, source }) => [type, source])).toEqual([
      ['payout', payout.id],
      ['charge', intent.latest_charge.id],
    ]);
    const events = await stripe.events.list(
      { types: ['payout.reconciliation_completed', 'balance.available'] },
      options,
    );
    expect(events.data.map(({ type }) => type)).toEqual(['payout.reconciliation_completed', 'balance.available']);
  });

  test('go on with what comes in later, and with what payouts by hand left', async () => {
    const options = await fed(3_000, DAILY);
    await stripe.payouts.create({ amount: 1_000, currency: 'usd' }, options);
    await market.florin.advance('4d');
    const amounts = async () =>
      (await stripe.payouts.list({}, options)).data.map(({ amount, automatic }) => [amount, automatic]);
    expect(await amounts()).toEqual([
      [2_000, true],
      [1_000, false],
    ]);
    await stripe.transfers.create({ amount: 300, currency: 'usd', destination: options.stripeAccount });
    await market.florin.advance('4d');
    expect((await amounts())[0]).toEqual([300, true]);
  });

  test('wait for their day of the week, and are not made where they are made by hand', async () => {
    const weekly = await fed(3_000, { interval: 'weekly', weekly_anchor: 'friday' });
    const manual = await fed(3_000, MANUAL);
    await market.florin.advance('10d');
    const { data } = await stripe.payouts.list({}, weekly);
    expect(data.map(({ amount }) => amount)).toEqual([3_000]);
    expect(new Date((data[0]?.created ?? 0) * 1000).getUTCDay()).toBe(5);
    expect((await stripe.payouts.list({}, manual)).data).toEqual([]);
  });
});

describe('the platform itself', () => {
  test('is paid out to its own test bank', async () => {
    await market.fund(10_000);
    const payout = await stripe.payouts.create({ amount: 500, currency: 'usd' });
    const again = await stripe.payouts.create({ amount: 500, currency: 'usd' });
    expect(again.destination).toBe(payout.destination);
    await market.florin.advance('1d');
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe('paid');
  });

  test('tops its balance up, unless the bank refuses', async () => {
    const create = (params: Partial<Stripe.TopupCreateParams> = {}) =>
      stripe.topups.create({ amount: 2_000, currency: 'usd', description: 'Top-up', ...params });
    const topup = await create();
    expect(topup).toMatchObject({ status: 'pending', balance_transaction: null });
    const failing = await create({ source: 'btok_us_verified_noAccount' });
    const canceled = await create();
    expect((await stripe.topups.cancel(canceled.id)).status).toBe('canceled');
    expect(await market.moved([], () => market.florin.advance('1m'))).toEqual([2_000]);
    const done = await stripe.topups.retrieve(topup.id, { expand: ['balance_transaction'] });
    expect(done).toMatchObject({ status: 'succeeded', balance_transaction: { type: 'topup', amount: 2_000 } });
    expect(await stripe.topups.retrieve(failing.id)).toMatchObject({ status: 'failed', failure_code: 'no_account' });
    await expect(stripe.topups.cancel(topup.id)).rejects.toThrow('Only pending top-ups');
    expect((await stripe.topups.list({ status: 'succeeded' })).data.map(({ id }) => id)).toEqual([topup.id]);
    await expect(create({ statement_descriptor: 'x'.repeat(16) })).rejects.toMatchObject({ statusCode: 400 });
  });
});
