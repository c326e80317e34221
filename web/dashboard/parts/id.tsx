import { useState } from 'preact/hooks';
import { pageOfId } from '../data/object-pages.ts';
import { useLink } from '../data/session.ts';
import { useWords } from '../words/words.ts';

/** An id, as a link to its page if there is one. */
export function Id({ id, copy }: { id: string; copy?: boolean }) {
  const link = useLink();
  const page = pageOfId(id);
  return (
    <span class="id">
      {page ? (
        <a class="mono" href={link(page)}>
          {id}
        </a>
      ) : (
        <span class="mono">{id}</span>
      )}
      {copy && <CopyButton text={id} />}
    </span>
  );
}

/** Milliseconds that a button shows that it has copied. */
const SHOWN_MS = 1_500;

interface CopyProps {
  readonly text: string;
  /** The button's text; without it, an icon. */
  readonly label?: string;
  readonly shortcut?: boolean;
}

/** Copies a text. */
export function CopyButton({ text, label, shortcut }: CopyProps) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  const short = copied ? words.common.copied : undefined;
  return (
    <button
      type="button"
      class={label ? 'button small' : 'button quiet icon-only small'}
      aria-label={label ? undefined : words.common.copyId(text)}
      data-key={shortcut ? 'c' : undefined}
      onClick={() => void copy()}
    >
      {label ? (short ?? label) : <span class={`icon icon-${copied ? 'check' : 'copy'}`} aria-hidden="true" />}
    </button>
  );
}
