import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../words/words.ts';
import { NAVIGATION } from './nav-entries.ts';

/** The sheet of all shortcuts. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const names = words.keys;
  const groups: [string, [string[], string][]][] = [
    [
      names.go,
      NAVIGATION.flatMap(({ key, name }) =>
        key === undefined ? [] : [[['g', key], words.nav[name]] as [string[], string]],
      ),
    ],
    [
      names.list,
      [
        [['j'], names.next],
        [['k'], names.previous],
        [['Enter'], names.open],
        [[']'], names.older],
        [['['], names.newer],
      ],
    ],
    [
      names.page,
      [
        [['Esc'], names.back],
        [['c'], names.copy],
        [['a'], words.common.actions],
        [['t'], names.clock],
        [['/'], names.search],
        [['Ctrl', 'K'], names.search],
        [['?'], names.sheet],
      ],
    ],
  ];
  return (
    <Dialog title={names.title} onClose={onClose} wide>
      <div class="columns">
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl class="keys">
              {keys.map(([pressed, what]) => (
                <div key={what + pressed.join()}>
                  <dt>
                    {pressed.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
