import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { scheduledPort } from '../../../src/ledger/available.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const DAY = 86_400;

const pay = ({ stripe }: Harness, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...more,
  });

/** Returns the balances of `balance.available` events, newest first. */
async function told({ stripe }: Harness): Promise<Stripe.Balance[]> {
  const events = await stripe.events.list({ type: 'balance.available', limit: 100 });
  return events.data.map(({ data }) => data.object as Stripe.Balance);
}

const usd = (amount: number) => [{ amount, currency: 'usd', source_types: { card: amount } }];

/** Advances the clock until the newest transaction is available. */
async function untilAvailable({ stripe, florin }: Harness): Promise<void> {
  const [newest] = (await stripe.balanceTransactions.list({ limit: 1 })).data;
  const { created: now } = await stripe.customers.create();
  expect(newest?.available_on).toBeGreaterThan(now);
  await florin.advance(`${(newest?.available_on ?? 0) - now + 1}s`);
}

describe('a merchant whose funds become available', () => {
  it('gets one event a day, with the balance at that time', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      for (let n = 0; n < 3; n++) await pay(harness);
      await florin.advance('1h');
      await pay(harness, { currency: 'eur' });
      expect(await told(harness)).toEqual([]);
      await untilAvailable(harness);
      const balance = await stripe.balance.retrieve();
      expect(balance.available).toEqual([
        { amount: 1000 - 54, currency: 'eur', source_types: { card: 1000 - 54 } },
        ...usd(3 * (1000 - 59)),
      ]);
      expect(await told(harness)).toEqual([balance]);
      // Events are listed for thirty days.
      await florin.advance('29d');
      expect(await told(harness)).toHaveLength(1);
    }));

  it('gets an event on each day on which some become available', () =>
    withFlorin(async (harness) => {
      const { florin } = harness;
      await florin.advance('7d');
      const days = new Set<number>();
      for (let n = 0; n < 10; n++) {
        const { created } = await pay(harness);
        days.add(Math.floor(created / DAY));
        await florin.advance('12h');
      }
      expect(days.size).toBe(5);
      await florin.advance('8d');
      const balances = await told(harness);
      // Weekends are not business days: payments of the three days before the end of Monday become available on one
      // day.
      expect(balances.length).toBeGreaterThanOrEqual(3);
      expect(balances.length).toBeLessThanOrEqual(5);
      expect(balances[0]).toMatchObject({ available: usd(10 * (1000 - 59)), pending: usd(0) });
    }));

  it('gets an event immediately for funds available at once', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      await pay(harness, { payment_method: 'pm_card_bypassPending' });
      await florin.settled();
      expect(await told(harness)).toEqual([await stripe.balance.retrieve()]);
      await pay(harness, { payment_method: 'pm_card_bypassPending' });
      await pay(harness);
      await florin.settled();
      const [newest, ...others] = await told(harness);
      expect(newest).toMatchObject({ object: 'balance', available: usd(2 * (1000 - 59)) });
      expect(newest).not.toHaveProperty('id');
      expect(others).toHaveLength(1);
    }));

  it('gets no event without payments', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      await pay(harness, { capture_method: 'manual' });
      await stripe.customers.create();
      await florin.advance('30d');
      expect(await told(harness)).toEqual([]);
    }));

  it('gets it once, also for payments taken by other processes', () =>
    withFlorin(async (harness) => {
      const { florin } = harness;
      for (let n = 0; n < 4; n++) {
        await pay(harness);
        florin.engine.use(scheduledPort).clear();
      }
      await Promise.all([1, 2, 3, 4, 5].map(() => pay(harness)));
      await untilAvailable(harness);
      expect(await told(harness)).toMatchObject([{ available: usd(9 * (1000 - 59)) }]);
    }));
});

describe('the cost of these events', () => {
  it('is one timer a day, whatever the number of payments', () =>
    withFlorin(async (harness) => {
      const { florin } = harness;
      for (let n = 0; n < 5; n++) await pay(harness);
      const [world = ''] = florin.engine.worlds.known();
      expect(await florin.engine.storage.listTimers(world, 'balwatch')).toHaveLength(1);
      expect(florin.engine.use(scheduledPort).size).toBe(1);
    }));
});
