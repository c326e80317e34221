import { useState } from 'preact/hooks';
import { type Preference, preference, setPreference } from '../../data/preferences.ts';
import { SelectField, Switch } from '../../parts/fields.tsx';
import { useTitle } from '../../parts/notices.tsx';
import { keepLanguage, LANGUAGES, preferredLanguage, useWords } from '../../words/words.ts';
import { SettingsPage } from './settings-page.tsx';

/** Settings that this browser keeps for itself: keys, language, theme, time zone. */
export function Page() {
  const words = useWords();
  const names = words.settings;
  const [, redraw] = useState(0);
  useTitle(names.keyboard);
  const set = (name: Preference, value: string | null) => {
    setPreference(name, value);
    redraw((n) => n + 1);
  };
  return (
    <SettingsPage>
      <div class="title">
        <h1>{names.keyboard}</h1>
      </div>
      <p class="muted">{names.keyboardLead}</p>
      <div class="form">
        <div class="field">
          <Switch
            label={names.singleKeys}
            checked={preference('keys') !== 'off'}
            onChange={(on) => set('keys', on ? null : 'off')}
          />
          <p class="hint">{names.singleKeysHint}</p>
        </div>
        <div class="field">
          <Switch
            label={names.zone}
            checked={preference('utc') === 'on'}
            onChange={(on) => set('utc', on ? 'on' : null)}
          />
        </div>
        <SelectField
          name="theme"
          label={names.theme}
          value={preference('theme') ?? 'system'}
          onChange={(theme) => set('theme', theme === 'system' ? null : theme)}
          choices={Object.entries(names.themes)}
        />
        <SelectField
          name="language"
          label={names.languageLabel}
          value={preferredLanguage()}
          onChange={(language) => {
            keepLanguage(language);
            location.reload();
          }}
          choices={Object.entries(LANGUAGES).map(([code, { name }]) => [code, name] as const)}
        />
      </div>
    </SettingsPage>
  );
}
