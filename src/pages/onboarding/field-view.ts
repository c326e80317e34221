import { COUNTRY_RULES } from '../../accounts/requirements/country-rules.ts';
import { type Answers, invalidOf, missingOf } from '../../connect/onboarding/answers.ts';
import type { Field } from '../../connect/onboarding/fields.ts';
import { INDUSTRIES } from '../../connect/onboarding/industries.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';

/** The state of a page's fields. */
export interface Entries {
  readonly answers: Answers;
  /** Messages by the name of the field that they are about. */
  readonly wrong: Readonly<Record<string, string>>;
}

/** The messages about fields that were left empty or hold no valid value, by the fields' names. */
export function problemsOf({ onboarding }: Texts, fields: readonly Field[], answers: Answers): Entries['wrong'] {
  const about = (wrong: readonly Field[], text: string) => wrong.map(({ name }) => [name, text] as const);
  return Object.fromEntries([
    ...about(missingOf(fields, answers), onboarding.required),
    ...about(invalidOf(fields, answers), onboarding.invalid),
  ]);
}

/** The fields of a page; the three parts of a date of birth are one group. */
export function fieldViews(texts: Texts, fields: readonly Field[], entries: Entries): Html[] {
  const birth = fields.filter(({ param }) => param.startsWith('dob.'));
  return fields.flatMap((field) => {
    if (!birth.includes(field)) return [fieldView(texts, field, entries)];
    if (field !== birth[0]) return [];
    return [
      html`<fieldset class="parts"><legend>${texts.onboarding.fields.dob}</legend>
      ${birth.map((part) => fieldView(texts, part, entries))}</fieldset>`,
    ];
  });
}

/** A field with its label and, if it is wrong, the message about it. */
export function fieldView(texts: Texts, field: Field, { answers, wrong }: Entries): Html {
  const { name, control, isOptional } = field;
  const message = wrong[name];
  const about = message !== undefined && html` aria-invalid="true" aria-describedby="${name}-wrong"`;
  const problem = message !== undefined && html`<p id="${name}-wrong" class="wrong">${message}</p>`;
  const value = answers[name] ?? '';
  const label = labelOf(texts, field);
  if (control === 'check') {
    const checked = value !== '' && html` checked`;
    return html`<div class="check"><input type="checkbox" id="${name}" name="${name}" value="true"${checked}${about}>
      <label for="${name}">${label}</label>${problem}</div>`;
  }
  const shared = html`id="${name}" name="${name}"${!isOptional && html` required`}${field.autocomplete && html` autocomplete="${field.autocomplete}"`}${about}`;
  const note = isOptional && html` <span class="soft">(${texts.onboarding.optional})</span>`;
  return html`<div><label for="${name}">${label}${note}</label>${inputOf(texts, field, value, shared)}${problem}</div>`;
}

function labelOf({ onboarding }: Texts, { label, param }: Field): string {
  if (label !== null) return onboarding.fields[label];
  const words = param.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The longest value that a field takes, in characters. */
const LONGEST_VALUE = 5_000;
const LONGEST_CODE = 20;

function inputOf(texts: Texts, { control }: Field, value: string, shared: Html): Html {
  switch (control) {
    case 'country':
      return menu(texts, countryNames(texts.locale), value, shared);
    case 'own country':
      return menu(
        texts,
        countryNames(texts.locale).filter(([code]) => code === value),
        value,
        shared,
      );
    case 'business type':
      return menu(texts, Object.entries(texts.onboarding.businessTypes), value, shared);
    case 'code':
      return html`<input ${shared} inputmode="numeric" maxlength="${LONGEST_CODE}" value="${value}">`;
    case 'industry':
      return menu(texts, INDUSTRIES, value, shared);
    case 'month':
      return menu(texts, monthNames(texts.locale), value, shared);
    case 'longer text':
      return html`<textarea ${shared} rows="3" maxlength="${LONGEST_VALUE}">${value}</textarea>`;
    case 'digits':
      return html`<input ${shared} inputmode="numeric" maxlength="${LONGEST_VALUE}" value="${value}">`;
    case 'email':
    case 'tel':
      return html`<input ${shared} type="${control}" maxlength="${LONGEST_VALUE}" value="${value}">`;
    case 'url':
      return html`<input ${shared} inputmode="url" maxlength="${LONGEST_VALUE}" value="${value}">`;
    default:
      return html`<input ${shared} maxlength="${LONGEST_VALUE}" value="${value}">`;
  }
}

type Choices = readonly (readonly [value: string, name: string])[];

function menu(texts: Texts, choices: Choices, value: string, shared: Html): Html {
  return html`<select ${shared}><option value="">${texts.onboarding.choose}</option>${choices.map(
    ([choice, name]) => html`<option value="${choice}"${choice === value && html` selected`}>${name}</option>`,
  )}</select>`;
}

/** The countries that accounts can be in, by their names in a language. */
export function countryNames(locale: string): Choices {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const found = Object.keys(COUNTRY_RULES).map((code) => [code, names.of(code) ?? code] as const);
  return found.sort(([, a], [, b]) => a.localeCompare(b, locale));
}

const DAY_MS = 86_400_000;
/** Days from the middle of one month of 1970 to that of the next, nearly. */
const MONTH_DAYS = 30.4;

function monthNames(locale: string): Choices {
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from(
    { length: 12 },
    (_, month) => [String(month + 1), name.format((month * MONTH_DAYS + 14) * DAY_MS)] as const,
  );
}
