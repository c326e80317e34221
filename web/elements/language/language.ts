import i18next, { type TFunction } from 'i18next';
import { en } from './en.ts';

/** Says a text in the payer's language. */
export type Translate = TFunction;

/** The languages there are; texts other than English are loaded when they are needed. */
const LANGUAGES: Readonly<Record<string, () => Promise<Texts>>> = {
  da: async () => (await import('./da.ts')).da,
  de: async () => (await import('./de.ts')).de,
  fi: async () => (await import('./fi.ts')).fi,
  fr: async () => (await import('./fr.ts')).fr,
  ko: async () => (await import('./ko.ts')).ko,
};

type Words<T> = { readonly [Name in keyof T]: T[Name] extends string ? string : Words<T[Name]> };
/** All texts of a language. */
export type Texts = Words<typeof en>;

/** Tongues that are written from right to left, should a page ask for one. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

export interface Language {
  readonly t: Translate;
  /** The full tag, as `fr-CA`: for names of countries. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The language for a locale as a page gives it; `auto` is the browser's own, and English is what there always is. */
export async function speak(locale: string): Promise<Language> {
  const wanted = (locale === 'auto' ? navigator.languages : [locale]).filter(isTag);
  const tag = wanted.find((one) => baseOf(one) === 'en' || Object.hasOwn(LANGUAGES, baseOf(one))) ?? 'en';
  const base = baseOf(tag);
  const i18n = i18next.createInstance();
  const texts = base === 'en' ? undefined : await LANGUAGES[base]?.();
  await i18n.init({
    lng: base,
    fallbackLng: 'en',
    resources: { en: { translation: en }, ...(texts && { [base]: { translation: texts } }) },
    // Preact escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return { t: i18n.t, tag, direction: RIGHT_TO_LEFT.has(baseOf(wanted[0] ?? 'en')) ? 'rtl' : 'ltr' };
}

function baseOf(tag: string): string {
  return tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? 'en';
}

/** Whether a tag can be worked with: some systems have browsers name theirs in a form of their own, as `en-US@posix`. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
