import { useState } from 'preact/hooks';
import { useDesk } from '../data/session.ts';
import { useGet } from '../data/use-call.ts';
import { useWords } from '../words/words.ts';
import { SelectField } from './fields.tsx';
import { JsonView } from './json-view.tsx';
import { Pending } from './notices.tsx';

type Json = Readonly<Record<string, unknown>>;

/** An object at any API version, with what differs from the newest one set off. */
export function JsonTab({
  path,
  topics,
  of,
}: {
  path: string;
  topics: readonly string[];
  of?: (answer: Json) => unknown;
}) {
  const words = useWords();
  const { session } = useDesk();
  const newest = session.versions[0] ?? session.version;
  const [version, setVersion] = useState(newest);
  const now = useGet<Json>(path, {}, topics, newest);
  const then = useGet<Json>(path, {}, topics, version);
  const value = then.data ?? now.data;
  if (!value) return <Pending error={then.error ?? now.error} />;
  const shown = of ? of(value) : value;
  const other = now.data && (of ? of(now.data) : now.data);
  return (
    <>
      <div class="form">
        <SelectField
          name="version"
          label={words.common.version}
          value={version}
          onChange={setVersion}
          choices={session.versions.map((one) => [one, one] as const)}
        />
      </div>
      <JsonView value={shown} marked={version === newest ? new Set() : differences(shown, other)} />
    </>
  );
}

/** The names of fields that only one of two objects has, or that differ. */
export function differences(one: unknown, other: unknown): ReadonlySet<string> {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return new Set();
  const [a, b] = [{ ...one } as Json, { ...other } as Json];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return new Set([...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name])));
}
