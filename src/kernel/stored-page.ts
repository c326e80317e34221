import type { Placed } from './object-map.ts';

/** An object of a page: parsed when it is needed, with its JSON if it is as it is stored. */
export type PageEntry<T> = Pick<Placed<T>, 'object' | 'json'>;

/** The entries of pages whose objects were not looked at. */
const untouched = new WeakMap<object, readonly PageEntry<unknown>[]>();

/** A page of stored objects. They are parsed when `data` is read, which a plain response does not need. */
export function storedPage<T>(
  entries: readonly PageEntry<T>[],
  { has_more, url }: { readonly has_more: boolean; readonly url: string },
) {
  let data: T[] | undefined;
  const page = {
    object: 'list' as const,
    get data(): T[] {
      untouched.delete(page);
      data ??= entries.map(({ object }) => object);
      return data;
    },
    set data(replaced) {
      untouched.delete(page);
      data = replaced;
    },
    has_more,
    url,
  };
  untouched.set(page, entries);
  return page;
}

/** Returns the stored JSON of a page's objects; undefined if they were looked at, or are not all as they are stored. */
export function storedEntries(page: object): readonly string[] | undefined {
  const texts: string[] = [];
  for (const { json } of untouched.get(page) ?? NOTHING) {
    if (json === undefined) return undefined;
    texts.push(json);
  }
  return untouched.has(page) ? texts : undefined;
}

const NOTHING: readonly PageEntry<unknown>[] = [];
