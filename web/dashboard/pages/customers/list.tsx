import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import type { Customer } from './types.ts';

/** All customers. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const names = words.customers;
  return (
    <ListPage<Customer, ApiList<Customer>>
      title={names.title}
      path="/v1/customers"
      {...apiList}
      columns={[
        { key: 'name', label: words.common.name, show: ({ name, email, id }) => name || email || id },
        { key: 'email', label: words.common.email, show: ({ email }) => email },
        { key: 'description', label: words.common.description, show: ({ description }) => description },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`customers/${id}`)}
      topics={['customers']}
      filters={[{ name: 'email', label: words.common.email, kind: 'email' }]}
      actions={
        <a class="button primary" href={link('customers/create')}>
          {names.create}
        </a>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
