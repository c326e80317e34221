import { useLanguage } from '../words/words.ts';

/** The value of a day, which begins at `day` in UTC (seconds since epoch). */
export interface DayValue {
  readonly day: number;
  readonly value: number;
}

interface DayChartProps {
  readonly title: string;
  readonly days: readonly DayValue[];
  readonly format: (value: number) => string;
  readonly tone?: 'good' | 'bad';
  /** Shown with its scale, and with the table instead of behind it. */
  readonly large?: boolean;
}

const HEIGHT = 100;
const STEP = 10;
const WIDTH = 7;

/** A bar for each day, from the line of zero up or down, and the same as a table. */
export function DayChart({ title, days, format, tone = 'good', large }: DayChartProps) {
  const { words, tag } = useLanguage();
  const values = days.map(({ value }) => value);
  const [most, least] = [Math.max(0, ...values), Math.min(0, ...values)];
  const scale = (HEIGHT - 2) / (most - least || 1);
  const zero = 1 + most * scale;
  const nameOf = (day: number) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(day * 1000);
  const shown = days.filter(({ value }) => value !== 0).reverse();
  const table = (
    <table>
      <caption class="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.home.day}</th>
          <th scope="col" class="end">
            {title}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ day, value }) => (
          <tr key={day}>
            <td>{nameOf(day)}</td>
            <td class="end">{format(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <>
      {large && <p class="muted scale">{format(most)}</p>}
      <svg
        class={large ? 'chart' : 'chart small'}
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map(({ day, value }, n) => (
          <rect
            key={day}
            class={tone === 'bad' ? 'failed' : 'gross'}
            x={n * STEP + 1}
            width={WIDTH}
            y={value < 0 ? zero : zero - value * scale}
            height={Math.abs(value) * scale}
          >
            <title>{`${nameOf(day)}: ${format(value)}`}</title>
          </rect>
        ))}
        <line x1="0" x2={days.length * STEP} y1={zero} y2={zero} />
      </svg>
      <p class="axis muted">
        <span>{days[0] && nameOf(days[0].day)}</span>
        <span>{nameOf(days.at(-1)?.day ?? 0)}</span>
      </p>
      {shown.length === 0 ? (
        <p class="muted">{words.reports.nothing}</p>
      ) : large ? (
        table
      ) : (
        <details>
          <summary>{words.home.asTable}</summary>
          {table}
        </details>
      )}
    </>
  );
}
