import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { INVOICE_TONES, type Invoice } from './types.ts';

/** All invoices. */
export function Page() {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.invoices;
  return (
    <ListPage<Invoice, ApiList<Invoice>>
      title={names.title}
      path="/v1/invoices"
      {...apiList}
      columns={[
        { key: 'total', label: words.common.amount, show: ({ total, currency }) => money(total, currency, tag) },
        {
          key: 'status',
          label: words.common.status,
          show: ({ status }) => status && <StateBadge tone={INVOICE_TONES[status]} text={names.states[status]} />,
        },
        { key: 'number', label: names.number, show: ({ number }) => number },
        {
          key: 'customer',
          label: words.common.customer,
          show: ({ customer_email: email, customer_name: name }) => email ?? name,
        },
        { key: 'due', label: names.due, show: ({ due_date: due }) => due !== null && <When at={due} /> },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`invoices/${id}`)}
      topics={['invoices', 'clock']}
      tabs={{ name: 'status', choices: Object.entries(names.states) }}
      filters={[{ name: 'customer', label: words.common.customer, placeholder: 'cus_…' }]}
      actions={
        <a class="button primary" href={link('invoices/create')}>
          {names.create}
        </a>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
