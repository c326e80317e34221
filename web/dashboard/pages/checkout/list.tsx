import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { type CheckoutSession, SESSION_TONES } from './types.ts';

/** All Checkout Sessions. */
export function Page() {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.checkout;
  return (
    <ListPage<CheckoutSession, ApiList<CheckoutSession>>
      title={names.title}
      path="/v1/checkout/sessions"
      {...apiList}
      columns={[
        {
          key: 'amount',
          label: words.common.amount,
          show: ({ amount_total: amount, currency, mode }) =>
            amount === null || !currency ? mode : money(amount, currency, tag),
        },
        {
          key: 'status',
          label: words.common.status,
          show: ({ status }) => status && <StateBadge tone={SESSION_TONES[status]} text={names.states[status]} />,
        },
        { key: 'mode', label: names.mode, show: ({ mode }) => mode },
        { key: 'customer', label: words.common.customer, show: ({ customer_details: customer }) => customer?.email },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`checkout/sessions/${id}`)}
      topics={['checkout']}
      tabs={{ name: 'status', choices: Object.entries(names.states) }}
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
