import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts, Section } from '../../parts/detail.tsx';
import { useLanguage } from '../../words/words.ts';
import type { CurrencyReport } from './types.ts';

/** Failed attempts by the reason that the bank or Florin gave. */
export function Failures({ report: { failures, currency } }: { report: CurrencyReport }) {
  const { words, tag } = useLanguage();
  const link = useLink();
  const advice: Readonly<Record<string, string>> = words.payments.advice;
  if (failures.length === 0) return null;
  type Failure = (typeof failures)[number];
  return (
    <Section title={words.reports.byReason} actions={<a href={link('payments?state=failed')}>{words.reports.list}</a>}>
      <DataTable
        caption={words.reports.byReason}
        columns={[
          { key: 'reason', label: words.disputes.reason, show: ({ reason }: Failure) => reason.replaceAll('_', ' ') },
          { key: 'count', label: words.reports.attempts, align: 'end', show: ({ count }: Failure) => count },
          {
            key: 'amount',
            label: words.common.amount,
            align: 'end',
            show: ({ amount }: Failure) => money(amount, currency, tag),
          },
          {
            key: 'advice',
            label: words.reports.advice,
            show: ({ reason }: Failure) => <span class="wrap">{advice[reason]}</span>,
          },
        ]}
        rows={failures}
        keyOf={({ reason }) => reason}
      />
    </Section>
  );
}

/** Subscriptions that began and ended. */
export function Subscriptions({ report: { days, active, mrr, currency } }: { report: CurrencyReport }) {
  const { words, tag } = useLanguage();
  const names = words.reports;
  const sum = (field: 'started' | 'ended' | 'churned') => days.reduce((total, day) => total + day[field], 0);
  const first = days[0]?.mrr ?? 0;
  const rate = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Section title={words.nav.subscriptions}>
      <Facts
        facts={[
          [names.active, String(active)],
          [names.views.mrr, money(mrr, currency, tag)],
          [names.started, String(sum('started'))],
          [names.ended, String(sum('ended'))],
          [names.churnRate, first > 0 && rate.format(sum('churned') / first)],
        ]}
      />
    </Section>
  );
}
