import { render } from 'preact';
import { applyTheme } from './data/preferences.ts';
import { followLinks } from './data/router.ts';
import { loadSession } from './data/session.ts';
import { loadPage } from './pages/registry.ts';
import { App, readPath } from './shell/app.tsx';
import { LANGUAGES, LanguageContext, preferredLanguage, tagOf } from './words/words.ts';
import './style.css';
import './icons.css';

/** Shows the dashboard in the language that the browser prefers. */
async function start(): Promise<void> {
  const root = document.getElementById('root');
  const language = preferredLanguage();
  const session = loadSession();
  const page = loadPage(readPath(location.pathname).below);
  const words = await LANGUAGES[language]?.load();
  await page;
  if (!root || !words) throw new Error('the page has no place for the dashboard');
  document.documentElement.lang = language;
  applyTheme();
  followLinks();
  render(
    <LanguageContext.Provider value={{ tag: tagOf(language), words }}>
      <App loading={session} />
    </LanguageContext.Provider>,
    root,
  );
}

void start();
