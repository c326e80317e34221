import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import type { Endpoint } from './types.ts';

/** The endpoints that events are sent to. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const names = words.webhooks;
  return (
    <ListPage<Endpoint, ApiList<Endpoint>>
      title={names.title}
      path="/v1/webhook_endpoints"
      {...apiList}
      columns={[
        { key: 'url', label: 'URL', show: ({ url }) => <span class="mono">{url}</span> },
        {
          key: 'status',
          label: names.state,
          show: ({ status }) => <StateBadge tone={status === 'enabled' ? 'good' : 'over'} text={names[status]} />,
        },
        {
          key: 'events',
          label: words.nav.events,
          show: ({ enabled_events: events }) => (events.includes('*') ? names.allEvents : names.listens(events.length)),
        },
        { key: 'version', label: words.common.version, show: ({ api_version: version }) => version },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`webhooks/${id}`)}
      topics={['deliveries']}
      actions={
        <a class="button primary" href={link('webhooks/create')}>
          {names.add}
        </a>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
