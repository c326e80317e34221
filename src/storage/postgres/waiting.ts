/**
 * Time as the driver of a database feels it: deadlines and pauses of this process, which no world's clock moves. Unlike
 * `kernel/clock` these keep the process alive: a command that waits for its database is not done.
 */

/** Milliseconds of a clock that only goes forward. */
export function ticks(): number {
  return performance.now();
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** How long others wait for a statement that is under way, so as to share the next one. */
const HOLD_BACK_MS = 25;

/** Calls back once a statement is done, or takes so long that nobody is to wait for it. `work` never fails. */
export function held(work: Promise<void>, letGo: () => void): void {
  const timer = setTimeout(once, HOLD_BACK_MS);
  let gone = false;
  function once(): void {
    if (gone) return;
    gone = true;
    clearTimeout(timer);
    letGo();
  }
  void work.then(once);
}
