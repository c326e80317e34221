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
