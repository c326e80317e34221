import { storedUrl } from '../../shared/caller-urls.ts';
import { isEmail } from '../../shared/formats.ts';
import type { Field } from './fields.ts';

/** The values typed on a page, by the names of its fields. */
export type Answers = Readonly<Record<string, string>>;

/** Parameters of the API made from a page. */
export interface Params {
  readonly [name: string]: string | number | boolean | Params;
}

/** Returns the required fields that were left empty. */
export function missingOf(fields: readonly Field[], answers: Answers): readonly Field[] {
  return fields.filter(({ name, isOptional, control }) => !isOptional && control !== 'check' && !answers[name]);
}

/** Returns the fields whose answer is no email address or no website. */
export function invalidOf(fields: readonly Field[], answers: Answers): readonly Field[] {
  return fields.filter(({ name, control }) => {
    const value = answers[name];
    if (!value) return false;
    return control === 'email' ? !isEmail(value) : control === 'url' && storedUrl(value, 'site') === undefined;
  });
}

/** Makes parameters from the answers to a page's fields, below the object that the fields are about. */
export function paramsOf(fields: readonly Field[], answers: Answers): Params {
  return fields.reduce<Params>((params, field) => {
    const value = answered(field, answers[field.name]);
    return value === undefined ? params : set(params, field.param.split('.'), value);
  }, {});
}

function answered({ param, control }: Field, typed: string | undefined): string | number | boolean | undefined {
  if (control === 'check') return typed !== undefined;
  if (typed === undefined || typed === '') return undefined;
  return param.startsWith('dob.') && /^\d{1,4}$/.test(typed) ? Number(typed) : typed;
}

function set(params: Params, [name = '', ...rest]: readonly string[], value: string | number | boolean): Params {
  if (rest.length === 0) return { ...params, [name]: value };
  const inner = params[name];
  return { ...params, [name]: set(typeof inner === 'object' ? inner : {}, rest, value) };
}

/** The field that an error of the API is about, by its parameter: `individual[dob][year]`. */
export function fieldOf(fields: readonly Field[], param: string | undefined): Field | undefined {
  if (param === undefined) return undefined;
  const path = param.replaceAll('[', '.').replaceAll(']', '');
  return fields.find((field) => path === field.param || path.endsWith(`.${field.param}`));
}
