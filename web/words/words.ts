import i18next, { type TFunction } from 'i18next';
import { type Language, speak } from '../elements/language/language.ts';
import { en } from './en.ts';

type Shape<T> = { readonly [Name in keyof T]: T[Name] extends string ? string : Shape<T[Name]> };
/** All texts of a language. */
export type CheckoutTexts = Shape<typeof en>;

/** The checkout page in the payer's language. */
export interface Words {
  /** Says a text of the page. */
  readonly t: TFunction;
  /** The words of the fields that the page has in common with the elements. */
  readonly language: Language;
  /** The full tag, for amounts and names of countries. */
  readonly tag: string;
}

const TEXTS: Readonly<Record<string, () => Promise<CheckoutTexts>>> = {
  da: async () => (await import('./da.ts')).da,
  de: async () => (await import('./de.ts')).de,
  fi: async () => (await import('./fi.ts')).fi,
  fr: async () => (await import('./fr.ts')).fr,
  ko: async () => (await import('./ko.ts')).ko,
};

/** The words for a locale; `auto` is the browser's own language, and English is what there always is. */
export async function wordsFor(locale: string): Promise<Words> {
  const language = await speak(locale);
  const base = language.tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? 'en';
  const texts = await TEXTS[base]?.();
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: texts ? base : 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en }, ...(texts && { [base]: { translation: texts } }) },
    // Preact escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return { t: i18n.t, language, tag: language.tag };
}
