import { money } from '../../data/format.ts';
import { useLanguage } from '../../words/words.ts';
import type { CurrencyReport, ReportDay } from '../reports/types.ts';

const HEIGHT = 100;
const STEP = 10;
const WIDTH = 7;

/** A bar for each day: what was paid, and what failed on top of it. The same as a table below. */
export function Bars({ report: { currency, days } }: { report: CurrencyReport }) {
  const { words, tag } = useLanguage();
  const most = Math.max(1, ...days.map(({ gross, failed }) => gross + failed));
  const height = (amount: number) => (amount / most) * (HEIGHT - 4);
  const nameOf = (day: number) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(day * 1000);
  const names = words.home;
  return (
    <>
      <svg class="chart" viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2={days.length * STEP} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {days.map(({ day, gross, failed }, n) => (
          <g key={day}>
            <title>{`${nameOf(day)}: ${money(gross, currency, tag)}`}</title>
            <rect
              class="gross"
              x={n * STEP + 1}
              width={WIDTH}
              y={HEIGHT - height(gross)}
              height={height(gross)}
              rx="1"
            />
            <rect
              class="failed"
              x={n * STEP + 1}
              width={WIDTH}
              y={HEIGHT - height(gross + failed)}
              height={height(failed)}
              rx="1"
            />
          </g>
        ))}
      </svg>
      <details>
        <summary>{names.asTable}</summary>
        <table>
          <caption class="visually-hidden">{names.volume}</caption>
          <thead>
            <tr>
              {[names.day, names.payments, names.gross, names.refunds, names.fees, names.net, names.failed].map(
                (name, n) => (
                  <th key={name} scope="col" class={n === 0 ? undefined : 'end'}>
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {days
              .filter(hasFigures)
              .reverse()
              .map((day) => (
                <tr key={day.day}>
                  <td>{nameOf(day.day)}</td>
                  <td class="end">{day.payments}</td>
                  {[day.gross, day.refunds, day.fees, day.net, day.failed].map((amount, n) => (
                    // The columns have a fixed order.
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    <td key={n} class="end">
                      {money(amount, currency, tag)}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function hasFigures({ gross, refunds, failed, fees }: ReportDay): boolean {
  return gross !== 0 || refunds !== 0 || failed !== 0 || fees !== 0;
}
