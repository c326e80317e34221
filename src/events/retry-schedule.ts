const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Delays between attempts; the last one repeats. Stripe's schedule. */
const WAITS_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 12 * HOUR_MS] as const;
/** No attempt is planned later than this after the first. */
const GIVE_UP_AFTER_MS = 72 * HOUR_MS;

/** Milliseconds to wait after attempt number `attempt` (from 0) has failed; undefined when that was the last. */
export function waitAfter(attempt: number): number | undefined {
  let sinceFirst = 0;
  let wait: number = WAITS_MS[0];
  for (let failed = 0; failed <= attempt && sinceFirst <= GIVE_UP_AFTER_MS; failed++) {
    wait = WAITS_MS[Math.min(failed, WAITS_MS.length - 1)] ?? wait;
    sinceFirst += wait;
  }
  return sinceFirst <= GIVE_UP_AFTER_MS ? wait : undefined;
}
