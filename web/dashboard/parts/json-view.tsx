import { useState } from 'preact/hooks';
import { pageOfId } from '../data/object-pages.ts';
import { useWords } from '../words/words.ts';
import { Id } from './id.tsx';

/** Lines that are shown at once. */
const LINES = 200;

/** JSON with its ids as links, a part at a time. `marked` lines are set off. */
export function JsonView({ value, marked }: { value: unknown; marked?: ReadonlySet<string> }) {
  const words = useWords();
  const [shown, setShown] = useState(LINES);
  const lines = (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')).split('\n');
  const rest = lines.length - shown;
  return (
    <div class="json">
      <pre tabIndex={0}>
        {lines.slice(0, shown).map((line, n) => (
          // Lines have no other identity than their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={n} class={marked?.has(keyIn(line)) ? 'line marked' : 'line'}>
            {withLinks(line)}
            {'\n'}
          </span>
        ))}
      </pre>
      {rest > 0 && (
        <button type="button" class="button small" onClick={() => setShown(shown + LINES)}>
          {words.common.showMore(rest)}
        </button>
      )}
    </div>
  );
}

/** The name in a line of an object's top level; of others, the line itself. */
function keyIn(line: string): string {
  return /^(?: {2}| {6})"([^"]+)":/.exec(line)?.[1] ?? line;
}

function withLinks(line: string) {
  const [, before, id, after] = /^(.*")([a-z]+(?:_[a-z]+)*_[A-Za-z0-9_]{6,})(",?)$/.exec(line) ?? [];
  if (id === undefined || !pageOfId(id)) return line;
  return (
    <>
      {before}
      <Id id={id} />
      {after}
    </>
  );
}
