import { useState } from 'preact/hooks';
import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { go, useAddress, withQuery } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { CopyButton } from '../../parts/id.tsx';
import type { RowPage } from '../../parts/list-page.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import { Attempts } from '../events/attempts.tsx';
import type { Attempt } from '../events/types.ts';
import { Disturb } from './disturb.tsx';
import type { Endpoint } from './types.ts';
import { verifySnippet } from './verify.ts';

/** An endpoint: its secret, and what was delivered to it. */
export function Page({ id = '' }: PageProps) {
  const words = useWords();
  const link = useLink();
  const calls = useCalls();
  const { query } = useAddress();
  const [open, setOpen] = useState<'roll' | 'delete' | null>(null);
  const [secret, setSecret] = useState<string>();
  const path = `/v1/webhook_endpoints/${id}`;
  const { data: endpoint, error, reload } = useGet<Endpoint>(path, {}, ['deliveries']);
  const attempts = useGet<RowPage<Attempt>>('/deliveries', { endpoint: id, after: query.get('after') }, [
    'deliveries',
    'events',
  ]);
  if (!endpoint) return <Pending error={error} onRetry={reload} />;
  const names = words.webhooks;
  const isEnabled = endpoint.status === 'enabled';
  const reveal = async () => setSecret((await calls.get<{ secret: string }>(`/webhook_endpoints/${id}/secret`)).secret);
  const toggle = async () => {
    await calls.post(path, { disabled: isEnabled });
    invalidate('deliveries');
  };
  const verify = verifySnippet();
  return (
    <>
      <Detail
        back={{ path: 'webhooks', text: names.title }}
        title={endpoint.url}
        state={<StateBadge tone={isEnabled ? 'good' : 'over'} text={names[endpoint.status]} />}
        ids={[endpoint.id]}
        actions={
          <>
            <Button onClick={toggle}>{isEnabled ? names.disable : names.enable}</Button>
            <Button onClick={() => setOpen('roll')}>{names.roll}</Button>
            <Button onClick={() => setOpen('delete')}>{names.delete}</Button>
          </>
        }
      >
        <Section title={words.common.details}>
          <Facts
            facts={[
              [
                words.nav.events,
                endpoint.enabled_events.includes('*') ? names.allEvents : endpoint.enabled_events.join(', '),
              ],
              [words.common.version, endpoint.api_version],
              [words.common.description, endpoint.description],
              [
                names.secret,
                secret ? (
                  <span key="secret">
                    <code>{secret}</code> <CopyButton text={secret} />{' '}
                    <Button quiet onClick={() => setSecret(undefined)}>
                      {names.hide}
                    </Button>
                  </span>
                ) : (
                  <Button key="reveal" onClick={reveal}>
                    {names.reveal}
                  </Button>
                ),
              ],
              [words.common.created, <When key="created" at={endpoint.created} exact />],
            ]}
          />
        </Section>
        <Section title={names.deliveries}>
          {attempts.data && attempts.data.data.length > 0 ? (
            <Attempts attempts={attempts.data.data} of="endpoint" />
          ) : (
            <p class="muted">{names.noDeliveries}</p>
          )}
          <div class="pages">
            {query.has('after') && <a href={withQuery({ after: null })}>{words.common.newer}</a>}
            {attempts.data?.older && <a href={withQuery({ after: attempts.data.older })}>{words.common.older}</a>}
          </div>
        </Section>
        <Disturb endpoint={id} />
        <Section title={names.verify} actions={<CopyButton text={verify} label={words.common.copy} />}>
          <pre class="block" tabIndex={0}>
            {verify}
          </pre>
        </Section>
      </Detail>
      {open === 'roll' && <RollDialog id={id} onSecret={setSecret} onClose={() => setOpen(null)} />}
      {open === 'delete' && (
        <DialogForm
          title={names.delete}
          text={names.deleteText}
          submit={names.delete}
          danger
          onClose={() => setOpen(null)}
          onSubmit={async () => {
            await calls.delete(path);
            go(link('webhooks'));
          }}
        />
      )}
    </>
  );
}

/** Hours for which the old secret can sign beside the new one. */
const OVERLAPS = [0, 1, 6, 12, 24];

interface RollProps {
  readonly id: string;
  readonly onSecret: (secret: string) => void;
  readonly onClose: () => void;
}

function RollDialog({ id, onSecret, onClose }: RollProps) {
  const { webhooks: names } = useWords();
  const { post } = useCalls();
  const [hours, setHours] = useState('24');
  return (
    <DialogForm
      title={names.roll}
      text={names.rollText}
      submit={names.roll}
      onClose={onClose}
      onSubmit={async () => {
        const form = { overlap_hours: hours };
        onSecret((await post<{ secret: string }>(`/webhook_endpoints/${id}/roll`, form)).secret);
      }}
    >
      <SelectField
        name="overlap_hours"
        label={names.overlap}
        value={hours}
        onChange={setHours}
        choices={OVERLAPS.map((n) => [String(n), names.hours(n)] as const)}
      />
    </DialogForm>
  );
}
