import { useState } from 'preact/hooks';
import { saveFile } from '../data/call.ts';
import { moment } from '../data/format.ts';
import { preference } from '../data/preferences.ts';
import { useGet } from '../data/use-call.ts';
import type { Words } from '../words/en.ts';
import { useLanguage } from '../words/words.ts';
import { CheckField } from './fields.tsx';
import { CopyButton, Id } from './id.tsx';
import { Empty, Pending } from './notices.tsx';

export type Kind = keyof Words['recorder']['kinds'];

/** One line of what happened. */
export interface TrailEntry {
  readonly kind: Kind;
  /** Seconds since epoch. */
  readonly at: number;
  readonly text: string;
  readonly id: string | null;
  readonly about: string | null;
  readonly ok: boolean;
}

export interface Trail {
  readonly entries: readonly TrailEntry[];
  readonly complete: boolean;
}

const MARKS: Readonly<Record<Kind, string>> = {
  request: '▶',
  network: '⇄',
  event: '✉',
  posting: '±',
  delivery: '◀',
  timer: '◷',
  mail: '@',
};

/** Loads what happened to a payment, and shows it on one line of time. */
export function Recorder({ id, topics }: { id: string; topics: readonly string[] }) {
  const { data, error, reload } = useGet<Trail>(`/trail/${id}`, {}, [...topics, 'deliveries']);
  if (!data) return <Pending error={error} onRetry={reload} />;
  return <TrailView trail={data} name={id} />;
}

/** A trail, filtered by kind; it can be copied and downloaded. */
export function TrailView({ trail, name }: { trail: Trail; name: string }) {
  const { words, tag } = useLanguage();
  const [hidden, setHidden] = useState<ReadonlySet<Kind>>(new Set());
  const names = words.recorder;
  const kinds = Object.entries(names.kinds) as [Kind, string][];
  const entries = trail.entries.filter(({ kind }) => !hidden.has(kind));
  const time = (at: number) => moment(at, tag, preference('utc') === 'on');

  function toggle(kind: Kind, on: boolean): void {
    const next = new Set(hidden);
    if (on) next.delete(kind);
    else next.add(kind);
    setHidden(next);
  }

  function save(): void {
    const file = { florin: 'trail', version: 1, name, ...trail };
    saveFile(`${name}.trail.json`, new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
  }

  const markdown = entries
    .map(({ kind, at, text, id }) => `- ${time(at)} ${MARKS[kind]} ${text}${id ? ` \`${id}\`` : ''}`)
    .join('\n');
  return (
    <>
      <div class="title">
        <div class="choices">
          {kinds.map(([kind, text]) => (
            <CheckField key={kind} label={text} checked={!hidden.has(kind)} onChange={(on) => toggle(kind, on)} />
          ))}
        </div>
        <div class="row">
          <CopyButton text={markdown} label={names.markdown} />
          <button type="button" class="button small" onClick={save}>
            {names.download}
          </button>
        </div>
      </div>
      {!trail.complete && <p class="notice">{names.cut}</p>}
      {entries.length === 0 ? (
        <Empty title={names.empty} />
      ) : (
        <ol class="trail">
          {entries.map((entry, n) => (
            // A trail is shown as it was loaded; its lines have no other identity than their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={n} class={entry.ok ? entry.kind : `${entry.kind} bad`}>
              <span class="muted time">{time(entry.at)}</span>
              <span class="mark-of" role="img" aria-label={names.kinds[entry.kind]}>
                {MARKS[entry.kind]}
              </span>
              <span class="text">
                {entry.text} {entry.kind === 'posting' && <span class="muted">({names.sums})</span>}{' '}
                {entry.id && <Id id={entry.id} />}
              </span>
              <span class="muted about mono">{entry.about}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
