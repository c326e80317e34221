import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { type Decimal, formatDecimal } from '../../products/amounts/decimal.ts';
import { hoursIn, type Span, usageIn } from '../usage/read.ts';
import { aggregateOf, joined, NO_USAGE } from '../usage/tally.ts';
import { HOUR_SECONDS } from '../usage/type.ts';
import { type Meter, meters } from './type.ts';

const MINUTE_SECONDS = 60;
/** The longest span of summaries, in days: it bounds what a request reads. */
const MOST_DAYS = 5 * 366;
/** Lengths of the windows that usage can be grouped by. */
const WINDOWS: Readonly<Record<string, number>> = { hour: HOUR_SECONDS, day: DAY_SECONDS };
/** Characters of a summary's id after its prefix. */
const ID_CHARACTERS = 24;

/** The usage of a customer in a span: one summary of it all, or one for each hour or day that has events, newest first. */
export const listEventSummaries = operation(
  'GET /v1/billing/meters/{id}/event_summaries',
  async (context, params, path) => {
    const meter = await context.work.require(meters, path.id);
    const { id: customer } = await context.work.require(customers, params.customer, 'customer');
    const span: Span = { from: params.start_time, to: params.end_time };
    const window = params.value_grouping_window && WINDOWS[params.value_grouping_window];
    checkSpan(span, window ?? MINUTE_SECONDS, params.value_grouping_window ?? 'minute');
    const groups = window
      ? await grouped(context, meter, customer, span, window)
      : [{ span, value: await usageIn(context, meter, customer, span) }];
    const summaries = groups.map((group) => summary(meter, customer, group)).reverse();
    return pageOfItems(summaries, params, `/v1/billing/meters/${meter.id}/event_summaries`, 'meter event summary');
  },
);

interface Group {
  readonly span: Span;
  readonly value: Decimal;
}

async function grouped(context: Context, meter: Meter, customer: string, span: Span, window: number): Promise<Group[]> {
  const hours = await hoursIn(context, meter, customer, span);
  const windows = Map.groupBy(hours, ({ start }) => Math.floor(start / window) * window);
  return [...windows].map(([from, parts]) => {
    const tally = parts.reduce((sum, part) => joined(sum, part.tally), NO_USAGE);
    return { span: { from, to: from + window }, value: aggregateOf(meter.default_aggregation.formula, tally) };
  });
}

function summary({ id: meter }: Meter, customer: string, { span, value }: Group): Stripe.Billing.MeterEventSummary {
  const { from, to } = span;
  const key = createHash('sha256').update(`${meter} ${customer} ${from} ${to}`).digest('hex');
  return {
    id: `mtrusg_test_${key.slice(0, ID_CHARACTERS)}`,
    object: 'billing.meter_event_summary',
    aggregated_value: Number(formatDecimal(value)),
    end_time: to,
    livemode: false,
    meter,
    start_time: from,
  };
}

function checkSpan({ from, to }: Span, step: number, unit: string): void {
  for (const [param, moment] of [
    ['start_time', from],
    ['end_time', to],
  ] as const) {
    if (moment < 0 || moment % step !== 0) {
      throw invalidRequest(`\`${param}\` must be aligned with ${unit} boundaries (UTC).`, { param });
    }
  }
  if (from >= to) throw invalidRequest('`end_time` must be later than `start_time`.', { param: 'end_time' });
  if (to - from > MOST_DAYS * DAY_SECONDS) {
    throw invalidRequest(`A summary covers at most ${MOST_DAYS} days. Ask for shorter spans.`, { param: 'end_time' });
  }
}
