import { download } from '../../data/call.ts';
import { money } from '../../data/format.ts';
import { setQuery, useAddress, withQuery } from '../../data/router.ts';
import { useDesk } from '../../data/session.ts';
import { DayChart } from '../../parts/day-chart.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Empty, Pending, useTitle } from '../../parts/notices.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { Failures, Subscriptions } from './details.tsx';
import { type CurrencyReport, figureOf, VIEWS, type View } from './types.ts';
import { useReports } from './use-reports.ts';

const RANGES = ['7', '28', '90', '366'] as const;

/** Totals by day, each report at an address of its own. */
export function Page() {
  const { words } = useLanguage();
  const { account } = useDesk();
  const { query } = useAddress();
  const names = words.reports;
  const days = query.get('days') ?? '28';
  const { data, error, reload } = useReports(days);
  const { busy, problem, submit } = useSubmit();
  const view = VIEWS.find(({ name }) => name === query.get('show'));
  useTitle(view ? names.views[view.name] : names.title);
  if (!data) return <Pending error={error} onRetry={reload} />;
  const busiest = data.currencies.toSorted((a, b) => paymentsOf(b) - paymentsOf(a));
  const shown = busiest.find(({ currency }) => currency === query.get('currency')) ?? busiest[0];
  return (
    <>
      <div class="title">
        <h1>{view ? names.views[view.name] : names.title}</h1>
        <div class="row">
          <Button
            busy={busy}
            onClick={() => submit(() => download(account, '/export/reports.csv', { days }, 'reports.csv'))}
          >
            <span class="icon icon-download" aria-hidden="true" />
            {words.common.export}
          </Button>
        </div>
      </div>
      <ViewTabs current={view} />
      <div class="pair choices-of-report">
        <SelectField
          name="days"
          label={names.range}
          value={days}
          onChange={(value) => setQuery({ days: value })}
          choices={RANGES.map((range) => [range, names.lastDays(Number(range))] as const)}
        />
        {busiest.length > 1 && (
          <SelectField
            name="currency"
            label={words.common.currency}
            value={shown?.currency ?? ''}
            onChange={(value) => setQuery({ currency: value })}
            choices={busiest.map(({ currency }) => [currency, currency.toUpperCase()] as const)}
          />
        )}
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {!data.complete && (
        <p class="notice" role="status">
          {names.counting}{' '}
          {data.reached !== null && (
            <>
              {names.reached} <When at={data.reached} exact />
            </>
          )}
        </p>
      )}
      {!shown && data.complete && <Empty title={names.empty} text={names.emptyText} />}
      {shown && (view ? <OneView view={view} report={shown} /> : <AllViews report={shown} />)}
    </>
  );
}

function paymentsOf({ days, active }: CurrencyReport): number {
  return days.reduce((sum, day) => sum + day.payments, active);
}

/** The reports; each is a link, so that it has an address. */
function ViewTabs({ current }: { current: View | undefined }) {
  const { words } = useLanguage();
  const names = words.reports;
  const tab = (name: View['name'] | null, text: string) => (
    <a key={text} href={withQuery({ show: name })} aria-current={(current?.name ?? null) === name ? 'page' : undefined}>
      {text}
    </a>
  );
  return (
    <nav class="tabs" aria-label={names.title}>
      {tab(null, words.common.overview)}
      {VIEWS.map(({ name }) => tab(name, names.views[name]))}
    </nav>
  );
}

function AllViews({ report }: { report: CurrencyReport }) {
  const { words } = useLanguage();
  return (
    <ul class="columns reports">
      {VIEWS.map((view) => (
        <li key={view.name} class="card">
          <h2>
            <a href={withQuery({ show: view.name })} data-row-link="">
              {words.reports.views[view.name]}
            </a>
          </h2>
          <Chart view={view} report={report} />
        </li>
      ))}
    </ul>
  );
}

function OneView({ view, report }: { view: View; report: CurrencyReport }) {
  return (
    <>
      <section class="card">
        <Chart view={view} report={report} large />
      </section>
      {view.name === 'failed' && <Failures report={report} />}
      {(view.name === 'mrr' || view.name === 'churn') && <Subscriptions report={report} />}
    </>
  );
}

function Chart({ view, report, large }: { view: View; report: CurrencyReport; large?: boolean }) {
  const { words, tag } = useLanguage();
  const format = (amount: number) => money(amount, report.currency, tag);
  const days = report.days.map((day) => ({ day: day.day, value: day[view.field] }));
  return (
    <>
      <p class="figure">{format(figureOf(view, report))}</p>
      <p class="hint">{words.reports.explain[view.name]}</p>
      <DayChart
        title={words.reports.views[view.name]}
        days={days}
        format={format}
        {...(view.tone && { tone: view.tone })}
        {...(large && { large })}
      />
    </>
  );
}
