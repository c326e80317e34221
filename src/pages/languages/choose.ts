import { parseAccept } from 'hono/utils/accept';
import { embedded as daEmbedded } from '../../shared/texts/da/embedded.ts';
import { onboarding as daOnboarding } from '../../shared/texts/da/onboarding.ts';
import { pages as da } from '../../shared/texts/da/pages.ts';
import { portal as daPortal } from '../../shared/texts/da/portal.ts';
import { embedded as enEmbedded } from '../../shared/texts/en/embedded.ts';
import { onboarding as enOnboarding } from '../../shared/texts/en/onboarding.ts';
import { pages as en } from '../../shared/texts/en/pages.ts';
import { portal as enPortal } from '../../shared/texts/en/portal.ts';
import { embedded as fiEmbedded } from '../../shared/texts/fi/embedded.ts';
import { onboarding as fiOnboarding } from '../../shared/texts/fi/onboarding.ts';
import { pages as fi } from '../../shared/texts/fi/pages.ts';
import { portal as fiPortal } from '../../shared/texts/fi/portal.ts';
import { embedded as frEmbedded } from '../../shared/texts/fr/embedded.ts';
import { onboarding as frOnboarding } from '../../shared/texts/fr/onboarding.ts';
import { pages as fr } from '../../shared/texts/fr/pages.ts';
import { portal as frPortal } from '../../shared/texts/fr/portal.ts';
import type { Texts } from './texts.ts';

const ENGLISH: Texts = { locale: 'en', ...en, embedded: enEmbedded, onboarding: enOnboarding, portal: enPortal };
const LANGUAGES = new Map<string, Texts>([
  ['da', { locale: 'da', ...da, embedded: daEmbedded, onboarding: daOnboarding, portal: daPortal }],
  ['en', ENGLISH],
  ['fi', { locale: 'fi', ...fi, embedded: fiEmbedded, onboarding: fiOnboarding, portal: fiPortal }],
  ['fr', { locale: 'fr', ...fr, embedded: frEmbedded, onboarding: frOnboarding, portal: frPortal }],
]);
/** The longest Accept-Language header that is read, in characters; the rest is ignored. */
const LONGEST_HEADER = 500;

/** The texts that an Accept-Language header prefers; English if it names none of the languages. */
export function chooseTexts(header: string | null): Texts {
  for (const { type, params } of parseAccept((header ?? '').slice(0, LONGEST_HEADER))) {
    const texts = LANGUAGES.get(type.toLowerCase().split('-', 1)[0] ?? '');
    if (texts && Number(params.q ?? 1) > 0) return texts;
  }
  return ENGLISH;
}
