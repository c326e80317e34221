import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from './en.ts';

/** The languages, each loaded when it is chosen. */
export const LANGUAGES: Readonly<Record<string, { readonly name: string; readonly load: () => Promise<Words> }>> = {
  en: { name: 'English', load: async () => (await import('./en.ts')).en },
  fr: { name: 'Français', load: async () => (await import('./fr.ts')).fr },
};

const KEPT = 'florin.language';

/** The language that was chosen in this browser, else the first one that it prefers. */
export function preferredLanguage(): string {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.find((tag) => tag in LANGUAGES) ?? 'en';
}

/** Keeps a language for this browser. */
export function keepLanguage(language: string): void {
  localStorage.setItem(KEPT, language);
}

/** Texts and the tag by which amounts and dates are written. */
export interface Language {
  readonly tag: string;
  readonly words: Words;
}

export const LanguageContext = createContext<Language | undefined>(undefined);

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('no language is loaded');
  return language;
}

export function useWords(): Words {
  return useLanguage().words;
}

/** Tags of amounts and dates: the browser's own of the language, with its region. */
export function tagOf(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(language) && isTag(tag)) ?? language;
}

/** True for a tag that amounts can be written by. Some systems give browsers one with more, as `en-US@posix`. */
function isTag(tag: string): boolean {
  return /^[a-z]{2}(-[A-Za-z0-9]{2,8})*$/.test(tag);
}
