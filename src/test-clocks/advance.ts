import { type Context, port } from '../kernel/context.ts';
import { invalidRequest, StripeError } from '../kernel/errors.ts';
import type { TimerHandler } from '../kernel/timer-handler.ts';
import type { TestClockTarget } from '../timers/advance.ts';
import { checkMoment } from './create.ts';
import { type TestClock, testClocks } from './type.ts';

/** Advances a test clock towards a target; returns the time it then shows, in milliseconds since epoch. */
export const advanceTestClockPort =
  port<(world: string, target: TestClockTarget) => Promise<number>>('timers.advance-test-clock');

export const TEST_CLOCK_MOVES = 'test_helpers.test_clock.moves';

/** Wall-clock time that a clock is advanced under one lease; the rest is done under the next. */
const SLICE_MS = 15_000;
/** World time after which a clock is advanced again that another process's timers hold up; their leases last less than a minute. */
const HELD_MS = 1_000;
/** Tries of a slice before the clock is shown as failed. */
const MOST_TRIES = 3;

/** Starts to advance a clock; the timer does the work. Throws Stripe's 400 for a time that is not ahead. */
export async function advanceTestClock({ work }: Context, clock: TestClock, target: number): Promise<TestClock> {
  refuseWhileMoving(clock);
  checkMoment(target);
  if (target <= clock.frozen_time) {
    throw invalidRequest(
      `A test clock only goes forward: frozen_time must be after ${clock.frozen_time}, the time that the clock shows.`,
      { param: 'frozen_time' },
    );
  }
  const advancing = work.save<TestClock>({
    ...clock,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  });
  work.emit('test_helpers.test_clock.advancing', advancing);
  scheduleSlice(work, clock.id, { target, tries: 0 });
  return advancing;
}

/** 429: the clock is being advanced. */
export function refuseWhileMoving({ id, status }: TestClock): void {
  if (status !== 'advancing') return;
  throw new StripeError(429, {
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message: `Test clock advancement underway - cannot perform modifications: ${id}`,
  });
}

interface Slice {
  /** Seconds since epoch. */
  readonly target: number;
  readonly tries: number;
}

function scheduleSlice(work: Context['work'], clock: string, slice: Slice, afterMs = 0): void {
  work.schedule({
    kind: TEST_CLOCK_MOVES,
    // Each clock is a queue of its own, so that clocks do not wait for each other.
    queue: `${TEST_CLOCK_MOVES} ${clock}`,
    subject: clock,
    dueAt: work.worldNowMs + afterMs,
    payload: slice,
    onWorldClock: true,
  });
}

/**
 * Advances a clock for `SLICE_MS` at most, then completes its timer and schedules the next. After a crash another worker
 * continues where the clock stands, since everything due is a row of its own.
 */
export const testClockMoves: TimerHandler = async (engine, timer) => {
  const { world, account, subject: id } = timer;
  const { target, tries } = JSON.parse(timer.payload) as Slice;
  const stopAt = engine.clock.now() + SLICE_MS;
  let failure: unknown;
  let isHeld = false;
  try {
    const reachedMs = await engine.use(advanceTestClockPort)(world, { clock: id, account, to: target, stopAt });
    isHeld = reachedMs < target * 1000 && engine.clock.now() < stopAt;
  } catch (error) {
    failure = error;
  }
  const isFailed = failure !== undefined && tries + 1 >= MOST_TRIES;
  await engine.forTimer(timer, async ({ work }) => {
    work.completeTimer({ id: timer.id, leaseUntil: timer.leaseUntil });
    const clock = await work.get(testClocks, id);
    if (clock?.status !== 'advancing') return;
    if (isFailed) {
      const failed = work.save<TestClock>({ ...clock, status: 'internal_failure', status_details: {} });
      work.emit('test_helpers.test_clock.internal_failure', failed);
    } else if (failure === undefined && clock.frozen_time >= target) {
      const ready = work.save<TestClock>({ ...clock, status: 'ready', status_details: {} });
      work.emit('test_helpers.test_clock.ready', ready);
    } else scheduleSlice(work, id, { target, tries: failure === undefined ? 0 : tries + 1 }, isHeld ? HELD_MS : 0);
  });
  if (isFailed) throw failure;
};
