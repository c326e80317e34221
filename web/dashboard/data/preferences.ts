/** Settings that this browser keeps for itself: never a key, and nothing of an account. */
const NAMES = { theme: 'florin.theme', keys: 'florin.keys', utc: 'florin.utc' } as const;

export type Preference = keyof typeof NAMES;

export function preference(name: Preference): string | null {
  return localStorage.getItem(NAMES[name]);
}

export function setPreference(name: Preference, value: string | null): void {
  if (value === null) localStorage.removeItem(NAMES[name]);
  else localStorage.setItem(NAMES[name], value);
  if (name === 'theme') applyTheme();
}

/** Shows the theme that was chosen; the system's without a choice. */
export function applyTheme(): void {
  const theme = preference('theme');
  if (theme === null) document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
}
