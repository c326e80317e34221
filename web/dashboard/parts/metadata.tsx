import { useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { Section } from './detail.tsx';
import { DialogForm } from './dialog-form.tsx';
import { TextField } from './fields.tsx';

type Metadata = Readonly<Record<string, string>>;

/** Reads lines such as `order: 1001`; keys that are gone are unset by ''. */
export function readMetadata(text: string, before: Metadata): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const at = line.indexOf(':');
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  const removed = Object.keys(before).map((key) => [key, ''] as const);
  return Object.fromEntries([...removed, ...pairs.filter(([key]) => key !== '')]);
}

/** The metadata of an object, and an editor of it. */
export function MetadataSection({
  metadata,
  onSave,
}: {
  metadata: Metadata | null;
  onSave: (changed: Metadata) => Promise<unknown>;
}) {
  const words = useWords();
  const [text, setText] = useState<string>();
  const own = metadata ?? {};
  const pairs = Object.entries(own);
  const edit = (
    <button
      type="button"
      class="button small"
      onClick={() => setText(pairs.map(([key, value]) => `${key}: ${value}`).join('\n'))}
    >
      {words.common.edit}
    </button>
  );
  return (
    <Section title={words.common.metadata} actions={edit}>
      {pairs.length === 0 ? (
        <p class="muted">{words.common.none}</p>
      ) : (
        <dl class="facts">
          {pairs.map(([key, value]) => (
            <div key={key}>
              <dt class="mono">{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {text !== undefined && (
        <DialogForm
          title={words.common.metadata}
          submit={words.common.save}
          onClose={() => setText(undefined)}
          onSubmit={() => onSave(readMetadata(text, own))}
        >
          <TextField
            name="metadata"
            label={words.common.metadata}
            hint={words.common.metadataHint}
            value={text}
            onChange={setText}
            lines={6}
            mono
          />
        </DialogForm>
      )}
    </Section>
  );
}
