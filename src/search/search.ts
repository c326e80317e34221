import type { OperationId } from '../contract/contract.ts';
import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import { type PageParams, pageLimit } from '../kernel/list.ts';
import { objectIndexPort } from '../kernel/object-index.ts';
import { define, type Operation } from '../kernel/operation.ts';
import { view } from '../kernel/resource.ts';
import type { SearchableType } from './catch-up.ts';
import { resolveClauses } from './clauses.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { parseQuery } from './parse.ts';

/** The limit of a search's count, as in Stripe's API: https://docs.stripe.com/api/pagination/search */
const MOST_COUNTED = 10_000;

/** The API's search result. `total_count` is only present if expanded. */
interface SearchResult<T> {
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

/** Counting is work: it is done when a response expands `total_count`. */
const counts = new WeakMap<Context, () => Promise<number>>();

export const searchResultResource = view('search_result', {
  includes: { total_count: async (context) => counts.get(context)?.() },
});

/**
 * The search operation of a type that declares its search fields. It finds everything that was committed before it. A
 * world's first search of a type indexes the type, which makes it slow.
 */
export function searchOperation<T extends Entity>(type: ResourceType<T>): Operation {
  const { search: fields } = type;
  if (!fields) throw new Error(`The type ${type.object} does not declare search fields.`);
  const searchable: SearchableType = { ...type, search: fields };
  const id = `GET ${fields.path}` as OperationId;
  return define(id, (context, params) => search(context, searchable, params as SearchParams));
}

async function search(context: Context, type: SearchableType, params: SearchParams): Promise<SearchResult<Entity>> {
  const limit = pageLimit(params);
  const { fingerprintKey: key } = context.account;
  const { path } = type.search;
  const scope = { key, path, query: params.query };
  const parsed = parseQuery(params.query);
  const query = { match: parsed.match, clauses: resolveClauses(parsed, type.search) };
  const below = params.page === undefined ? {} : { below: openCursor(scope, params.page) };
  const index = context.use(objectIndexPort);
  const found = await index.find(context.work.scope, type, query, { ...below, limit: limit + 1 });
  counts.set(context, () => index.count(context.work.scope, type, query, MOST_COUNTED));
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

function asOfNow({ work }: Context, { asOf }: SearchableType, object: Entity): Entity {
  return asOf ? asOf(object, work.now) : object;
}
