import type { OperationId } from '../contract/contract.ts';
import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import { type PageParams, pageLimit } from '../kernel/list.ts';
import { objectIndexPort } from '../kernel/object-index.ts';
import { define, type Operation } from '../kernel/operation.ts';
import type { SearchableType } from './catch-up.ts';
import { resolveClauses } from './clauses.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { parseQuery } from './parse.ts';

/** Counting what a search finds ends here, as Stripe's counts do: https://docs.stripe.com/api/pagination/search */
export const MOST_COUNTED = 10_000;

/** Stripe's search result. `total_count` is there only when it is expanded. */
export interface SearchResult<T> {
  object: 'search_result';
  data: T[];
  has_more: boolean;
  next_page: string | null;
  url: string;
}

interface SearchParams extends Pick<PageParams, 'limit'> {
  readonly query: string;
  readonly page?: string;
}

/** How many objects the search that a decision ran finds in all; undefined when it ran none. */
export function totalCount(context: Context): Promise<number> | undefined {
  return counts.get(context)?.();
}

/** Counting is work: it is done when the answer is expanded. */
const counts = new WeakMap<Context, () => Promise<number>>();

/**
 * The search operations of the types that declare what they are searched by. A search finds whatever was committed
 * before it; what a world's first search for a type has to index for that makes this one slow.
 */
export function searchOperations(types: readonly ResourceType<Entity>[]): Operation[] {
  async function search(context: Context, type: SearchableType, params: SearchParams): Promise<SearchResult<Entity>> {
    const limit = pageLimit(params);
    const { world } = context.work;
    const { fingerprintKey: key } = context.account;
    const { path } = type.search;
    const scope = { key, path, query: params.query };
    const parsed = parseQuery(params.query);
    const query = { match: parsed.match, clauses: resolveClauses(parsed, type.search) };
    const below = params.page === undefined ? {} : { below: openCursor(scope, params.page) };
    const index = context.use(objectIndexPort);
    const found = await index.find(world, type, query, { ...below, limit: limit + 1 });
    counts.set(context, () => index.count(world, type, query, MOST_COUNTED));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      object: 'search_result',
      data: page.map(({ body }) => asOfNow(context, type, JSON.parse(body) as Entity)),
      has_more: more,
      next_page: more ? sealCursor(scope, last.position) : null,
      url: path,
    };
  }

  return types.filter(isSearchable).map((type) => {
    const id = `GET ${type.search.path}` as OperationId;
    return define(id, (context, params) => search(context, type, params as SearchParams));
  });
}

function isSearchable(type: ResourceType<Entity>): type is SearchableType {
  return type.search !== undefined;
}

function asOfNow({ work }: Context, { asOf }: SearchableType, object: Entity): Entity {
  return asOf ? asOf(object, work.now) : object;
}
