import type { ComponentChildren } from 'preact';
import { useAddress } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useWords } from '../../words/words.ts';
import { SETTINGS } from './pages.ts';

/** A settings page beside the list of all of them. */
export function SettingsPage({ children }: { children: ComponentChildren }) {
  const words = useWords();
  const link = useLink();
  const { path } = useAddress();
  return (
    <>
      <nav class="tabs" aria-label={words.settings.title}>
        {SETTINGS.map(([page, name]) => (
          <a
            key={page}
            href={link(`settings/${page}`)}
            aria-current={path === link(`settings/${page}`) ? 'page' : undefined}
          >
            {String(words.settings[name])}
          </a>
        ))}
      </nav>
      {children}
    </>
  );
}
