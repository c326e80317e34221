import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../../../src/billing/periods/anchor-config.ts';
import { fitTogether } from '../../../src/billing/periods/intervals.ts';
import { type Interval, periodAt, periodNumber, periodStart } from '../../../src/billing/periods/period.ts';
import { proratedAmount } from '../../../src/billing/proration/amounts.ts';

const at = (iso: string) => Date.parse(`${iso}Z`) / 1000;
const day = (moment: number) => new Date(moment * 1000).toISOString().slice(0, 10);
const MONTH: Interval = { unit: 'month', count: 1 };

const intervals = fc.record({
  unit: fc.constantFrom('day', 'week', 'month', 'year') as fc.Arbitrary<Interval['unit']>,
  count: fc.integer({ min: 1, max: 12 }),
});
const moments = fc.integer({ min: at('2000-01-01T00:00:00'), max: at('2080-01-01T00:00:00') });

describe('periods', () => {
  test('are counted from the anchor, so that a short month does not shorten the next ones', () => {
    const anchor = { time: at('2027-01-31T10:00:00') };
    const starts = [0, 1, 2, 3, 13].map((k) => day(periodStart(anchor, MONTH, k)));
    expect(starts).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2028-02-29']);
    const leap = { time: at('2028-02-29T00:00:00') };
    expect([1, 4].map((k) => day(periodStart(leap, { unit: 'year', count: 1 }, k)))).toEqual([
      '2029-02-28',
      '2032-02-29',
    ]);
  });

  test('tile time: every moment lies in one period, and each ends where the next begins', () => {
    fc.assert(
      fc.property(moments, intervals, moments, (time, interval, moment) => {
        const { start, end } = periodAt({ time }, interval, moment);
        expect(start <= moment && moment < end).toBe(true);
        const k = periodNumber({ time }, interval, moment);
        expect(periodStart({ time }, interval, k + 1)).toBe(end);
        expect(periodAt({ time }, interval, end).start).toBe(end);
      }),
    );
  });

  test('end on the last day of each month with an anchor on the 31st', () => {
    const config = { day_of_month: 31, month: null, hour: null, minute: null, second: null };
    const anchor = anchorOf(config, at('2027-02-10T08:30:15'));
    expect([0, 1, 2].map((k) => day(periodStart(anchor, MONTH, k)))).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
    expect(anchor.time % 86_400).toBe(at('2027-02-10T08:30:15') % 86_400);
    expect(day(anchorOf({ ...config, day_of_month: 1, month: 3 }, at('2027-04-02T00:00:00')).time)).toBe('2028-03-01');
  });

  test('of several intervals fit together if each is a multiple of the shortest', () => {
    const fits = (...given: [number, Interval['unit']][]) =>
      fitTogether(given.map(([count, unit]) => ({ count, unit })));
    expect([fits([1, 'month'], [3, 'month']), fits([1, 'month'], [1, 'year']), fits([1, 'day'], [1, 'week'])]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      fits([2, 'month'], [3, 'month']),
      fits([1, 'week'], [1, 'month']),
      fits([5, 'month'], [1, 'year']),
    ]).toEqual([false, false, false]);
  });
});

describe('prorations', () => {
  test('are exact to the second and round half a unit away from zero', () => {
    const days = 86_400;
    expect(proratedAmount(5_000, 16 * days, 31 * days, 'usd')).toBe(2_581);
    expect(proratedAmount(-5_000, 16 * days, 31 * days, 'usd')).toBe(-2_581);
    expect([proratedAmount(1, 1, 2, 'usd'), proratedAmount(-1, 1, 2, 'usd')]).toEqual([1, -1]);
    expect(proratedAmount(100_000, 1, 3, 'isk')).toBe(33_300);
  });

  test('never credit more than was debited for the same time', () => {
    const amounts = fc.integer({ min: 0, max: 99_999_999 });
    fc.assert(
      fc.property(amounts, fc.nat(2_678_400), fc.integer({ min: 1, max: 2_678_400 }), (amount, part, of) => {
        const seconds = Math.min(part, of);
        const debit = proratedAmount(amount, seconds, of, 'usd');
        expect(debit + proratedAmount(-amount, seconds, of, 'usd')).toBe(0);
        expect(debit >= 0 && debit <= amount).toBe(true);
      }),
    );
  });
});
