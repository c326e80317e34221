import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectPaidOut, type Marketplace, openMarketplace } from './kit.ts';

let market: Marketplace;
let stripe: Stripe;
/** An account that its platform bears the losses of, paid out by hand. */
let account: string;
let own: Stripe.RequestOptions;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
  await market.fund(100_000);
});
afterAll(() => market.close());

const connect = async (schedule: Stripe.AccountUpdateParams.Settings.Payouts.Schedule) => {
  account = await connectPaidOut(market, schedule);
  own = { stripeAccount: account };
};

/** Takes the account below zero by 500: the platform debits it. */
async function owe(): Promise<void> {
  await stripe.charges.create({ amount: 500, currency: 'usd', source: account });
  await market.florin.settled();
}

async function reserved(): Promise<number> {
  return (await stripe.balance.retrieve()).connect_reserved?.[0]?.amount ?? 0;
}

async function availableOf(options: Stripe.RequestOptions = {}): Promise<number> {
  return (await stripe.balance.retrieve({}, options)).available[0]?.amount ?? 0;
}

describe('an account below zero', () => {
  beforeEach(() => connect({ interval: 'manual' }));

  test('has its platform’s balance reserved for what it owes, until it owes nothing', async () => {
    const before = await availableOf();
    await owe();
    expect([await reserved(), await availableOf(own), await availableOf()]).toEqual([500, -500, before]);
    const [held] = (await stripe.balanceTransactions.list({ type: 'reserve_transaction', limit: 1 })).data;
    expect(held).toMatchObject({ amount: -500, fee: 0, net: -500, reporting_category: 'connect_reserved_funds' });

    await stripe.transfers.create({ amount: 200, currency: 'usd', destination: account });
    await market.florin.settled();
    expect(await reserved()).toBe(300);
    await stripe.transfers.create({ amount: 400, currency: 'usd', destination: account });
    await market.florin.settled();
    expect([await reserved(), await availableOf(own)]).toEqual([0, 100]);
    const payout = stripe.payouts.create({ amount: 101, currency: 'usd' }, own);
    await expect(payout).rejects.toMatchObject({ code: 'balance_insufficient' });
  });

  test('owes for a refund and a dispute of its payments', async () => {
    const { id } = await market.pay({}, own);
    await stripe.refunds.create({ payment_intent: id }, own);
    await market.florin.settled();
    expect(await reserved()).toBe(59);
    await market.pay({ payment_method: 'pm_card_createDispute' }, own);
    await market.florin.settled();
    expect(await reserved()).toBe(59 + 59 + 1500);
    await stripe.transfers.create({ amount: 59 + 59 + 1500, currency: 'usd', destination: account });
    await market.florin.settled();
    expect(await reserved()).toBe(0);
  });

  test('that its platform does not bear the losses of has nothing reserved', async () => {
    const standard = { stripeAccount: await market.connect({ type: 'standard' }) };
    const { id } = await market.pay({}, standard);
    await stripe.refunds.create({ payment_intent: id }, standard);
    await market.florin.settled();
    expect(await reserved()).toBe(0);
  });

  test('is paid for by its platform after half a year', async () => {
    await owe();
    await market.florin.advance('179d');
    expect(await reserved()).toBe(500);
    await market.florin.advance('2d');
    expect([await reserved(), await availableOf(own)]).toEqual([0, 0]);
    const [paid] = (await stripe.balanceTransactions.list({ type: 'connect_collection_transfer' })).data;
    expect(paid?.amount).toBe(-500);
  });
});

describe('the bank of an account below zero', () => {
  test('is debited on the next day of payouts, if the account allows that', async () => {
    for (const schedule of [{ interval: 'daily' }, { interval: 'manual' }] as const) {
      await connect(schedule);
      await stripe.accounts.update(account, { settings: { payouts: { debit_negative_balances: true } } });
      await market.enable(account);
      await owe();
      await market.florin.advance('4d');
      const [debit] = (await stripe.payouts.list({}, own)).data;
      expect(debit).toMatchObject({ amount: -500, automatic: true, status: 'paid' });
      expect([await reserved(), await availableOf(own)]).toEqual([0, 0]);
      const members = await stripe.balanceTransactions.list({ payout: debit?.id ?? '' }, own);
      expect(members.data.map(({ type, amount }) => [type, amount])).toEqual([
        ['payout', 500],
        ['transfer', -500],
      ]);
    }
  });

  test('is left alone otherwise', async () => {
    await connect({ interval: 'daily' });
    await owe();
    await market.florin.advance('4d');
    expect((await stripe.payouts.list({}, own)).data).toEqual([]);
    expect(await reserved()).toBe(500);
  });
});
