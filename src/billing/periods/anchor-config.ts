import { DAY_SECONDS } from '../../kernel/clock.ts';
import { dayOf, daysInMonth, midnightOf } from '../../shared/calendar.ts';
import type { Anchor } from './period.ts';

/** The day on which periods begin. What is null follows from the moment of creation. */
export interface AnchorConfig {
  /** 1 to 31; a month that is shorter has its last day. */
  readonly day_of_month: number;
  /** 1 to 12, for intervals of years. */
  readonly month: number | null;
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
}

/** The most months until a moment matches. */
const MOST_MONTHS = 13;

/** The first matching moment at or after one (seconds since epoch). */
export function anchorOf(config: AnchorConfig, moment: number): Anchor {
  const second = secondOfDay(config, moment);
  const from = dayOf(moment);
  for (let months = 0; months <= MOST_MONTHS; months++) {
    const index = from.month - 1 + months;
    const month = (index % 12) + 1;
    if (config.month !== null && config.month !== month) continue;
    const year = from.year + Math.floor(index / 12);
    const day = Math.min(config.day_of_month, daysInMonth(year, month));
    const time = midnightOf(year, month, day) + second;
    if (time >= moment) return { time, day: config.day_of_month };
  }
  throw new Error(`No moment matches the anchor ${JSON.stringify(config)}.`);
}

/** The time of day; parts that are not given are those of the moment. */
function secondOfDay({ hour, minute, second }: AnchorConfig, moment: number): number {
  const own = moment % DAY_SECONDS;
  const ownHour = Math.floor(own / 3_600);
  const ownMinute = Math.floor((own % 3_600) / 60);
  return (hour ?? ownHour) * 3_600 + (minute ?? ownMinute) * 60 + (second ?? own % 60);
}
