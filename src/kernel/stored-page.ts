import type { Placed } from './object-map.ts';

/** An object of a page: parsed when it is needed, with its JSON if it is as it is stored. */
export type PageEntry<T> = Pick<Placed<T>, 'object' | 'json'>;

/** The fields of a page beside its objects. */
interface PageEnds {
  readonly has_more: boolean;
  readonly url: string;
}

/** Pages whose objects were not looked at. */
const untouched = new WeakMap<object, { readonly entries: readonly PageEntry<unknown>[]; readonly page: PageEnds }>();

/** A page of stored objects. They are parsed when `data` is read, which a plain response does not need. */
export function storedPage<T>(entries: readonly PageEntry<T>[], { has_more, url }: PageEnds) {
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
  untouched.set(page, { entries, page });
  return page;
}

/**
 * Returns a page with the stored JSON of its objects; undefined if `result` is none, if its objects were looked at, or if
 * they are not all as they are stored.
 */
export function asStoredPage(result: object): (PageEnds & { readonly objects: readonly string[] }) | undefined {
  const found = untouched.get(result);
  if (!found) return undefined;
  const objects: string[] = [];
  for (const { json } of found.entries) {
    if (json === undefined) return undefined;
    objects.push(json);
  }
  return { objects, has_more: found.page.has_more, url: found.page.url };
}
