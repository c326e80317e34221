import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { type Payout, toneOfPayout } from './types.ts';

const STATES = ['pending', 'in_transit', 'paid', 'failed', 'canceled'];

/** All payouts. */
export function Page() {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.payouts;
  return (
    <ListPage<Payout, ApiList<Payout>>
      title={names.title}
      path="/v1/payouts"
      {...apiList}
      columns={[
        { key: 'amount', label: words.common.amount, show: ({ amount, currency }) => money(amount, currency, tag) },
        {
          key: 'status',
          label: words.common.status,
          show: ({ status }) => <StateBadge tone={toneOfPayout(status)} text={status.replaceAll('_', ' ')} />,
        },
        { key: 'method', label: names.method, show: ({ method }) => method },
        { key: 'arrival', label: names.arrival, show: ({ arrival_date }) => <When at={arrival_date} exact /> },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`payouts/${id}`)}
      topics={['payouts']}
      tabs={{ name: 'status', choices: STATES.map((state) => [state, state.replaceAll('_', ' ')] as const) }}
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
