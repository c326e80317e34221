import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectPaidOut, type Marketplace, openMarketplace } from './kit.ts';

let market: Marketplace;
let stripe: Stripe;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
  await market.fund(100_000);
});
afterAll(() => market.close());

const transfer = (destination: string, amount: number) =>
  stripe.transfers.create({ amount, currency: 'usd', destination });

describe('a minimum balance', () => {
  test('is left in the balance by scheduled payouts, which show what they hold', async () => {
    const account = await connectPaidOut(market, { interval: 'daily' });
    const own = { stripeAccount: account };
    const payouts = { minimum_balance_by_currency: { usd: 300 } };
    const settings = await stripe.balanceSettings.update({ payments: { payouts } }, own);
    expect(settings.payments.payouts?.minimum_balance_by_currency).toEqual({ usd: 300 });
    await market.enable(account);
    await transfer(account, 1_000);
    await market.florin.advance('4d');
    const [payout] = (await stripe.payouts.list({}, own)).data;
    expect(payout).toMatchObject({ amount: 700, automatic: true, status: 'paid' });
    expect(await market.worth(account)).toBe(300);
    const members = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' }, own);
    expect(members.data.map(({ type, net }) => [type, net])).toEqual([
      ['payout_minimum_balance_hold', -300],
      ['payout', -700],
      ['payment', 1_000],
    ]);
    const [released] = (await stripe.balanceTransactions.list({ limit: 1 }, own)).data;
    expect(released).toMatchObject({ type: 'payout_minimum_balance_release', amount: 300, fee: 0 });

    // An amount that does not exceed it stays, and goes out once nothing is to be left.
    await market.florin.advance('4d');
    expect((await stripe.payouts.list({}, own)).data).toHaveLength(1);
    const cleared = { minimum_balance_by_currency: { usd: '' } } as const;
    await stripe.balanceSettings.update({ payments: { payouts: cleared } }, own);
    await market.enable(account);
    await transfer(account, 50);
    await market.florin.advance('4d');
    expect((await stripe.payouts.list({}, own)).data[0]?.amount).toBe(350);
  });

  test('is refused below zero, in an unknown currency, and where accounts cannot have one', async () => {
    const account = await connectPaidOut(market, { interval: 'daily' });
    const refused = (minimum: Record<string, number>, own: Stripe.RequestOptions) =>
      expect(
        stripe.balanceSettings.update({ payments: { payouts: { minimum_balance_by_currency: minimum } } }, own),
      ).rejects.toMatchObject({
        statusCode: 400,
        param: expect.stringMatching(/^payments\[payouts\]\[minimum_balance_by_currency\]/),
      });
    await refused({ usd: -1 }, { stripeAccount: account });
    await refused({ xyz: 1 }, { stripeAccount: account });
    await refused({ brl: 1 }, { stripeAccount: (await stripe.accounts.create({ country: 'BR' })).id });
  });
});

describe('the timing of an account', () => {
  const availableAfter = async (account: string, at: string) => {
    await market.florin.advance(`${secondsUntil(at)}s`);
    const { latest_charge: charge } = await market.pay({}, { stripeAccount: account });
    const { available_on: on } = charge.balance_transaction as Stripe.BalanceTransaction;
    return new Date(on * 1000).toISOString();
  };
  /** The seconds of the world's clock until the next time of day in UTC on a Monday. */
  let now = 0;
  function secondsUntil(time: string): number {
    const monday = new Date(now * 1000);
    do monday.setUTCDate(monday.getUTCDate() + 1);
    while (monday.getUTCDay() !== 1);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    monday.setUTCHours(hour, minute, 0, 0);
    const seconds = monday.getTime() / 1000 - now;
    now += seconds;
    return seconds;
  }
  const day = (iso: string) => (Date.parse(iso) / 1000 - now) / 86_400;

  test('holds funds for its delay: business days, or a week and more of any days', async () => {
    const account = await market.connect({ type: 'standard' });
    const own = { stripeAccount: account };
    now = (await market.pay()).created;
    expect(Math.ceil(day(await availableAfter(account, '12:00')))).toBe(2);
    const delay = (days: number) =>
      stripe.balanceSettings.update({ payments: { settlement_timing: { delay_days_override: days } } }, own);
    expect((await delay(5)).payments.settlement_timing).toMatchObject({ delay_days: 5, delay_days_override: 5 });
    expect(Math.ceil(day(await availableAfter(account, '12:00')))).toBe(7);
    await delay(12);
    expect(Math.ceil(day(await availableAfter(account, '12:00')))).toBe(12);
  });

  test('begins its days when it wants, where its country allows that', async () => {
    const { id } = await stripe.accounts.create({ country: 'SG' });
    const own = { stripeAccount: id };
    const start = (given: Stripe.BalanceSettingsUpdateParams.Payments.SettlementTiming.StartOfDay | '') =>
      stripe.balanceSettings.update({ payments: { settlement_timing: { start_of_day: given } } }, own);
    const at = { hour: 4, minutes: 30, timezone: 'Asia/Singapore' };
    expect((await start(at)).payments.settlement_timing.start_of_day).toEqual(at);
    now = (await market.pay()).created;
    // 04:30 in Singapore is 20:30 in UTC on the day before.
    const early = await availableAfter(id, '20:29');
    expect(early).toMatch(/T20:30:00/);
    const late = await availableAfter(id, '20:31');
    expect(late).toMatch(/T20:30:00/);
    expect((Date.parse(late) - Date.parse(early)) / 86_400_000).toBe(8);
    for (const [given, param] of [
      [{ ...at, hour: 12 }, 'hour'],
      [{ ...at, minutes: 15 }, 'minutes'],
      [{ ...at, timezone: 'Europe/Copenhagen' }, 'timezone'],
    ] as const) {
      await expect(start(given)).rejects.toMatchObject({
        param: `payments[settlement_timing][start_of_day][${param}]`,
      });
    }
    expect((await start('')).payments.settlement_timing.start_of_day).toBeNull();
    const american = { stripeAccount: await market.connect() };
    const timing = { settlement_timing: { start_of_day: at } };
    await expect(stripe.balanceSettings.update({ payments: timing }, american)).rejects.toMatchObject({
      param: 'payments[settlement_timing][start_of_day]',
    });
  });
});
