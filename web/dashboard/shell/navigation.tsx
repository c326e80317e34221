import { useDesk, useLink } from '../data/session.ts';
import { useWords } from '../words/words.ts';
import { NAVIGATION, type NavEntry } from './nav-entries.ts';

/** The links to all pages. */
export function Navigation({ below, open }: { below: string; open: boolean }) {
  const words = useWords();
  const link = useLink();
  const { session } = useDesk();
  const entries = NAVIGATION.filter(({ needs }) => needs === undefined || session.built.includes(needs));
  const isCurrent = ({ path }: NavEntry) => (path === '' ? below === '' : `${below}/`.startsWith(`${path}/`));
  const item = (entry: NavEntry) => (
    <li key={entry.path}>
      <a href={link(entry.path)} aria-current={isCurrent(entry) ? 'page' : undefined}>
        <span class={`icon icon-${entry.icon}`} aria-hidden="true" />
        {words.nav[entry.name]}
      </a>
    </li>
  );
  const settings = entries.filter(({ path }) => path === 'settings');
  return (
    <nav aria-label={words.frame.main} class={open ? 'navigation open' : 'navigation'} id="navigation">
      <ul>
        {entries.filter(({ developers, hidden, path }) => !(developers || hidden) && path !== 'settings').map(item)}
      </ul>
      <p class="heading">{words.frame.developers}</p>
      <ul>{entries.filter(({ developers }) => developers).map(item)}</ul>
      <ul class="last">{settings.map(item)}</ul>
    </nav>
  );
}
