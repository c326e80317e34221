import { isEmail } from '../shared/email.ts';
import type { Texts } from '../texts/texts.ts';
import { type FieldSpec, filled, shaped } from './field-spec.ts';

const PHONE = /^\+?[\d\s()./-]{6,20}$/;
const LONGEST_PHONE = 20;
/** The API's limit for an e-mail address. */
const LONGEST_EMAIL = 512;

export function emailField(texts: Texts): FieldSpec {
  const required = filled(texts);
  return {
    id: 'email',
    label: texts.t('contact.email'),
    kind: 'email',
    autoComplete: 'email',
    longest: LONGEST_EMAIL,
    problem: (value) => required(value) ?? (isEmail(value.trim()) ? undefined : texts.t('problem.email')),
  };
}

export function phoneField(texts: Texts): FieldSpec {
  return {
    id: 'phone',
    label: texts.t('contact.phone'),
    kind: 'tel',
    autoComplete: 'tel',
    longest: LONGEST_PHONE,
    problem: shaped(texts, { whole: PHONE, required: true, message: 'problem.phone' }),
  };
}
