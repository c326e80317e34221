import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';

/** Rows of a page, and at most. */
const PAGE = 50;
const LARGEST_PAGE = 100;

interface OwnQuery {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** A page of objects of the dashboard's own, newest first, by cursor in both directions. */
export async function listOwn<T extends Entity>(
  { work }: Context,
  type: ResourceType<T>,
  { limit = PAGE, after, before }: OwnQuery,
  shown: (object: T) => object,
) {
  const newer = before !== undefined;
  const cursor = before ?? after;
  const position = cursor === undefined ? undefined : Number(cursor);
  if (position !== undefined && !Number.isSafeInteger(position)) {
    throw invalidRequest('The cursor is not of this list. Send one that a page of it has returned.', {
      param: 'after',
    });
  }
  const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
  const found = await work.listEntries(type, {
    limit: size + 1,
    descending: !newer,
    ...(position !== undefined && { [newer ? 'above' : 'below']: position }),
  });
  const page = found.slice(0, size);
  const isMore = found.length > size;
  if (newer) page.reverse();
  const [first, last] = [page[0]?.position, page.at(-1)?.position];
  return {
    object: 'florin.list',
    data: page.map(({ object }) => shown(object)),
    older: (newer || isMore) && last !== undefined ? String(last) : null,
    newer: (newer ? isMore : cursor !== undefined) && first !== undefined ? String(first) : null,
  };
}
