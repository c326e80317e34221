import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { CopyButton } from '../../parts/id.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import type { Attempt } from '../events/types.ts';
import { toneOfStatus } from '../logs/types.ts';

interface Delivery extends Attempt {
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly answer?: string;
  readonly rolled: boolean;
}

/** One delivery: exactly what was sent, and what was answered. */
export function Page({ endpoint = '', id = '' }: PageProps) {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const { busy, problem, submit } = useSubmit();
  const { data: delivery, error, reload } = useGet<Delivery>(`/deliveries/${id}`, { endpoint }, ['deliveries']);
  if (!delivery) return <Pending error={error} onRetry={reload} />;
  const names = words.webhooks;
  const { status, headers, body } = delivery;
  const resend = () =>
    submit(async () => {
      await post(`/events/${delivery.event}/resend`, { endpoint });
      invalidate('deliveries');
    });
  const sent =
    headers &&
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
  return (
    <Detail
      back={{ path: `webhooks/${endpoint}`, text: names.deliveries }}
      title={delivery.type}
      state={<StateBadge tone={toneOfStatus(status)} text={status === null ? names.failed : String(status)} />}
      ids={[delivery.id]}
      subtitle={<span class="mono">{delivery.url}</span>}
      actions={
        <>
          <Button busy={busy} shortcut="a" onClick={resend}>
            {words.events.resend}
          </Button>
          {headers && body !== null && <CopyButton text={curlOf(delivery.url, headers, body)} label={names.curl} />}
          <a class="button" href={link(`events/${delivery.event}`)}>
            {names.openEvent}
          </a>
        </>
      }
    >
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.attempt, delivery.attempt + 1],
            [words.common.date, <When key="at" at={delivery.at / 1000} exact />],
            [words.logs.time, delivery.ms !== undefined && words.logs.ms(delivery.ms)],
            [names.answer, delivery.failure ?? delivery.answer],
            [names.next(''), delivery.next !== null && <When at={delivery.next} exact />],
          ]}
        />
      </Section>
      {sent && (
        <Section title={names.headers}>
          <pre class="block" tabIndex={0}>
            {sent}
          </pre>
          <p class="hint">{delivery.rolled ? names.rolled : names.signature}</p>
        </Section>
      )}
      {body !== null && (
        <Section title={names.body}>
          <JsonView value={body} />
        </Section>
      )}
    </Detail>
  );
}

/** A command that sends the same delivery. */
function curlOf(url: string, headers: Readonly<Record<string, string>>, body: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [`curl ${quoted(url)}`, ...lines, `--data-binary ${quoted(body)}`].join(' \\\n  ');
}
