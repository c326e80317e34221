import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';

type Given = Stripe.Checkout.SessionCreateParams.CustomField;
type Field = Stripe.Checkout.Session.CustomField;

/** Limits of https://docs.stripe.com/payments/checkout/custom-components */
const MOST_FIELDS = 3;
const LONGEST_KEY = 200;
const LONGEST_LABEL = 100;
const LONGEST_VALUE = 255;
const MOST_OPTIONS = 200;

/** The fields that a merchant adds to the page, before the payer has filled them. */
export function customFields(given: readonly Given[] | undefined): Field[] {
  if (!given) return [];
  if (given.length > MOST_FIELDS) {
    throw invalidRequest(`A Checkout Session can have at most ${MOST_FIELDS} custom fields.`, {
      param: 'custom_fields',
    });
  }
  return given.map((field, index) => {
    const path = `custom_fields[${index}]`;
    check(field, path, given.slice(0, index));
    const { dropdown, numeric, text } = field;
    const bounds = (of: typeof numeric) => ({
      default_value: of?.default_value ?? null,
      maximum_length: of?.maximum_length ?? null,
      minimum_length: of?.minimum_length ?? null,
      value: null,
    });
    return {
      key: field.key,
      label: { custom: field.label.custom, type: 'custom' },
      optional: field.optional ?? false,
      type: field.type,
      ...(dropdown && {
        dropdown: {
          default_value: dropdown.default_value ?? null,
          options: dropdown.options.map(({ label, value }) => ({ label, value })),
          value: null,
        },
      }),
      ...(field.type === 'numeric' && { numeric: bounds(numeric) }),
      ...(field.type === 'text' && { text: bounds(text) }),
    };
  });
}

function check(field: Given, path: string, before: readonly Given[]): void {
  const { key, label, type, dropdown } = field;
  const refuse = (message: string, name: string) => invalidRequest(message, { param: `${path}[${name}]` });
  if (key.length > LONGEST_KEY || !/^[A-Za-z0-9]+$/.test(key))
    throw refuse(`A key can have at most ${LONGEST_KEY} characters, and only letters and digits.`, 'key');
  if (before.some((other) => other.key === key)) throw refuse(`The key \`${key}\` is used twice.`, 'key');
  if (label.custom.length > LONGEST_LABEL)
    throw refuse(`A label can have at most ${LONGEST_LABEL} characters.`, 'label][custom');
  if (type === 'dropdown' && !dropdown?.options.length)
    throw refuse('A dropdown needs at least one option.', 'dropdown][options');
  if ((dropdown?.options.length ?? 0) > MOST_OPTIONS)
    throw refuse(`A dropdown can have at most ${MOST_OPTIONS} options.`, 'dropdown][options');
  if (type === 'dropdown') checkChoices(dropdown, refuse);
  else checkBounds(field[type as 'numeric' | 'text'], type, refuse);
}

type Refuse = (message: string, name: string) => Error;

function checkChoices(dropdown: Given['dropdown'], refuse: Refuse): void {
  const values = dropdown?.options.map(({ value }) => value) ?? [];
  for (const [index, { label, value }] of (dropdown?.options ?? []).entries()) {
    const at = (name: string) => `dropdown][options][${index}][${name}`;
    if (label.length > LONGEST_LABEL)
      throw refuse(`A label can have at most ${LONGEST_LABEL} characters.`, at('label'));
    if (value.length > LONGEST_LABEL || !/^[A-Za-z0-9]+$/.test(value))
      throw refuse(`A value can have at most ${LONGEST_LABEL} characters, and only letters and digits.`, at('value'));
    if (values.indexOf(value) !== index) throw refuse(`The value \`${value}\` is used twice.`, at('value'));
  }
  const chosen = dropdown?.default_value;
  if (chosen !== undefined && !values.includes(chosen))
    throw refuse('The default value must be one of the options.', 'dropdown][default_value');
}

function checkBounds(bounds: Given['text'], type: string, refuse: Refuse): void {
  const { minimum_length: least = 0, maximum_length: most = LONGEST_VALUE, default_value: value } = bounds ?? {};
  const at = (name: string) => `${type}][${name}`;
  if (most < 1 || most > LONGEST_VALUE)
    throw refuse(`The maximum length must be between 1 and ${LONGEST_VALUE}.`, at('maximum_length'));
  if (least < 0 || least > most)
    throw refuse('The minimum length is greater than the maximum length.', at('minimum_length'));
  if (value === undefined) return;
  const fits = value.length >= least && value.length <= most && (type === 'text' || /^\d+$/.test(value));
  if (!fits) throw refuse("The default value does not match the field's type and length.", at('default_value'));
}

/** Returns the custom fields without entered values. */
export function emptied(fields: readonly Field[]): Field[] {
  return fields.map(({ dropdown, numeric, text, ...field }) => ({
    ...field,
    ...(dropdown && { dropdown: { ...dropdown, value: null } }),
    ...(numeric && { numeric: { ...numeric, value: null } }),
    ...(text && { text: { ...text, value: null } }),
  }));
}

/** Returns the fields with the customer's values. Throws for invalid or missing values. */
export function filledFields(
  fields: readonly Field[],
  given: readonly { readonly key: string; readonly value: string }[],
): Field[] {
  for (const [index, { key }] of given.entries()) {
    if (fields.some((field) => field.key === key)) continue;
    throw invalidRequest(`This session has no custom field '${key}'.`, { param: `custom_fields[${index}][key]` });
  }
  return fields.map((field) => {
    const index = given.findIndex(({ key }) => key === field.key);
    const value = given[index]?.value.trim() ?? '';
    const param = index < 0 ? 'custom_fields' : `custom_fields[${index}][value]`;
    if (value === '') {
      if (!field.optional)
        throw invalidRequest(`${field.label.custom} is required.`, { code: 'parameter_missing', param });
      return field;
    }
    checkValue(field, value, param);
    const { dropdown, numeric, text } = field;
    return {
      ...field,
      ...(dropdown && { dropdown: { ...dropdown, value } }),
      ...(numeric && { numeric: { ...numeric, value } }),
      ...(text && { text: { ...text, value } }),
    };
  });
}

function checkValue({ label, dropdown, numeric, text }: Field, value: string, param: string): void {
  const refuse = (message: string) => invalidRequest(`${label.custom}: ${message}`, { param });
  if (dropdown && !dropdown.options.some((option) => option.value === value))
    throw refuse('choose one of the options.');
  if (numeric && !/^\d+$/.test(value)) throw refuse('only digits can be used.');
  const { minimum_length: least, maximum_length: most } = numeric ?? text ?? {};
  if (value.length > (most ?? LONGEST_VALUE)) throw refuse(`at most ${most ?? LONGEST_VALUE} characters.`);
  if (least !== null && least !== undefined && value.length < least) throw refuse(`at least ${least} characters.`);
}
