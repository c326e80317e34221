import { useState } from 'preact/hooks';
import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { money } from '../../data/format.ts';
import { invalidate } from '../../data/query.ts';
import { useDesk, useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { CopyButton } from '../../parts/id.tsx';
import type { RowPage } from '../../parts/list-page.tsx';
import { Pending, useTitle } from '../../parts/notices.tsx';
import { useLanguage } from '../../words/words.ts';
import { paymentColumns } from '../payments/columns.tsx';
import type { Reports } from '../reports/types.ts';
import { useReports } from '../reports/use-reports.ts';
import { Bars } from './bars.tsx';
import { Needs } from './needs.tsx';
import type { Summary } from './summary.ts';

const LATEST = 8;
/** Days of the chart. */
const DAYS = '28';

/** The first page: how the account does, what needs its reader, and how to begin. */
export function Page() {
  const { words } = useLanguage();
  useTitle(words.home.title);
  const topics = ['home', 'clock'];
  const latest = useGet<RowPage<PaymentRow>>('/payments', { limit: LATEST }, topics);
  const summary = useGet<Summary>('/summary', {}, topics);
  const reports = useReports(DAYS);
  if (!latest.data) return <Pending error={latest.error} onRetry={latest.reload} />;
  const isEmpty = latest.data.data.length === 0;
  return (
    <>
      <div class="title">
        <h1>{words.home.title}</h1>
      </div>
      {isEmpty ? <Begin /> : <Figures latest={latest.data.data} summary={summary.data} reports={reports.data} />}
      <Keys />
    </>
  );
}

/** Sums by day, in the currency that is chosen. */
function Figures({
  latest,
  summary,
  reports,
}: {
  latest: readonly PaymentRow[];
  summary: Summary | undefined;
  reports: Reports | undefined;
}) {
  const language = useLanguage();
  const { words, tag } = language;
  const link = useLink();
  const [chosen, setChosen] = useState<string>();
  const busiest = reports?.currencies.toSorted((a, b) => sum(b.days, 'payments') - sum(a.days, 'payments'));
  const shown = busiest?.find(({ currency }) => currency === chosen) ?? busiest?.[0];
  const names = words.home;
  const figure = (name: string, amount: number) => (
    <div>
      <dt>{name}</dt>
      <dd>{money(amount, shown?.currency ?? 'usd', tag)}</dd>
    </div>
  );
  return (
    <>
      {shown && (
        <div class="card">
          <div class="title">
            <h2>{names.volume}</h2>
            {busiest && busiest.length > 1 && (
              <SelectField
                name="currency"
                label={words.common.currency}
                value={shown.currency}
                onChange={setChosen}
                choices={busiest.map(({ currency }) => [currency, currency.toUpperCase()] as const)}
              />
            )}
          </div>
          <dl class="figures">
            {figure(names.gross, sum(shown.days, 'gross'))}
            {figure(names.net, sum(shown.days, 'net'))}
            {figure(names.refunds, sum(shown.days, 'refunds'))}
            {figure(names.fees, sum(shown.days, 'fees'))}
            {figure(names.failed, sum(shown.days, 'failed'))}
          </dl>
          <Bars report={shown} />
          <p class="row">
            <a href={link('reports')}>{names.reports}</a>
            {!reports?.complete && <span class="hint">{words.reports.counting}</span>}
          </p>
        </div>
      )}
      {summary && <Needs summary={summary} />}
      <Section title={names.latest}>
        <DataTable
          caption={names.latest}
          columns={paymentColumns(language)}
          rows={latest}
          keyOf={({ id }) => id}
          hrefOf={({ id }) => link(`payments/${id}`)}
        />
      </Section>
    </>
  );
}

function sum<Name extends string>(days: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return days.reduce((total, day) => total + day[name], 0);
}

/** The account is empty. */
function Begin() {
  const { words } = useLanguage();
  const { post } = useCalls();
  const { busy, problem, submit } = useSubmit();
  const fill = () =>
    submit(async () => {
      await post('/seed');
      invalidate('all');
    });
  return (
    <div class="empty">
      <p class="large">{words.home.welcome}</p>
      <p>{words.home.welcomeText}</p>
      <Button primary busy={busy} onClick={fill}>
        {words.home.fill}
      </Button>
      {busy && <p role="status">{words.home.filling}</p>}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The keys of the open account and a first call; no other account's keys are known to the browser. */
function Keys() {
  const { words } = useLanguage();
  const { session, account } = useDesk();
  const open = session.open?.account === account ? session.open : undefined;
  const key = open?.secret ?? 'sk_test_YOUR_KEY';
  const snippet = [
    `curl ${location.origin}/v1/payment_intents -u ${key}: \\`,
    '  -d amount=1099 -d currency=usd -d confirm=true -d payment_method=pm_card_visa \\',
    '  -d "payment_method_types[]=card"',
  ].join('\n');
  return (
    <Section title={words.home.keys}>
      {open ? (
        <dl class="facts">
          <div>
            <dt>{words.home.publishable}</dt>
            <dd>
              <code>{open.publishable}</code> <CopyButton text={open.publishable} />
            </dd>
          </div>
          <div>
            <dt>{words.home.secret}</dt>
            <dd>
              <code>{open.secret}</code> <CopyButton text={open.secret} />
            </dd>
          </div>
        </dl>
      ) : (
        <p class="muted">{words.home.keysHidden}</p>
      )}
      <h3>{words.home.take}</h3>
      <pre class="block" tabIndex={0}>
        {snippet}
      </pre>
      <CopyButton text={snippet} label={words.common.copy} />
    </Section>
  );
}
