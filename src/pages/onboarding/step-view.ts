import type { Field } from '../../connect/onboarding/fields.ts';
import type { Applicant, Step, StepName } from '../../connect/onboarding/steps.ts';
import { fill } from '../../shared/texts/fill.ts';
import { type Child, type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { type Entries, fieldViews } from './field-view.ts';
import { uploadName } from './uploads.ts';

/** The button of a step that fills in test data, by step: its text, and the handle that onboarding scripts look for. */
const FILLS: Readonly<Partial<Record<StepName, keyof Texts['onboarding']['fill']>>> = {
  contact: 'phone',
  code: 'code',
  documents: 'document',
  payout: 'bank',
};

/** A step and its state. */
export interface StepPage {
  readonly applicant: Applicant;
  readonly step: Step;
  readonly platform: string;
  readonly entries: Entries;
  /** A message about no field in particular. */
  readonly problem: string | null;
}

/** The title of a step. */
export function stepTitle({ onboarding }: Texts, { step, platform }: StepPage): string {
  return fill(onboarding.steps[step.name].title, { platform });
}

/** The form of a step. */
export function stepView(texts: Texts, page: StepPage): Html {
  const { onboarding: words } = texts;
  const { applicant, step, problem, entries } = page;
  const text = fill(words.steps[step.name].text, { lastDigits: applicant.link.internal.phoneDigits ?? '' });
  const general = problem ?? (Object.keys(entries.wrong).length > 0 ? words.problems : null);
  return html`<p>${text}</p>
    ${general !== null && html`<p class="wrong" role="alert">${general}</p>`}
    <form method="post" class="fields" novalidate${step.name === 'documents' && html` enctype="multipart/form-data"`}>
      ${fieldsOf(texts, page)}
      <button>${words.proceed}</button>
      ${fillButton(texts, step)}
      ${step.name === 'owners' && step.person === undefined && html`<button name="add" value="true" class="quiet">${words.addOwner}</button>`}
    </form>
    <form method="post" class="fields">
      <button name="skip" value="true" class="quiet">${words.skip}</button>
      <p class="hint">${words.skipHint}</p>
    </form>`;
}

function fieldsOf(texts: Texts, { step, entries, applicant }: StepPage): Child {
  if (step.name === 'documents') return step.fields.map((field) => documentField(texts, field, entries));
  if (step.name !== 'owners' || step.person !== undefined) return fieldViews(texts, step.fields, entries);
  return [ownersList(applicant), ...fieldViews(texts, step.fields.map(optional), entries)];
}

/** Nothing has to be typed where there are no other owners. */
function optional(field: Field): Field {
  return { ...field, isOptional: true };
}

function ownersList({ people }: Applicant): Html | false {
  const names = people.map(({ first_name: first, last_name: last }) => [first, last].filter(Boolean).join(' '));
  return names.length > 0 && html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`;
}

/** A document is uploaded, or in test mode chosen by the result of its verification. */
function documentField({ onboarding: words }: Texts, { name }: Field, { wrong }: Entries): Html {
  const label = name.includes('additional_document') ? words.fields.additional_document : words.fields.document;
  const tests = Object.entries(words.testDocuments);
  const message = wrong[name];
  const about = message !== undefined && html` aria-invalid="true" aria-describedby="${name}-wrong"`;
  return html`<fieldset class="document"><legend>${label}</legend>
    <label for="${uploadName(name)}">${words.upload}</label>
    <input type="file" id="${uploadName(name)}" name="${uploadName(name)}" accept="image/png,image/jpeg,application/pdf"${about}>
    <label for="${name}">${words.testDocument}</label><select id="${name}" name="${name}"><option value="">${words.choose}</option>${tests.map(
      ([file, text]) => html`<option value="${file}">${text}</option>`,
    )}</select>
    ${message !== undefined && html`<p id="${name}-wrong" class="wrong">${message}</p>`}</fieldset>`;
}

function fillButton({ onboarding: words }: Texts, { name }: Step): Html | undefined {
  const kind = FILLS[name];
  return (
    kind &&
    html`<button name="fill" value="test" class="quiet" data-test="test-mode-fill-button">${words.fill[kind]}</button>`
  );
}
