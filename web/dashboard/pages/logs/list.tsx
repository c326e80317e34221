import { useState } from 'preact/hooks';
import type { RequestEntry } from '../../../../src/shared/request-entry.ts';
import { useLink } from '../../data/session.ts';
import { Button } from '../../parts/dialog-form.tsx';
import { ListPage, ownList, type RowPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import { toneOfStatus } from './types.ts';

/** Requests as they come in. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const [paused, setPaused] = useState(false);
  const names = words.logs;
  return (
    <ListPage<RequestEntry, RowPage<RequestEntry>>
      title={names.title}
      path="/requests"
      {...ownList}
      columns={[
        { key: 'path', label: names.path, show: ({ path }) => <span class="mono">{path}</span> },
        { key: 'method', label: names.method, show: ({ method }) => <span class="mono">{method}</span> },
        {
          key: 'status',
          label: names.status,
          show: ({ status, errorCode }) => (
            <>
              <StateBadge tone={toneOfStatus(status)} text={String(status)} /> <span class="muted">{errorCode}</span>
            </>
          ),
        },
        { key: 'key', label: names.key, show: ({ key }) => key },
        { key: 'ms', label: names.time, align: 'end', show: ({ ms }) => names.ms(ms) },
        { key: 'at', label: words.common.date, show: ({ at }) => <When at={at / 1000} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`logs/${id}`)}
      topics={['logs']}
      paused={paused}
      tabs={{ name: 'status', choices: Object.entries(names.classes) }}
      filters={[
        {
          name: 'method',
          label: names.method,
          choices: ['GET', 'POST', 'DELETE'].map((method) => [method, method] as const),
        },
        { name: 'path', label: names.path, placeholder: '/v1/payment_intents' },
        { name: 'object', label: words.events.object, placeholder: 'pi_…' },
        { name: 'key', label: names.idempotency },
        {
          name: 'source',
          label: names.source,
          choices: [
            ['dashboard', names.dashboard],
            ['publishable', words.home.publishable],
          ],
        },
      ]}
      actions={<Button onClick={() => setPaused(!paused)}>{paused ? names.resume : names.pause}</Button>}
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
