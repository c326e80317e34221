import type { Clock } from './clock.ts';

/** Deletes expired rows, at most `limit` of a table, and returns their number. */
export type Purge = (limit: number) => Promise<number>;

/** Interval of the deletion of expired rows, and rows per statement. */
const PURGE_EVERY_MS = 3_600_000;
const PURGED_AT_ONCE = 1_000;

/**
 * Runs purges in the background, now and then every hour. Requests go on between two steps. `close` resolves when no
 * step is running any more.
 */
export function startHousekeeping(
  clock: Clock,
  purges: readonly Purge[],
  report: (error: unknown) => void,
): { close(): Promise<void> } {
  let closed = false;
  let cancel = () => {};

  async function purgeAll(): Promise<void> {
    for (const purge of purges) {
      try {
        while (!closed && (await purge(PURGED_AT_ONCE)) >= PURGED_AT_ONCE);
      } catch (error) {
        // The next round deletes it. The other purges are not held up.
        report(error);
      }
    }
    if (!closed) cancel = clock.wakeAfter(PURGE_EVERY_MS, start);
  }

  let running = Promise.resolve();
  function start(): void {
    running = purgeAll();
  }
  start();

  return {
    async close() {
      closed = true;
      cancel();
      await running;
    },
  };
}
