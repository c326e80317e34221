import type { EmbeddedTexts } from '../../shared/texts/en/embedded.ts';
import type { OnboardingTexts } from '../../shared/texts/en/onboarding.ts';
import type { PagesTexts } from '../../shared/texts/en/pages.ts';
import type { PortalTexts } from '../../shared/texts/en/portal.ts';

/** The texts of the server's pages in one language. */
export interface Texts extends PagesTexts {
  /** BCP 47, for `lang` and for amounts and dates. */
  readonly locale: string;
  readonly embedded: EmbeddedTexts;
  readonly onboarding: OnboardingTexts;
  readonly portal: PortalTexts;
}
