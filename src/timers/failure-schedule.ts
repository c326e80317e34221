const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Waits before a timer that has failed is tried again, on the wall clock: what makes it fail is mended in real time, and
 * advancing a world's clock must not use up its tries. About a day in all.
 */
export const WAITS_MS: readonly number[] = [
  40_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS,
];

/** Milliseconds to wait after a timer has failed so often; undefined if it is dead then. */
export function waitAfterFailure(failures: number): number | undefined {
  return WAITS_MS[failures - 1];
}
