import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { Id } from '../../parts/id.tsx';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import type { ApiEvent } from './types.ts';

/** Events as they happen. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const names = words.events;
  return (
    <ListPage<ApiEvent, ApiList<ApiEvent>>
      title={names.title}
      path="/v1/events"
      {...apiList}
      columns={[
        { key: 'type', label: words.common.type, show: ({ type }) => <span class="mono">{type}</span> },
        { key: 'object', label: names.object, show: ({ data }) => data.object.id && <Id id={data.object.id} /> },
        { key: 'request', label: words.common.request, show: ({ request }) => request?.id && <Id id={request.id} /> },
        {
          key: 'pending',
          label: names.pending,
          align: 'end',
          show: ({ pending_webhooks: pending }) => (pending > 0 ? pending : ''),
        },
        { key: 'created', label: words.common.date, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`events/${id}`)}
      topics={['events', 'deliveries']}
      filters={[{ name: 'type', label: words.common.type, placeholder: 'payment_intent.*' }]}
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
