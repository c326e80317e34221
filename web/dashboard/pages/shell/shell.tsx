import { useEffect, useId, useState } from 'preact/hooks';
import { type Answer, send } from '../../data/call.ts';
import { invalidate } from '../../data/query.ts';
import { setQuery, useAddress } from '../../data/router.ts';
import { platformOf, useDesk } from '../../data/session.ts';
import { useGet } from '../../data/use-call.ts';
import { Button } from '../../parts/dialog-form.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { CopyButton, Id } from '../../parts/id.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { useTitle } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useWords } from '../../words/words.ts';
import { toneOfStatus } from '../logs/types.ts';
import { OperationField } from './operation-field.tsx';
import { ParamFields } from './param-fields.tsx';
import { asCurl, asNode } from './snippets.ts';
import type { Field, OperationEntry, Values } from './types.ts';

/** Any operation of the API, through a form that is made from the contract. */
export function Page() {
  const words = useWords();
  const { query } = useAddress();
  const operations = useGet<{ readonly data: readonly OperationEntry[] }>('/contract/operations');
  const names = words.shell;
  useTitle(names.title);
  const all = operations.data?.data ?? [];
  const asked = query.get('operation') ?? '';
  const found = matching(asked, all);
  return (
    <>
      <div class="title">
        <h1>{names.title}</h1>
      </div>
      <OperationField
        operations={all}
        value={found?.entry.id ?? ''}
        onChoose={(id) => setQuery({ operation: id, params: null })}
      />
      {found ? (
        <OperationForm key={asked} entry={found.entry} ids={found.ids} given={query.get('params') ?? ''} />
      ) : (
        <p class="muted">{names.empty}</p>
      )}
    </>
  );
}

/** The operation of an id such as `GET /v1/customers/{customer}`, or of a path that was sent, with the ids in it. */
function matching(asked: string, all: readonly OperationEntry[]): { entry: OperationEntry; ids: Values } | undefined {
  for (const entry of all) {
    if (entry.id === asked) return { entry, ids: {} };
    const names = [...entry.id.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const pattern = entry.id.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '([^/]+)');
    const match = names.length > 0 ? new RegExp(`^${pattern}$`).exec(asked) : null;
    // A literal part of another operation, such as `search`, is no id.
    if (match && !all.some(({ id }) => id === asked)) {
      return { entry, ids: Object.fromEntries(names.map((name, n) => [name, match[n + 1] ?? ''])) };
    }
  }
  return undefined;
}

interface FormProps {
  readonly entry: OperationEntry;
  /** The ids of its path. */
  readonly ids: Values;
  /** Parameters as a form. */
  readonly given: string;
}

function OperationForm({ entry, ids: givenIds, given }: FormProps) {
  const words = useWords();
  const { account, session } = useDesk();
  const params = useGet<{ readonly data: readonly Field[] }>('/contract/params', { operation: entry.id });
  const [ids, setIds] = useState(givenIds);
  const [values, setValues] = useState<Values>(() => Object.fromEntries(new URLSearchParams(given)));
  const [more, setMore] = useState('');
  const [version, setVersion] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const responseId = useId();
  const names = words.shell;
  const [method = 'GET', template = ''] = entry.id.split(' ');
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  const places = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const sent = { ...values, ...Object.fromEntries(new URLSearchParams(more.split('\n').join('&'))) };
  const filled = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ''));
  const connected = platformOf(account) === account ? undefined : account;
  const shown = { method, path, values: filled, account: connected };
  useEffect(() => setIds(givenIds), [entry.id]);

  async function run(): Promise<void> {
    setBusy(true);
    // The contract has no other methods.
    const verb = method as 'GET' | 'POST' | 'DELETE';
    setAnswer(await send(account, verb, path, filled, { apiVersion: version || undefined }));
    setBusy(false);
    if (method !== 'GET') invalidate('all');
  }

  return (
    <div class="two">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {!entry.built && <p class="notice attention">{names.notBuilt}</p>}
        {places.map((name) => (
          <TextField
            key={name}
            name={name}
            label={name}
            value={ids[name] ?? ''}
            onChange={(id) => setIds({ ...ids, [name]: id })}
            hint={names.path}
            mono
          />
        ))}
        <ParamFields
          fields={params.data?.data ?? []}
          below=""
          values={values}
          onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
        />
        <TextField
          name="more"
          label={names.more}
          hint={names.moreHint}
          value={more}
          onChange={setMore}
          lines={2}
          mono
        />
        <SelectField
          name="version"
          label={names.apiVersion}
          value={version}
          onChange={setVersion}
          choices={[['', session.version], ...session.versions.map((one) => [one, one] as const)]}
        />
        <div class="row sticky">
          <Button type="submit" primary busy={busy}>
            {names.send}
          </Button>
          <CopyButton text={asCurl(shown)} label={names.curl} />
          <CopyButton text={asNode(shown)} label={names.node} />
        </div>
      </form>
      <section aria-labelledby={responseId} class="beside">
        <h2 id={responseId}>{names.response}</h2>
        {answer && (
          <>
            <p class="row" role="status">
              <StateBadge tone={toneOfStatus(answer.status)} text={String(answer.status)} />
              <span class="muted">{words.logs.ms(Math.round(answer.ms))}</span>
              {answer.requestId && method !== 'GET' && <Id id={answer.requestId} />}
            </p>
            <JsonView value={answer.body} />
          </>
        )}
      </section>
    </div>
  );
}
