import { useEffect, useState } from 'preact/hooks';
import { readAmount } from '../data/format.ts';
import { pageOfId } from '../data/object-pages.ts';
import { go } from '../data/router.ts';
import { useLink } from '../data/session.ts';
import { type ApiList, useCalls } from '../data/use-call.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../words/words.ts';
import { NAVIGATION } from './nav-entries.ts';
import type { Overlay } from './overlay.ts';

interface Option {
  readonly key: string;
  readonly text: string;
  readonly kind: string;
  readonly run: () => void;
}

/** Wait for the rest of an e-mail address, in milliseconds. */
const TYPING_MS = 120;

/** Finds pages, objects by id, customers by e-mail, payments by amount, and actions. */
export function Palette({ onClose, onOpen }: { onClose: () => void; onOpen: (overlay: Overlay) => void }) {
  const words = useWords();
  const link = useLink();
  const { get } = useCalls();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<readonly Option[]>([]);
  const typed = text.trim();

  const open = (path: string) => () => {
    onClose();
    go(link(path));
  };

  useEffect(() => {
    if (!/^[^@\s]+@[^@\s]+\.\w+$/.test(typed)) return setFound([]);
    let current = true;
    const timer = setTimeout(() => {
      get<ApiList<{ id: string; name: string | null; email: string }>>('/v1/customers', {
        email: typed,
        limit: 5,
      }).then(
        ({ data }) =>
          current &&
          setFound(
            data.map(({ id, name, email }) => ({
              key: id,
              text: `${name ?? ''} ${email} ${id}`.trim(),
              kind: words.common.customer,
              run: open(`customers/${id}`),
            })),
          ),
        () => {},
      );
    }, TYPING_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed]);

  const page = pageOfId(typed);
  const amount = /^[\s\p{Sc}\d.,]+$/u.test(typed) && /\d/.test(typed) ? readAmount(typed, 'usd') : undefined;
  const span = /(\d+\s*(?:ms|[smhdw]))$/.exec(typed)?.[1];
  const lower = typed.toLowerCase();
  const pages = NAVIGATION.filter(({ name }) => words.nav[name].toLowerCase().includes(lower));
  const options: readonly Option[] = [
    ...(page ? [{ key: typed, text: words.palette.open(typed), kind: words.palette.page, run: open(page) }] : []),
    ...found,
    ...(amount === undefined
      ? []
      : [
          {
            key: 'amount',
            text: words.palette.amount(typed),
            kind: words.nav.payments,
            run: open(`payments?amount=${amount}`),
          },
        ]),
    ...(span === undefined
      ? []
      : [{ key: 'clock', text: words.palette.advance(span), kind: words.palette.action, run: () => onOpen('clock') }]),
    ...pages.map(({ path, name }) => ({
      key: path || 'home',
      text: words.nav[name],
      kind: words.palette.page,
      run: open(path),
    })),
    ...(words.payments.create.toLowerCase().includes(lower)
      ? [{ key: 'create', text: words.payments.create, kind: words.palette.action, run: open('payments/create') }]
      : []),
  ];
  const chosen = Math.min(at, options.length - 1);

  function onKey(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setAt(Math.min(Math.max(chosen + move, 0), options.length - 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      options[chosen]?.run();
    }
  }

  return (
    <Dialog title={words.palette.title} onClose={onClose} bare>
      <input
        class="palette"
        role="combobox"
        aria-label={words.palette.title}
        aria-expanded="true"
        aria-controls="palette-options"
        aria-activedescendant={options[chosen] ? `palette-${chosen}` : undefined}
        placeholder={words.palette.hint}
        value={text}
        autoFocus
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="palette-options" role="listbox" aria-label={words.palette.title} class="options">
        {options.map((option, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and names the chosen option
          <div
            key={option.key}
            id={`palette-${n}`}
            role="option"
            aria-selected={n === chosen}
            onClick={option.run}
            onMouseMove={() => setAt(n)}
          >
            <span>{option.text}</span>
            <span class="muted">{option.kind}</span>
          </div>
        ))}
      </div>
      {options.length === 0 && <p class="muted">{words.palette.nothing}</p>}
    </Dialog>
  );
}
