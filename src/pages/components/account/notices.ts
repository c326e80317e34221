import type { Account } from '../../../accounts/type.ts';
import { type Child, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';

/** The number of requirements that an account still has to meet, by when they are due. */
export interface Notice {
  /** Due now. */
  readonly due: number;
  /** Not due yet. */
  readonly later: number;
  readonly isRestricted: boolean;
}

export function noticeOf({ requirements, charges_enabled: charges, payouts_enabled: payouts }: Account): Notice {
  const due = new Set([...requirements.currently_due, ...requirements.past_due]);
  return {
    due: due.size,
    later: requirements.eventually_due.filter((name) => !due.has(name)).length,
    isRestricted: due.size > 0 && !(charges && payouts),
  };
}

/** A notice that details are missing, with a link to the form; null if nothing is due. */
export function noticeView({ embedded: words }: Texts, { due, isRestricted }: Notice, path: string): Child {
  if (due === 0) return null;
  return html`<section class="panel notice"><h2>${isRestricted ? words.restricted : words.moreNeeded}</h2>
  <p>${isRestricted ? words.restrictedText : words.moreNeededText}</p>
  <p><a class="button" href="${path}/resolve">${words.resolve}</a></p></section>`;
}
