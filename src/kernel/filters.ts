import type { Entity, ResourceType } from './entity.ts';
import type { ListFilter, ValueRange, Where } from './list-filter.ts';
import { fold, termOf } from './search-text.ts';
import { fieldOf, type Searchable, type SearchField, valueAt } from './searchable.ts';
import type { SearchClause } from './storage.ts';

type Given = string | boolean | ValueRange;

/** The list that a call's filters walk: that of the first one given that has lists. */
export function walkedBy<T extends Entity>(type: ResourceType<T>, where: Where): string | undefined {
  for (const [name, { listed }] of Object.entries(type.filters ?? {})) {
    if (listed && where[name] !== undefined) return `${name}/${String(where[name])}`;
  }
  return undefined;
}

/**
 * Returns a predicate for the objects that pass a request's filters; undefined if all objects of the list `walked`
 * pass.
 */
export function keepOf<T extends Entity>(
  type: ResourceType<T>,
  where: Where,
  walked?: string,
): ((object: T) => boolean) | undefined {
  const tests = givenIn(where)
    .filter(([name, value]) => walked !== `${name}/${String(value)}`)
    .map(([name, value]) => {
      const filter = filterOf(type, name);
      if (filter.many) return (object: T) => filter.many?.(object).includes(String(value)) ?? false;
      return (object: T) => matches(valueIn(filter, name, object), value);
    });
  return tests.length === 0 ? undefined : (object) => tests.every((test) => test(object));
}

/** The same filters for the search index. Letter case does not matter there, so `keepOf` has to be applied as well. */
export function clausesOf<T extends Entity>(type: ResourceType<T>, where: Where): SearchClause[] {
  const indexed = givenIn(where).filter(([name]) => !filterOf(type, name).many);
  return indexed.map(([name, value]) => ({
    field: indexName(type, name, filterOf(type, name)),
    test:
      typeof value === 'object'
        ? { kind: 'between', from: value.from ?? Number.MIN_SAFE_INTEGER, to: value.to ?? Number.MAX_SAFE_INTEGER }
        : { kind: 'term', term: termOf(fold(String(value))) },
    negated: false,
  }));
}

/** Returns the `field/value` lists of an object that its type's filters walk. */
export function filterListings<T extends Entity>({ filters }: ResourceType<T>, object: T): string[] {
  const lists: string[] = [];
  for (const name in filters) {
    const filter = filters[name];
    for (const value of filter?.many?.(object) ?? []) lists.push(`${name}/${value}`);
    const value = filter?.listed && !filter.many ? valueIn(filter, name, object) : null;
    if (value !== null && value !== undefined) lists.push(`${name}/${String(value)}`);
  }
  return lists;
}

/** Returns all indexed fields of a type: those of its search operation, and those of its list filters. */
export function indexedBy<T extends Entity>(type: ResourceType<T>): Omit<Searchable<T>, 'path'> {
  const fields: Record<string, Searchable<T>['fields'][string]> = { ...type.search?.fields };
  for (const [name, filter] of Object.entries(type.filters ?? {})) {
    if (filter.many) continue;
    const indexed: SearchField<T> = { kind: filter.kind ?? 'token', of: (object) => valueIn(filter, name, object) };
    fields[indexName(type, name, filter)] ??= indexed;
  }
  return { edition: type.search?.edition ?? 0, fields, metadata: type.search !== undefined };
}

/** A filter shares the search field of its name, unless that compares in another way. */
function indexName<T extends Entity>({ search }: ResourceType<T>, name: string, filter: ListFilter<T>): string {
  const shared = search && fieldOf(search, name)?.kind === (filter.kind ?? 'token');
  return shared ? name : `list/${name}`;
}

function filterOf<T extends Entity>({ filters, object }: ResourceType<T>, name: string): ListFilter<T> {
  const filter = filters?.[name];
  if (!filter) throw new Error(`Lists of ${object} do not support the filter ${name}.`);
  return filter;
}

function givenIn(where: Where): [string, Given][] {
  return Object.entries(where).filter((entry): entry is [string, Given] => entry[1] !== undefined);
}

function valueIn<T>({ of }: ListFilter<T>, name: string, object: T): unknown {
  return of ? of(object) : valueAt(object, name);
}

function matches(value: unknown, wanted: Given): boolean {
  if (value === null || value === undefined) return false;
  if (typeof wanted !== 'object') return String(value) === String(wanted);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = wanted;
  return Number(value) >= from && Number(value) <= to;
}
