/**
 * Deadlines and delays of a database driver, in process time rather than a world's. Unlike `kernel/clock` they keep the
 * process alive: a command that waits for its database is not done.
 */

/** Milliseconds of a monotonic clock. */
export function ticks(): number {
  return performance.now();
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Time that reads wait for a statement in flight in order to share the next one. */
const HOLD_BACK_MS = 25;

/** Calls back when a statement is done or takes too long to wait for. `work` never rejects. */
export function held(work: Promise<void>, release: () => void): void {
  const timer = setTimeout(once, HOLD_BACK_MS);
  let isReleased = false;
  function once(): void {
    if (isReleased) return;
    isReleased = true;
    clearTimeout(timer);
    release();
  }
  void work.then(once);
}
