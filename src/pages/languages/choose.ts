import { pages as da } from '../../shared/texts/da/pages.ts';
import { pages as en } from '../../shared/texts/en/pages.ts';
import { pages as fi } from '../../shared/texts/fi/pages.ts';
import { pages as fr } from '../../shared/texts/fr/pages.ts';
import type { Texts } from './texts.ts';

const ENGLISH: Texts = { locale: 'en', ...en };
const LANGUAGES = new Map<string, Texts>([
  ['da', { locale: 'da', ...da }],
  ['en', ENGLISH],
  ['fi', { locale: 'fi', ...fi }],
  ['fr', { locale: 'fr', ...fr }],
]);
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
  return wanted[0]?.texts ?? ENGLISH;
}
