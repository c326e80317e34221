import type { Clock } from '../../src/kernel/clock.ts';

/** A clock that stands still until a test moves it. Waiting never ends by itself. */
export function createManualClock(startMs = Date.UTC(2026, 0, 5, 9, 0, 0)): Clock & { move(ms: number): void } {
  let now = startMs;
  return {
    now: () => now,
    wakeAfter: () => () => {},
    move(ms) {
      now += ms;
    },
  };
}
