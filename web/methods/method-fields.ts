import { type Entries, type FieldSpec, filled, isGood, shaped } from '../form/field-spec.ts';
import { countries } from '../texts/countries.ts';
import type { Texts } from '../texts/texts.ts';
import { type MethodField, needsOf } from './method-table.ts';

const LONGEST_NAME = 200;

/** Who pays, and the fields of a payment method's own. */
export function methodFields(type: string, texts: Texts, { asksName }: { asksName: boolean }): FieldSpec[] {
  const needs = needsOf(type);
  const name: FieldSpec = {
    id: 'name',
    label: texts.t(type === 'card' ? 'pay.nameOnCard' : 'pay.accountHolder'),
    kind: 'text',
    autoComplete: type === 'card' ? 'cc-name' : 'name',
    longest: LONGEST_NAME,
    problem: filled(texts),
  };
  const own = (needs.fields ?? []).map((field) => specOf(type, field, texts));
  return asksName ? [name, ...own] : own;
}

function specOf(type: string, field: MethodField, texts: Texts): FieldSpec {
  const { t } = texts;
  const required = !field.optional;
  const common = {
    id: `${type}-${field.name}`,
    label: t(`field.${field.name}`),
    ...(field.placeholder && { placeholder: field.placeholder }),
    ...(field.half && { half: true }),
  };
  if (field.options) {
    const options = Object.entries(field.options).map(([value, name]) => ({ value, label: name || own(value) }));
    return { ...common, kind: 'select', options, problem: required ? filled(texts) : isGood };
  }
  const check = shaped(texts, { whole: field.whole ?? /./, required, message: 'problem.shape' });
  return { ...common, kind: field.kind === 'numeric' ? 'numeric' : 'text', problem: (value) => check(plain(value)) };

  function own(value: string): string {
    return countries(texts.tag, [value])[0]?.name ?? t(`field.${value}`);
  }
}

/** What was entered of a method's own fields, as `payment_method_data[<type>]` takes it. */
export function enteredMethod(type: string, entries: Entries): Record<string, string> {
  return Object.fromEntries(
    (needsOf(type).fields ?? []).flatMap(({ name, options }) => {
      const value = entries[`${type}-${name}`] ?? '';
      return value === '' ? [] : [[name, options ? value : plain(value)]];
    }),
  );
}

/** A number as banks write it, without the gaps people read it by. */
function plain(value: string): string {
  return value.replace(/[\s./-]/g, '').toUpperCase();
}
