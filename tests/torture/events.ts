import { type Clock, wallClock } from '../../src/kernel/clock.ts';
import { openDeliveries } from './event-deliveries.ts';
import type { Torture } from './torture.ts';

/**
 * `slices`: events are created in slices, alternately with and without failing endpoints at the same rate, so that
 * other load affects both. `noHarmMs`: events that arrive within this time are not late, because milliseconds are
 * chance. `faster`: the speed of the clock.
 */
const SIZES = {
  full: {
    slices: 10,
    control: 2_000,
    events: 10_000,
    pace: { mostPerSecond: 1_000, leastPerSecond: 50 },
    noHarmMs: 100,
    faster: 1,
  },
  short: {
    slices: 2,
    control: 100,
    events: 150,
    pace: { mostPerSecond: 200, leastPerSecond: 200 },
    noHarmMs: 2_000,
    faster: 5,
  },
} as const;

const WELL = ['well', 'well', 'well', 'well', 'well', 'well'] as const;
/** Of ten endpoints three fail at random and one never responds. */
const WITH_BAD_ONES = [...WELL, 'fails', 'fails', 'fails', 'hangs'] as const;
/** The same number of successful deliveries. */
const WITHOUT = [...WELL, 'well', 'well', 'well'] as const;

/** Working endpoints are unharmed if 99 of 100 events arrive within twice the time without failing endpoints. */
const MOST_TIMES_SLOWER = 2;

export const events: Torture = {
  name: 'events',
  does: 'sends events to ten webhook endpoints, of which three fail at random and one never responds',
  async run({ seed, size, tell }) {
    const { slices, control, events, pace, noHarmMs, faster } = SIZES[size];
    const problems: string[] = [];
    const wrong = (what: string) => void problems.push(what);
    const clock = fastClock(faster);
    const without = await openDeliveries(WITHOUT, { seed, clock, wrong });
    const withThem = await openDeliveries(WITH_BAD_ONES, { seed, clock, wrong });
    try {
      for (let slice = 1; slice <= slices; slice++) {
        const seconds = await withThem.make(events, pace);
        const perSecond = events / seconds;
        await without.make(control, { mostPerSecond: perSecond, leastPerSecond: perSecond });
        tell(`${slice * events} events, the last ${events} of them in ${seconds.toFixed(1)} s`);
      }
      const { times: alone } = await without.finish(() => {});
      const { times, figures } = await withThem.finish(tell);
      const harm = (times.p99 / alone.p99).toFixed(2);
      if (times.p99 > Math.max(noHarmMs, alone.p99 * MOST_TIMES_SLOWER))
        wrong(`working endpoints get their events late: ${times.told}; without the others: ${alone.told}`);
      return {
        figures: {
          ...figures,
          'from commit to arrival, without the bad endpoints': alone.told,
          'from commit to arrival, with them': times.told,
          'times as long (p99)': harm,
        },
        problems,
      };
    } finally {
      await without.close();
      await withThem.close();
    }
  },
};

/** The machine's clock at a multiple of its speed, which shortens timeouts. */
function fastClock(times: number): Clock {
  const begun = wallClock.now();
  return {
    now: () => Math.floor(begun + (wallClock.now() - begun) * times),
    wakeAfter: (ms, wake) => wallClock.wakeAfter(ms / times, wake),
  };
}
