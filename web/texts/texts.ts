import i18next, { type TFunction } from 'i18next';
import type { CheckoutTexts } from '../../src/shared/texts/en/checkout.ts';
import type { ElementsTexts } from '../../src/shared/texts/en/elements.ts';
import type { FormTexts } from '../../src/shared/texts/en/form.ts';

export type Translate = TFunction;

/** The texts of a page or frame in the customer's language. */
export interface Texts {
  readonly t: Translate;
  /** The full language tag (for example, `fr-CA`), for amounts and names of countries. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
}

/** Languages with a folder in `src/shared/texts`. */
const LANGUAGES = ['da', 'de', 'en', 'fi', 'fr', 'ko'];
const FALLBACK = 'en';

/** Loads one part of the texts. Every language is a chunk of its own. */
const PARTS = {
  elements: async (language: string): Promise<ElementsTexts> =>
    (await import(`../../src/shared/texts/${language}/elements.ts`)).elements,
  form: async (language: string): Promise<FormTexts> =>
    (await import(`../../src/shared/texts/${language}/form.ts`)).form,
  checkout: async (language: string): Promise<CheckoutTexts> =>
    (await import(`../../src/shared/texts/${language}/checkout.ts`)).checkout,
};

export type TextPart = keyof typeof PARTS;

/** Languages without texts here that a page may still ask for, and that are written from right to left. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** Loads the texts for a page's locale; `auto` is the browser's language. Falls back to English. */
export async function loadTexts(locale: string, parts: readonly TextPart[]): Promise<Texts> {
  const wanted = (locale === 'auto' ? navigator.languages : [locale]).filter(isTag);
  const tag = wanted.find((one) => LANGUAGES.includes(languageOf(one))) ?? FALLBACK;
  const language = languageOf(tag);
  const loaded = await Promise.all(parts.map(async (part) => [part, await PARTS[part](language)] as const));
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    fallbackLng: false,
    ns: parts,
    defaultNS: parts,
    resources: { [language]: Object.fromEntries(loaded) },
    // Preact escapes what it shows.
    interpolation: { escapeValue: false },
  });
  const isRightToLeft = RIGHT_TO_LEFT.has(languageOf(wanted[0] ?? FALLBACK));
  return { t: i18n.t, tag, direction: isRightToLeft ? 'rtl' : 'ltr' };
}

function languageOf(tag: string): string {
  return tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? FALLBACK;
}

/** True for a valid language tag. Some systems give browsers tags of another form (for example, `en-US@posix`). */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
