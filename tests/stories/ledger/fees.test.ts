import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableOn } from '../../../src/ledger/availability.ts';
import { processingFee, STANDARD_FEES } from '../../../src/ledger/fees.ts';
import { withFlorin } from '../../support/harness.ts';

const at = (date: string) => Date.parse(`${date}Z`) / 1000;
const DAY = 86_400;

describe('fees', () => {
  it.each([
    [1_000, 'usd', 59],
    [1_099, 'usd', 62],
    [50, 'usd', 31],
    [100, 'usd', 33],
    [99_999_999, 'usd', 2_900_030],
    [1_000, 'eur', 54],
    [1_099, 'dkk', 212],
    [1_000, 'jpy', 69],
    [1_000, 'xof', 29],
  ])('of %i %s are %i', (amount, currency, fee) => {
    expect(processingFee(amount, currency, 'US')).toBe(fee);
  });

  it('round half a unit up', () => {
    const table = { default: { basisPoints: 50, fixed: {} } };
    expect([99, 100, 299, 300].map((amount) => processingFee(amount, 'usd', 'XX', table))).toEqual([0, 1, 1, 2]);
  });

  it('are whole, never negative, never more than the amount, and never sink as it rises', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999 }),
        fc.constantFrom('usd', 'dkk', 'jpy', 'idr', 'xof'),
        fc.constantFrom('US', 'DK', 'ZZ'),
        (amount, currency, country) => {
          const fee = processingFee(amount, currency, country, STANDARD_FEES);
          expect(Number.isSafeInteger(fee)).toBe(true);
          expect(fee).toBeGreaterThanOrEqual(0);
          expect(fee).toBeLessThanOrEqual(amount);
          expect(processingFee(amount + 1, currency, country)).toBeGreaterThanOrEqual(fee);
        },
      ),
    ));

  it("follow the host's own fee schedule", () =>
    withFlorin(
      async ({ stripe }) => {
        await stripe.paymentIntents.create({
          amount: 1000,
          currency: 'usd',
          confirm: true,
          payment_method: 'pm_card_visa',
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        });
        const [transaction] = (await stripe.balanceTransactions.list()).data;
        expect(transaction).toMatchObject({
          amount: 1000,
          fee: 25,
          net: 975,
          fee_details: [{ amount: 25, currency: 'usd', type: 'stripe_fee' }],
        });
      },
      { fees: { default: { basisPoints: 200, fixed: { usd: 5 } } } },
    ));
});

describe('funds become available', () => {
  it.each([
    ['Monday', '2026-01-05T09:00', '2026-01-07T00:00'],
    ['Tuesday at midnight', '2026-01-06T00:00', '2026-01-08T00:00'],
    ['Wednesday', '2026-01-07T23:59:59', '2026-01-09T00:00'],
    ['Thursday', '2026-01-08T12:00', '2026-01-12T00:00'],
    ['Friday', '2026-01-09T12:00', '2026-01-13T00:00'],
    ['Saturday', '2026-01-10T12:00', '2026-01-13T00:00'],
    ['Sunday', '2026-01-11T12:00', '2026-01-13T00:00'],
    ['the end of a leap February', '2028-02-28T12:00', '2028-03-01T00:00'],
  ])('two business days after a %s', (_, paid, available) => {
    expect(availableOn(at(paid), 'US')).toBe(at(available));
  });

  it('at midnight of a business day, never before the promised time and soon after it', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_102_444_800 }),
        fc.constantFrom<[string, number]>(['US', 2], ['AU', 2], ['CA', 3], ['DK', 5]),
        (now, [country, days]) => {
          const available = availableOn(now, country);
          expect(available % DAY).toBe(0);
          expect([1, 2, 3, 4, 5]).toContain(new Date(available * 1000).getUTCDay());
          const waited = available / DAY - Math.floor(now / DAY);
          expect(waited).toBeGreaterThanOrEqual(days);
          expect(waited).toBeLessThanOrEqual(days + 2 * Math.ceil((days + 1) / 5));
        },
      ),
    ));

  it('from that second on, in the balance and in the transaction', () =>
    withFlorin(async ({ stripe, florin }) => {
      await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      const seen = async () => {
        const { available, pending } = await stripe.balance.retrieve();
        const [transaction] = (await stripe.balanceTransactions.list()).data;
        return [available[0]?.amount, pending[0]?.amount, transaction?.status];
      };
      const [transaction] = (await stripe.balanceTransactions.list()).data;
      const wait = (transaction?.available_on ?? 0) - (transaction?.created ?? 0);
      await florin.advance(`${wait - 1}s`);
      expect(await seen()).toEqual([0, 941, 'pending']);
      await florin.advance('1s');
      expect(await seen()).toEqual([941, 0, 'available']);
    }));

  it('at once with the test card that skips the wait', () =>
    withFlorin(async ({ stripe }) => {
      await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_bypassPending',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      expect(await stripe.balance.retrieve()).toMatchObject({ available: [{ amount: 941 }], pending: [{ amount: 0 }] });
    }));
});
