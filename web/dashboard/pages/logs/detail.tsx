import type { PageProps } from '../../data/page-props.ts';
import { useLink } from '../../data/session.ts';
import { useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Id } from '../../parts/id.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import { explain } from './explain.ts';
import { type LoggedRequest, toneOfStatus } from './types.ts';

/** One request: what was sent, what was answered, and what an error means. */
export function Page({ id = '' }: PageProps) {
  const words = useWords();
  const link = useLink();
  const { data: entry, error, reload } = useGet<LoggedRequest>(`/requests/${id}`, {}, ['logs']);
  if (!entry) return <Pending error={error} onRetry={reload} />;
  const names = words.logs;
  const shell = `shell?operation=${encodeURIComponent(`${entry.method} ${entry.path}`)}&params=${encodeURIComponent(entry.params ?? '')}`;
  const hasBodies = entry.params !== null || entry.answer !== null;
  return (
    <Detail
      back={{ path: 'logs', text: names.title }}
      title={`${entry.method} ${entry.path}`}
      state={<StateBadge tone={toneOfStatus(entry.status)} text={String(entry.status)} />}
      ids={[entry.id]}
      actions={
        <a class="button" href={link(shell)}>
          {names.again}
        </a>
      }
    >
      {entry.status >= 400 && <Explanation entry={entry} />}
      <Section title={words.common.details}>
        <Facts
          facts={[
            [words.common.date, <When key="at" at={entry.at / 1000} exact />],
            [names.time, names.ms(entry.ms)],
            [words.common.version, entry.apiVersion],
            [names.key, entry.key],
            [
              names.idempotency,
              entry.idempotencyKey && `${entry.idempotencyKey}${entry.replayed ? ` (${names.replayed})` : ''}`,
            ],
            [names.userAgent, entry.userAgent],
            [names.ip, entry.ip],
          ]}
        />
      </Section>
      {!hasBodies && <p class="notice">{names.noBody}</p>}
      {entry.params !== null && (
        <Section title={names.params}>
          <JsonView value={readParams(entry.params)} />
        </Section>
      )}
      {entry.answer !== null && (
        <Section title={names.answer}>
          <JsonView value={JSON.parse(entry.answer)} />
        </Section>
      )}
      <IdsIn path={entry.path} />
    </Detail>
  );
}

/** Parameters as names and values, whatever they were sent as. */
function readParams(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}

/** The meaning of an error, and the page that explains it. */
function Explanation({ entry }: { entry: LoggedRequest }) {
  const { words, tag } = useLanguage();
  const { errorCode: code, errorType: type, errorParam: param, errorMessage: message } = entry;
  return (
    <div class="notice error">
      <p>
        <strong>{words.logs.error}:</strong> {message}
      </p>
      <p>
        {[type, code, param].filter(Boolean).map((part) => (
          <code key={part} class="part">
            {part}
          </code>
        ))}
        {code && (
          <a href={`https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}`} target="_blank" rel="noreferrer">
            {words.logs.explain}
          </a>
        )}
      </p>
      <p>{explain(entry, tag)}</p>
    </div>
  );
}

/** The object that the request was about. */
function IdsIn({ path }: { path: string }) {
  const found = path.match(/[a-z]+_[A-Za-z0-9]{8,}/g) ?? [];
  return (
    <p>
      {found.map((id) => (
        <Id key={id} id={id} />
      ))}
    </p>
  );
}
