import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import { ACCOUNT_TONES, type ConnectedAccount, stateOfAccount } from './types.ts';

/** The accounts that are connected to the platform. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const names = words.connect;
  const types: Readonly<Record<string, string>> = names.types;
  return (
    <ListPage<ConnectedAccount, ApiList<ConnectedAccount>>
      title={names.title}
      path="/v1/accounts"
      {...apiList}
      columns={[
        {
          key: 'name',
          label: words.common.name,
          show: ({ business_profile: profile, email, id }) => profile?.name || email || id,
        },
        {
          key: 'state',
          label: words.common.status,
          show: (account) => {
            const state = stateOfAccount(account);
            return <StateBadge tone={ACCOUNT_TONES[state]} text={names.states[state]} />;
          },
        },
        { key: 'email', label: words.common.email, show: ({ email }) => email },
        { key: 'type', label: names.kind, show: ({ type }) => types[type] ?? type },
        { key: 'country', label: names.country, show: ({ country }) => country },
        { key: 'id', label: 'ID', show: ({ id }) => <span class="mono">{id}</span> },
        { key: 'created', label: words.common.created, show: ({ created }) => created && <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`connect/accounts/${id}`)}
      topics={['accounts']}
      actions={
        <a class="button primary" href={link('connect/accounts/create')}>
          {names.create}
        </a>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
