import type { MethodField, MethodSpec } from '../../src/shared/method-spec.ts';
import { type Entries, type FieldSpec, filled, isGood, shaped } from '../form/field-spec.ts';
import { countries } from '../texts/countries.ts';
import type { Texts } from '../texts/texts.ts';

const LONGEST_NAME = 200;

/** Returns a payment method's own form fields, after the customer's name if `asksName`. */
export function methodFields(
  { type, fields }: Pick<MethodSpec, 'type' | 'fields'>,
  texts: Texts,
  { asksName }: { asksName: boolean },
): FieldSpec[] {
  const name: FieldSpec = {
    id: 'name',
    label: texts.t(type === 'card' ? 'pay.nameOnCard' : 'pay.accountHolder'),
    kind: 'text',
    autoComplete: type === 'card' ? 'cc-name' : 'name',
    longest: LONGEST_NAME,
    problem: filled(texts),
  };
  const own = fields.map((field) => fieldSpec(type, field, texts));
  return asksName ? [name, ...own] : own;
}

function fieldSpec(type: string, field: MethodField, texts: Texts): FieldSpec {
  const { t } = texts;
  const required = !field.optional;
  const common = {
    id: `${type}-${field.name}`,
    label: t(`field.${field.name}`),
    ...(field.placeholder && { placeholder: field.placeholder }),
    ...(field.half && { half: true }),
  };
  if (field.options) {
    const options = Object.entries(field.options).map(([value, label]) => ({ value, label: label ?? named(value) }));
    return { ...common, kind: 'select', options, problem: required ? filled(texts) : isGood };
  }
  const check = shaped(texts, { whole: new RegExp(field.pattern ?? '.'), required, message: 'problem.shape' });
  return { ...common, kind: field.kind === 'numeric' ? 'numeric' : 'text', problem: (value) => check(plain(value)) };

  function named(value: string): string {
    return countries(texts.tag, [value])[0]?.name ?? t(`field.${value}`);
  }
}

/** Returns the entered values of a payment method's own fields, as `payment_method_data[<type>]` takes them. */
export function enteredMethod(spec: Pick<MethodSpec, 'type' | 'fields'>, entries: Entries): Record<string, string> {
  return entered(spec, entries, { ofPayment: false });
}

/** Returns the entered values that belong to a payment, as `payment_method_options[<type>]` takes them. */
export function enteredOptions(spec: Pick<MethodSpec, 'type' | 'fields'>, entries: Entries): Record<string, string> {
  return entered(spec, entries, { ofPayment: true });
}

function entered(
  { type, fields }: Pick<MethodSpec, 'type' | 'fields'>,
  entries: Entries,
  wanted: { readonly ofPayment: boolean },
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name, options, ofPayment = false }) => {
      if (ofPayment !== wanted.ofPayment) return [];
      const value = entries[`${type}-${name}`] ?? '';
      return value === '' ? [] : [[name, options ? value : plain(value)]];
    }),
  );
}

/** A bank's number without the separators that people type. */
function plain(value: string): string {
  return value.replace(/[\s./-]/g, '').toUpperCase();
}
