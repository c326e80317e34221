import { integer, text } from '../../../contract/shape.ts';
import { DAY_SECONDS } from '../../../kernel/clock.ts';
import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { isoMoment } from '../../../shared/calendar.ts';
import { door } from '../../door.ts';
import { csvFile, csvOf } from '../../export/csv.ts';
import { decimal } from '../../export/decimal.ts';
import { figuresOf } from './figures.ts';
import { adoptAll, countReport, reportDayId } from './fold.ts';
import { addedDays, dayOf, NOTHING } from './totals.ts';
import { type Currencies, reportDays } from './type.ts';

const DAYS = 28;
const MOST_DAYS = 366;

const RANGE = { days: integer, currency: text };

/** Totals of the last days by currency, with what they were made of. */
async function reportOf(context: Context, { days = DAYS, currency }: { days?: number; currency?: string }) {
  if (days < 1 || days > MOST_DAYS) {
    throw invalidRequest(`The number of days is invalid. Use 1 to ${MOST_DAYS}.`, { param: 'days' });
  }
  const { work } = context;
  const { newest, stored, mrr, active, complete, reached } = await countReport(context);
  const to = dayOf(work.worldNow);
  const range = Array.from({ length: days }, (_, n) => to - (days - 1 - n) * DAY_SECONDS);
  const rows = await adoptAll(context, reportDays, range.map(reportDayId));
  const byId = new Map([...rows, ...stored.values()].map((row) => [row.id, row.currencies]));
  const totals = range.map((day) => addedDays(byId.get(reportDayId(day)) ?? {}, newest.get(day) ?? {}));
  const names = new Set([...totals.flatMap((one) => Object.keys(one)), ...Object.keys(active)]);
  const shown = [...names].filter((name) => currency === undefined || name === currency.toLowerCase());
  return {
    object: 'florin.reports',
    from: range[0] ?? to,
    days,
    complete,
    reached,
    currencies: shown.map((name) => ofCurrency(name, range, totals, mrr[name] ?? 0, active[name] ?? 0)),
  };
}

/** The figures of each day, and the recurring revenue at its end: the present one without what changed since. */
function ofCurrency(
  currency: string,
  range: readonly number[],
  totals: readonly Currencies[],
  mrr: number,
  active: number,
) {
  let left = mrr;
  const days = range
    .map((day, n) => ({ day, of: totals[n]?.[currency] ?? NOTHING }))
    .reverse()
    .map(({ day, of }) => {
      const figures = { day, ...figuresOf(of), mrr: left };
      left -= of.mrr;
      return figures;
    })
    .reverse();
  const failed = totals.reduce<Currencies>(
    (sum, one) => addedDays(sum, { all: { ...NOTHING, failed: one[currency]?.failed ?? {} } }),
    {},
  );
  const reasons = Object.entries(failed.all?.failed ?? {}).map(([reason, sums]) => ({ reason, ...sums }));
  return { currency, mrr, active, days, failures: reasons.sort((a, b) => b.count - a.count) };
}

const COUNTS = ['payments', 'failures', 'started', 'ended'] as const;
const AMOUNTS = ['gross', 'refunds', 'fees', 'net', 'payouts', 'failed', 'mrr', 'churned'] as const;

/** Totals by day and currency. Each call reads a bounded part of what is not counted yet. */
export const reportDoors = [
  door('GET /reports', RANGE, reportOf),
  door('GET /export/reports.csv', RANGE, async (context, params) => {
    const { currencies } = await reportOf(context, params);
    const rows = currencies.flatMap(({ currency, days }) =>
      days.map((day) => [
        isoMoment(day.day).slice(0, 10),
        currency,
        ...COUNTS.map((name) => day[name]),
        ...AMOUNTS.map((name) => decimal(day[name], currency)),
      ]),
    );
    return csvFile('reports', csvOf([['day', 'currency', ...COUNTS, ...AMOUNTS], ...rows]));
  }),
];
