import type Stripe from 'stripe';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { type Interval, periodStart } from '../periods/period.ts';

/** A phase as a request describes it. */
export type GivenPhase = Stripe.SubscriptionScheduleCreateParams.Phase & {
  readonly start_date?: number | 'now';
  /** Older versions gave the length of a phase in periods of its price. */
  readonly iterations?: number;
};

/** Period in which a phase is in force, in seconds since epoch; the end is the start of the next. */
export interface PhaseTimes {
  readonly start: number;
  readonly end: number;
}

/** The most phases that are not over: https://docs.stripe.com/api/subscription_schedules/create */
const MOST_PHASES = 10;

/**
 * The timeline of phases that follow each other without gaps from a moment. Each has an end, or a length, or lasts one
 * period of its first price. Throws Stripe's 400 for phases that overlap or end before they begin.
 */
export function timelineOf(
  phases: readonly GivenPhase[],
  start: number,
  now: number,
  intervalOf: (phase: GivenPhase, index: number) => Interval,
): PhaseTimes[] {
  if (phases.length === 0) throw parameterMissing('phases');
  const times: PhaseTimes[] = [];
  for (const [index, phase] of phases.entries()) {
    const begins = times.at(-1)?.end ?? start;
    const given = phase.start_date === 'now' ? now : phase.start_date;
    if (given !== undefined && given !== begins) {
      throw refuse(index, 'start_date', `Phases follow each other without gaps: this one starts at ${begins}.`);
    }
    const end = endOf(phase, begins, index, now, intervalOf);
    if (end <= begins) throw refuse(index, 'end_date', 'A phase must end after it starts.');
    times.push({ start: begins, end });
  }
  if (times.filter(({ end }) => end > now).length > MOST_PHASES) {
    throw invalidRequest(`A schedule can have at most ${MOST_PHASES} current and future phases.`, { param: 'phases' });
  }
  return times;
}

function endOf(
  phase: GivenPhase,
  begins: number,
  index: number,
  now: number,
  intervalOf: (phase: GivenPhase, index: number) => Interval,
): number {
  const { duration, iterations } = phase;
  const end: number | 'now' | undefined = phase.end_date;
  if (end !== undefined && (duration || iterations !== undefined)) {
    throw refuse(index, 'duration', 'You may only specify one of these parameters: end_date, duration.');
  }
  if (end !== undefined) return String(end) === 'now' ? now : end;
  if (duration) {
    const { interval, interval_count: count = 1 } = duration;
    return periodStart({ time: begins }, { unit: unitOf(interval, index), count }, 1);
  }
  return periodStart({ time: begins }, intervalOf(phase, index), iterations ?? 1);
}

function unitOf(interval: string, index: number): Interval['unit'] {
  if (interval === 'day' || interval === 'week' || interval === 'month' || interval === 'year') return interval;
  throw refuse(index, 'duration][interval', 'Use day, week, month or year.');
}

function refuse(index: number, name: string, message: string) {
  return invalidRequest(message, { param: `phases[${index}][${name}]` });
}
