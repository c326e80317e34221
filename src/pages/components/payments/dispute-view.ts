import { refusal } from '../../../charges/disputes/state.ts';
import type { Dispute } from '../../../charges/disputes/type.ts';
import { type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { badge, day, facts, money } from '../parts.ts';

/** The longest evidence that is read, in characters. */
export const LONGEST_EVIDENCE = 20_000;

/** True while evidence can be submitted for a dispute. */
export function isOpen({ status }: Dispute): boolean {
  return refusal(status, 'submit') === undefined;
}

/** A dispute's status, as it is shown. */
export function statusName({ status }: Dispute): string {
  return status.replaceAll('_', ' ');
}

/** A dispute, and what can be done about it while it is open. */
export function disputeView(
  { embedded: words, locale }: Texts,
  dispute: Dispute,
  { here, isManaged }: { readonly here: string; readonly isManaged: boolean },
): Html {
  const due = dispute.evidence_details.due_by;
  const action = `${here}/disputes/${dispute.id}`;
  return html`<section><h2>${words.dispute} ${badge(statusName(dispute), 'warning')}</h2>
  ${facts([
    [words.amount, money(dispute, locale)],
    [words.reason, dispute.reason.replaceAll('_', ' ')],
    [words.respondBy, due !== null && isOpen(dispute) && day(due, locale)],
  ])}
  ${
    isManaged &&
    isOpen(dispute) &&
    html`<form method="post" action="${action}/evidence" class="fields">
      <div><label for="evidence">${words.evidence}</label><textarea id="evidence" name="evidence" rows="4" required maxlength="${LONGEST_EVIDENCE}"></textarea></div>
      <div><button>${words.submitEvidence}</button></div></form>
    <form method="post" action="${action}/accept"><button class="danger">${words.acceptDispute}</button></form>`
  }</section>`;
}
