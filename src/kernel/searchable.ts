import { fold, foldWords, termOf } from './search-text.ts';
import type { SearchValue } from './storage.ts';

/**
 * Kinds of fields: a `token` equals a value, a `string` contains words or a substring, a `numeric` field is equal,
 * greater or less. Case-insensitive.
 */
export type FieldKind = 'token' | 'string' | 'numeric';

export interface SearchField<T> {
  readonly kind: FieldKind;
  /** Returns its value; the object's field of that name by default. Null means absent. */
  of?(object: T): unknown;
  /** The only possible values; a search for another is rejected. */
  readonly values?: readonly string[];
}

/** A resource's search fields, declared in its type next to its lists. */
export interface Searchable<T> {
  /** Its operation's path, as `/v1/payment_intents/search`. */
  readonly path: `/v1/${string}/search`;
  /** One more with every change of what `of` returns, so that worlds that were indexed before are indexed again. */
  readonly edition: number;
  /** By their names in queries, as `billing_details.address.postal_code`. Metadata can be searched always. */
  readonly fields: Readonly<Record<string, FieldKind | SearchField<T>>>;
  /** False where metadata is not searched. */
  readonly metadata?: boolean;
}

/** A field with all defaults filled in. */
export function fieldOf<T>(searchable: Pick<Searchable<T>, 'fields'>, name: string): SearchField<T> | undefined {
  if (!Object.hasOwn(searchable.fields, name)) return undefined;
  const field = searchable.fields[name];
  return typeof field === 'string' ? { kind: field } : field;
}

/** The name of a metadata key in the index; no other field's name has a slash. */
export function metadataField(key: string): string {
  return `metadata/${key}`;
}

/** Names what objects are indexed by: an index made under another name is of no use. */
export function editionOf<T>(searchable: Omit<Searchable<T>, 'path'>): string {
  const fields = Object.keys(searchable.fields).map((name) => `${name} ${fieldOf(searchable, name)?.kind}`);
  return [searchable.edition, ...fields.sort()].join(', ');
}

/** All that an object is found by. */
export function searchValues<T>(searchable: Omit<Searchable<T>, 'path'>, object: T): SearchValue[] {
  const values: SearchValue[] = [];
  for (const name in searchable.fields) {
    const field = fieldOf(searchable, name);
    const value = field && valueFor(name, field, object);
    if (value) values.push(value);
  }
  if (searchable.metadata === false) return values;
  const { metadata } = object as { metadata?: Record<string, string> | null };
  for (const [key, value] of Object.entries(metadata ?? {})) {
    values.push({ field: metadataField(key), term: termOf(fold(value)) });
  }
  return values;
}

function valueFor<T>(name: string, field: SearchField<T>, object: T): SearchValue | undefined {
  const value = field.of ? field.of(object) : valueAt(object, name);
  if (value === null || value === undefined) return undefined;
  if (field.kind === 'numeric') return { field: name, number: Number(value) };
  if (field.kind === 'token') return { field: name, term: termOf(fold(String(value))) };
  const text = foldWords(String(value));
  return { field: name, text, words: [...new Set(text.split(' '))].map(termOf) };
}

/** The value at a path such as `billing_details.address.postal_code`. */
export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
