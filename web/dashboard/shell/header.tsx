import { span } from '../data/format.ts';
import { platformOf, useDesk } from '../data/session.ts';
import { useLanguage } from '../words/words.ts';
import type { Overlay } from './overlay.ts';
import { useWorldClock } from './world-clock.ts';
import { Worlds } from './worlds.tsx';

interface HeaderProps {
  readonly onOpen: (overlay: Overlay) => void;
  readonly menu: boolean;
  readonly onMenu: () => void;
  readonly connected: boolean;
}

/** The top of every page: the account, the search, the clock. */
export function Header({ onOpen, menu, onMenu, connected }: HeaderProps) {
  const { words, tag } = useLanguage();
  const { account } = useDesk();
  const clock = useWorldClock();
  const platform = platformOf(account);
  const ahead = clock.ahead > 1 ? words.frame.ahead(span(clock.ahead, tag)) : undefined;
  return (
    <header class="top">
      <button type="button" class="button menu" aria-expanded={menu} aria-controls="navigation" onClick={onMenu}>
        <span class="icon icon-menu" aria-hidden="true" />
        {words.frame.menu}
      </button>
      <Worlds />
      <button type="button" class="search" onClick={() => onOpen('palette')}>
        <span class="icon icon-search" aria-hidden="true" />
        <span class="label">{words.frame.search}</span>
        <kbd>/</kbd>
      </button>
      {!connected && (
        <span class="badge warning" role="status">
          {words.frame.reconnecting}
        </span>
      )}
      <button type="button" class="button quiet" onClick={() => onOpen('clock')}>
        <span class="icon icon-clock" aria-hidden="true" />
        {words.frame.clock}
        {ahead && <span class="badge info">{ahead}</span>}
      </button>
      <span class="badge test">{words.common.test}</span>
      {platform !== account && (
        <p class="viewing" role="status">
          {words.frame.viewingAs(account)} ·{' '}
          <a href={`/dashboard/${platform}/connect/accounts/${account}`}>{words.frame.back}</a>
        </p>
      )}
    </header>
  );
}
