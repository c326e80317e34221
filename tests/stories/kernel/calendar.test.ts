import { expect, test } from 'vitest';
import { addMonths } from '../../../src/shared/calendar.ts';

const at = (iso: string) => Date.parse(iso) / 1000;

test.each([
  ['2026-01-05T09:00:00Z', 1, '2026-02-05T09:00:00Z'],
  ['2026-01-31T23:59:59Z', 1, '2026-02-28T23:59:59Z'],
  ['2028-01-31T00:00:00Z', 1, '2028-02-29T00:00:00Z'],
  ['2026-08-31T12:00:00Z', 6, '2027-02-28T12:00:00Z'],
  ['2026-12-15T12:00:00Z', 13, '2028-01-15T12:00:00Z'],
  ['2026-03-31T12:00:00Z', -1, '2026-02-28T12:00:00Z'],
  ['2026-03-31T12:00:00Z', 0, '2026-03-31T12:00:00Z'],
])('%s and %d months are %s', (from, months, to) => {
  expect(addMonths(at(from), months)).toBe(at(to));
});
