import { da } from './da.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import type { Texts } from './texts.ts';

const LANGUAGES = new Map<string, Texts>([en, fr, da, fi].map((texts) => [texts.locale, texts]));
/** How much of an Accept-Language header is looked at. */
const LONGEST_WISH = 500;

/** The texts a browser asks for, by its Accept-Language header; English when it asks for none of them. */
export function chooseTexts(wish: string | null): Texts {
  const wanted = (wish ?? '')
    .slice(0, LONGEST_WISH)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { texts: LANGUAGES.get(tag.split('-', 1)[0] ?? ''), weight: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ texts, weight }) => texts && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.texts ?? en;
}
