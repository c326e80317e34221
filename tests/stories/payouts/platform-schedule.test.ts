import { expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

test('a platform is paid out by hand until it sets a schedule, and then on its day', () =>
  withFlorin(async ({ stripe, florin }) => {
    await stripe.charges.create({ amount: 10_000, currency: 'usd', source: 'tok_bypassPending' });
    await florin.advance('3d');
    expect((await stripe.payouts.list()).data).toEqual([]);
    expect((await stripe.balanceSettings.retrieve()).payments.payouts?.schedule).toEqual({ interval: 'manual' });

    const changed = await stripe.balanceSettings.update({
      payments: { payouts: { schedule: { interval: 'weekly', weekly_payout_days: ['thursday'] } } },
    });
    expect(changed.payments.payouts?.schedule).toEqual({ interval: 'weekly', weekly_payout_days: ['thursday'] });
    expect((await stripe.accounts.retrieveCurrent()).settings?.payouts?.schedule).toMatchObject({
      interval: 'weekly',
      weekly_anchor: 'thursday',
    });
    expect((await stripe.events.list({ type: 'balance_settings.updated' })).data).toHaveLength(1);

    await florin.advance('1w');
    // 100.00 without the fee of 2.9 % and 30 cents.
    const [payout, ...others] = (await stripe.payouts.list()).data;
    expect(payout).toMatchObject({ amount: 9_680, automatic: true, status: 'paid' });
    expect(new Date((payout?.created ?? 0) * 1000).getUTCDay()).toBe(4);
    expect(others).toEqual([]);
    expect((await stripe.balance.retrieve()).available[0]).toMatchObject({ amount: 0, currency: 'usd' });
  }));

test('settings that only connected accounts have are refused for a platform', () =>
  withFlorin(async ({ stripe }) => {
    const change = (payments: NonNullable<Parameters<typeof stripe.balanceSettings.update>[0]>['payments']) =>
      refusal(stripe.balanceSettings.update({ ...(payments && { payments }) }));
    expect(await change({ debit_negative_balances: false })).toMatchObject({
      param: 'payments[debit_negative_balances]',
    });
    expect(await change({ payouts: { minimum_balance_by_currency: { usd: 500 } } })).toMatchObject({
      param: 'payments[payouts][minimum_balance_by_currency]',
    });
    expect(await change({ payouts: { schedule: { interval: 'weekly' } } })).toMatchObject({
      code: 'parameter_missing',
    });
    expect((await stripe.balanceSettings.retrieve()).payments.payouts?.schedule).toEqual({ interval: 'manual' });
  }));
