import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useDesk, useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { CheckField, SelectField, TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import type { Endpoint } from './types.ts';

/** Adds an endpoint. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const { session } = useDesk();
  const { post } = useCalls();
  const types = useGet<{ readonly data: readonly string[] }>('/event_types');
  const [url, setUrl] = useState('');
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState('');
  const [version, setVersion] = useState('');
  const [connect, setConnect] = useState(false);
  const names = words.webhooks;
  const found = (types.data?.data ?? []).filter((type) => type.includes(search.trim().toLowerCase()));
  const families = byFamily(found);

  async function create(): Promise<void> {
    const made = await post<Endpoint>('/v1/webhook_endpoints', {
      url,
      enabled_events: all ? ['*'] : [...chosen],
      api_version: version || undefined,
      connect: connect || undefined,
    });
    invalidate('deliveries');
    go(link(`webhooks/${made.id}`));
  }

  function toggle(type: string, on: boolean): void {
    const next = new Set(chosen);
    if (on) next.add(type);
    else next.delete(type);
    setChosen(next);
  }

  return (
    <CreatePage
      title={names.add}
      back={{ path: 'webhooks', text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
      <TextField
        name="url"
        label={names.url}
        value={url}
        onChange={setUrl}
        placeholder="http://localhost:3000/webhook"
        mono
      />
      <div class="field">
        <CheckField label={names.allEvents} checked={all} onChange={setAll} />
      </div>
      {!all && (
        <fieldset class="field">
          <legend>{names.types}</legend>
          <TextField
            name="enabled_events"
            label={words.common.search}
            value={search}
            onChange={setSearch}
            hint={names.typesHint}
          />
          <div class="scroll">
            {[...families].map(([family, members]) => (
              <details key={family} open={search !== ''}>
                <summary>
                  {family} <span class="muted">{members.filter((type) => chosen.has(type)).length || ''}</span>
                </summary>
                {members.map((type) => (
                  <CheckField
                    key={type}
                    label={<span class="mono">{type}</span>}
                    checked={chosen.has(type)}
                    onChange={(on) => toggle(type, on)}
                  />
                ))}
              </details>
            ))}
          </div>
        </fieldset>
      )}
      <SelectField
        name="api_version"
        label={words.common.version}
        value={version}
        onChange={setVersion}
        choices={[['', words.shell.ofAccount], ...session.versions.map((one) => [one, one] as const)]}
      />
      <div class="field">
        <CheckField label={names.connect} checked={connect} onChange={setConnect} />
      </div>
    </CreatePage>
  );
}

/** Types of events by their first word. */
function byFamily(types: readonly string[]): Map<string, string[]> {
  const families = new Map<string, string[]>();
  for (const type of types) {
    const family = type.split('.', 1)[0] ?? type;
    families.set(family, [...(families.get(family) ?? []), type]);
  }
  return families;
}
