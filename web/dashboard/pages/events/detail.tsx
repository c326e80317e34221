import { useState } from 'preact/hooks';
import type { PageProps } from '../../data/page-props.ts';
import { useDesk } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Id } from '../../parts/id.tsx';
import { differences } from '../../parts/json-tab.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import type { RowPage } from '../../parts/list-page.tsx';
import { Pending } from '../../parts/notices.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import { Attempts } from './attempts.tsx';
import type { ApiEvent, Attempt } from './types.ts';

/** An event: its body at any version, its deliveries, and sending it again. */
export function Page({ id = '' }: PageProps) {
  const words = useWords();
  const { session } = useDesk();
  const { post } = useCalls();
  const [resending, setResending] = useState(false);
  const { data: event, error, reload } = useGet<ApiEvent>(`/v1/events/${id}`, {}, ['deliveries']);
  const attempts = useGet<RowPage<Attempt>>('/deliveries', { event: id }, ['deliveries']);
  const [version, setVersion] = useState<string>();
  const chosen = version ?? event?.api_version ?? session.version;
  const newest = useGet<ApiEvent>(`/events/${id}`, { version: session.version });
  const then = useGet<ApiEvent>(event ? `/events/${id}` : null, { version: chosen });
  if (!event) return <Pending error={error} onRetry={reload} />;
  const names = words.events;
  const body = then.data ?? event;
  const marked = differences(body.data.object, newest.data?.data.object);
  const object = event.data.object.id;
  return (
    <>
      <Detail
        back={{ path: 'events', text: names.title }}
        title={event.type}
        ids={[event.id]}
        actions={
          <Button shortcut="a" onClick={() => setResending(true)}>
            {names.resend}
          </Button>
        }
      >
        <Section title={words.common.details}>
          <Facts
            facts={[
              [names.object, object && <Id id={object} />],
              [words.common.request, event.request?.id && <Id id={event.request.id} />],
              [words.logs.idempotency, event.request?.idempotency_key],
              [words.common.created, <When key="created" at={event.created} exact />],
            ]}
          />
        </Section>
        {event.data.previous_attributes && (
          <Section title={names.changed}>
            <JsonView value={event.data.previous_attributes} />
          </Section>
        )}
        <Section title={names.deliveries}>
          {attempts.data && attempts.data.data.length > 0 ? (
            <Attempts attempts={attempts.data.data} of="event" />
          ) : (
            <p class="muted">{names.noDeliveries}</p>
          )}
        </Section>
        <Section title={names.body}>
          <div class="form">
            <SelectField
              name="version"
              label={names.version}
              value={chosen}
              onChange={setVersion}
              choices={session.versions.map((one) => [one, one] as const)}
            />
          </div>
          <p class="hint">{marked.size === 0 ? names.same : `${names.differs}: ${[...marked].join(', ')}`}</p>
          <JsonView value={body} marked={marked} />
        </Section>
      </Detail>
      {resending && (
        <DialogForm
          title={names.resend}
          text={names.resendText}
          submit={names.resend}
          onClose={() => setResending(false)}
          onSubmit={() => post(`/events/${id}/resend`)}
        />
      )}
    </>
  );
}
