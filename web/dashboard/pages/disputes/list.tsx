import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { type Dispute, toneOfDispute } from './types.ts';

/** All disputes, with the time that is left to answer. */
export function Page() {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.disputes;
  return (
    <ListPage<Dispute, ApiList<Dispute>>
      title={names.title}
      path="/v1/disputes"
      {...apiList}
      columns={[
        { key: 'amount', label: words.common.amount, show: ({ amount, currency }) => money(amount, currency, tag) },
        {
          key: 'status',
          label: words.common.status,
          show: ({ status }) => <StateBadge tone={toneOfDispute(status)} text={status.replaceAll('_', ' ')} />,
        },
        { key: 'reason', label: names.reason, show: ({ reason }) => reason.replaceAll('_', ' ') },
        {
          key: 'due',
          label: names.due,
          show: ({ evidence_details: { due_by: due } }) => due !== null && <When at={due} />,
        },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`disputes/${id}`)}
      topics={['disputes', 'clock']}
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
