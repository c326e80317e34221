import { expect, test } from 'vitest';
import { businessDayFrom, isBusinessDay } from '../../../src/payouts/schedule/business-days.ts';
import { nextRun } from '../../../src/payouts/schedule/next-run.ts';

const at = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;
const shown = (moment: number | undefined) => moment && new Date(moment * 1000).toISOString().slice(0, 10);

test.each([
  ['2026-11-26', 'US', false],
  ['2026-11-26', 'DE', true],
  ['2026-05-25', 'US', false],
  ['2026-05-18', 'US', true],
  ['2027-01-18', 'US', false],
  ['2026-12-25', 'DE', false],
  ['2026-11-28', 'DE', false],
])('banks work on %s in %s: %s', (day, country, works) => {
  expect(isBusinessDay(at(day), country)).toBe(works);
});

test('a day on which banks do not work moves to the next one on which they do', () => {
  expect(shown(businessDayFrom(at('2026-12-25'), 'US'))).toBe('2026-12-28');
  expect(shown(businessDayFrom(at('2026-12-24'), 'US'))).toBe('2026-12-24');
});

test.each([
  [{ interval: 'daily' }, '2026-11-27', '2026-11-30'],
  [{ interval: 'daily' }, '2026-11-24', '2026-11-25'],
  [{ interval: 'weekly', weekly_anchor: 'friday' }, '2026-11-24', '2026-11-27'],
  [{ interval: 'daily' }, '2026-12-24', '2026-12-28'],
  [{ interval: 'weekly', weekly_anchor: 'friday' }, '2026-12-24', '2026-12-25'],
  [{ interval: 'weekly', weekly_payout_days: ['monday', 'thursday'] }, '2026-11-24', '2026-11-26'],
  [{ interval: 'monthly', monthly_anchor: 31 }, '2026-11-24', '2026-11-30'],
  [{ interval: 'monthly', monthly_payout_days: [1, 15] }, '2026-11-24', '2026-12-01'],
  [{ interval: 'manual' }, '2026-11-24', undefined],
])('a schedule %j after %s runs on %s', (schedule, now, expected) => {
  expect(shown(nextRun(schedule, at(now), 'US'))).toBe(expected);
});

test.each([
  ['Independence Day on a Saturday stays there', 'US', '2026-07-03', '2026-07-03'],
  ['Independence Day on a Sunday is moved', 'US', '2027-07-05', '2027-07-06'],
  ['Memorial Day is the last Monday in May', 'US', '2026-05-25', '2026-05-26'],
  ['Good Friday and Easter Monday', 'DE', '2026-04-03', '2026-04-07'],
  ['Easter is not a holiday of American banks', 'US', '2026-04-03', '2026-04-03'],
  ['Christmas and Boxing Day on a weekend are both moved', 'GB', '2027-12-27', '2027-12-29'],
  ['a day of every country', 'JP', '2027-01-01', '2027-01-04'],
] as const)('%s', (_name, country, from, expected) => {
  expect(shown(businessDayFrom(at(from), country))).toBe(expected);
});
