import { invalidRequest } from '../../kernel/errors.ts';
import { isHash } from '../../kernel/hash.ts';
import { isoMoment, momentOfIso } from '../../shared/calendar.ts';
import type { Field } from './fields.ts';

type Hash = Readonly<Record<string, unknown>>;

/** The value at a path such as `a.b`; undefined if there is none. */
export function valueAt(hash: unknown, path: string): unknown {
  return path.split('.').reduce((at: unknown, name) => (isHash(at) ? (at as Hash)[name] : undefined), hash);
}

/** Puts a value at a path, with the hashes that it lies in. */
export function put(hash: Record<string, unknown>, path: string, value: unknown): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    hash[name] = value;
    return;
  }
  const inner: Record<string, unknown> = isHash(hash[name]) ? { ...hash[name] } : {};
  put(inner, rest.join('.'), value);
  hash[name] = inner;
}

/** The parameters of v1 that those of v2 stand for. null unsets what it names, as '' does in v1. */
export function paramsOfV1(sent: object, fields: readonly Field[]): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueAt(sent, field.v2);
    if (value !== undefined) put(params, field.v1, toV1(value, field));
  }
  return params;
}

/** The fields of v2 that an object of v1 has. What is null there is left out. */
export function fieldsOfV2(object: object, fields: readonly Field[]): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.isWriteOnly) continue;
    const value = toV2(valueAt(object, field.v1), field);
    if (value !== undefined) put(shown, field.v2, value);
  }
  return shown;
}

function toV1(value: unknown, { as, v2 }: Field): unknown {
  if (value === null) return '';
  switch (as) {
    case 'moment':
      return secondsOf(String(value), v2);
    case 'decimal':
      return Number(value);
    case 'first':
      return Array.isArray(value) ? onlyOne(value, v2) : value;
    case 'registered':
      return Array.isArray(value) ? withoutPurpose(onlyOne(value, v2)) : value;
    default:
      return value;
  }
}

function onlyOne(values: readonly unknown[], param: string): unknown {
  if (values.length <= 1) return values[0] ?? '';
  throw invalidRequest(`Florin keeps one entry of \`${param}\`. Send a list of one.`, { param });
}

const REGISTERED = 'registered';

function withoutPurpose(address: unknown): unknown {
  if (!isHash(address)) return address;
  const { purpose: _, ...rest } = address as Record<string, unknown>;
  return rest;
}

/** Seconds since epoch of a moment in RFC 3339. */
function secondsOf(text: string, param: string): number {
  const moment = momentOfIso(text);
  if (moment !== undefined) return moment;
  throw invalidRequest(`Invalid time: ${text}. Send it as 2026-01-31T12:00:00Z.`, { param });
}

function toV2(value: unknown, { as }: Field): unknown {
  if (value === null || value === undefined || isEmptyHash(value)) return undefined;
  if (as === 'moment') return isoMoment(Number(value));
  if (as === 'decimal') return String(value);
  if (as === 'registered') return [{ ...withoutNulls(value), purpose: REGISTERED }];
  return as === 'first' ? [value] : value;
}

function withoutNulls(value: unknown): object {
  return Object.fromEntries(Object.entries(isHash(value) ? value : {}).filter(([, inner]) => inner !== null));
}

/** True for a hash whose values are all null, as a date of birth that was not given. */
function isEmptyHash(value: unknown): boolean {
  const values = isHash(value) ? Object.values(value) : [];
  return values.length > 0 && values.every((inner) => inner === null);
}
