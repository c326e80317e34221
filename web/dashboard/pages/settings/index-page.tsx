import { useLink } from '../../data/session.ts';
import { useTitle } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { SETTINGS } from './pages.ts';

/** All settings. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const leads: Readonly<Record<string, string>> = {
    business: words.settings.businessLead,
    branding: words.settings.brandingLead,
    payment_methods: words.settings.methodsLead,
    payouts: words.settings.payoutsLead,
    api: words.settings.apiLead,
    keyboard: words.settings.keyboardLead,
    'connect/platform-profile': words.settings.platformLead,
    'connect/oauth': words.settings.oauthLead,
  };
  useTitle(words.settings.title);
  return (
    <>
      <div class="title">
        <h1>{words.settings.title}</h1>
      </div>
      <ul class="columns">
        {SETTINGS.map(([path, name]) => (
          <li key={path} class="card">
            <h2>
              <a href={link(`settings/${path}`)} data-row-link="">
                {String(words.settings[name])}
              </a>
            </h2>
            <p class="muted">{leads[path]}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
