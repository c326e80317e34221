import { useLink } from '../../data/session.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import { toneOfStatus } from '../logs/types.ts';
import type { Attempt } from './types.ts';

/** Attempts to deliver: of an event, or to an endpoint. */
export function Attempts({ attempts, of }: { attempts: readonly Attempt[]; of: 'event' | 'endpoint' }) {
  const words = useWords();
  const link = useLink();
  const names = words.webhooks;
  return (
    <DataTable<Attempt>
      caption={names.deliveries}
      columns={[
        {
          key: 'what',
          label: of === 'event' ? names.endpoint : names.event,
          show: ({ type, url }) => <span class="mono">{of === 'event' ? url : type}</span>,
        },
        {
          key: 'status',
          label: words.common.status,
          show: ({ status, failure, next }) => (
            <>
              <StateBadge tone={toneOfStatus(status)} text={status === null ? names.failed : String(status)} />{' '}
              {failure && <span class="muted">{failure}</span>}{' '}
              {next !== null && (
                <span class="muted">
                  {names.next('')}
                  <When at={next} />
                </span>
              )}
            </>
          ),
        },
        { key: 'attempt', label: names.attempt, align: 'end', show: ({ attempt }) => attempt + 1 },
        {
          key: 'ms',
          label: words.logs.time,
          align: 'end',
          show: ({ ms }) => (ms === undefined ? '' : words.logs.ms(ms)),
        },
        { key: 'at', label: words.common.date, show: ({ at }) => <When at={at / 1000} /> },
      ]}
      rows={attempts}
      keyOf={({ id }) => id}
      hrefOf={({ id, endpoint }) =>
        endpoint.startsWith('we_') ? link(`webhooks/${endpoint}/deliveries/${id}`) : undefined
      }
    />
  );
}
