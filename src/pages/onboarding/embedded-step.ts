import type { Step, StepName } from '../../connect/onboarding/steps.ts';
import { respondEmbedded } from '../embed-document.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';

/** The names under which steps are reported to the page around the form (`setOnStepChange`). */
const REPORTED: Readonly<Record<StepName, string>> = {
  contact: 'stripe_user_authentication',
  code: 'stripe_user_authentication',
  business: 'business_type',
  person: 'representative_details',
  representative: 'representative_details',
  owners: 'owners',
  company: 'business_details',
  profile: 'support_details',
  documents: 'representative_document',
  payout: 'external_account',
  review: 'summary',
};

/** A step of onboarding in an embedded component. */
export function embeddedStep(
  { onboarding: words, locale }: Texts,
  { title, leave }: { readonly title: string; readonly leave: string },
  { step, content, status }: { readonly step: Step; readonly content: Html; readonly status: number },
): Response {
  return respondEmbedded({
    language: locale,
    title,
    status,
    body: html`<div class="step"><p><span class="badge">${words.test}</span></p><h1>${title}</h1>${content}
    <p><a href="${leave}">${words.later}</a></p><p class="hint">${words.testNote}</p></div>`,
    events: [{ name: 'StepChange', detail: { step: REPORTED[step.name] } }],
  });
}
