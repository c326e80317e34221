import { expect, test } from 'vitest';
import { waitAfter } from '../../../src/events/retry-schedule.ts';

const minutes = (attempt: number) => {
  const wait = waitAfter(attempt);
  return wait === undefined ? undefined : wait / 60_000;
};

test('attempts get rarer and stop within three days', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1_000_000].map(minutes);
  expect(waits).toEqual([5, 30, 120, 300, 600, 720, 720, 720, 720, undefined, undefined, undefined]);
  const total = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
  expect(total).toBeLessThanOrEqual(3 * 24 * 60);
});
