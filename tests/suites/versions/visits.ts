import { allOperations, type OperationId, paramsOf } from '../../../src/contract/contract.ts';
import type { Harness, Json } from '../../support/harness.ts';

/** The ids found, by type of object. */
export type Seen = Map<string, Set<string>>;

/** Queries of operations that return nothing without them. Lists are read whole, in pages. */
const QUERIES: Readonly<Record<string, (seen: Seen) => string[]>> = {
  'GET /v1/billing/meters/{id}/event_summaries': (seen) =>
    [...(seen.get('customer') ?? [])].map((id) => `customer=${id}&start_time=1767225600&end_time=1769904000`),
  'GET /v1/billing/credit_balance_summary': (seen) => {
    const filter = 'filter[type]=applicability_scope&filter[applicability_scope][price_type]=metered';
    return [...(seen.get('customer') ?? [])].map((id) => `customer=${id}&${filter}`);
  },
  'GET /v1/entitlements/active_entitlements': (seen) => [...(seen.get('customer') ?? [])].map((id) => `customer=${id}`),
  'GET /v1/credit_notes/preview': creditedAgain,
  'GET /v1/credit_notes/preview/lines': creditedAgain,
  // Prices cannot be searched by creation time.
  'GET /v1/prices/search': () => ['query=active%3A%22true%22'],
  'GET /v1/products/search': () => ['query=active%3A%22true%22'],
  'GET /v1/tax/locations': () => ['type=performance'],
  'GET /v1/subscription_items': (seen) => [...(seen.get('subscription') ?? [])].map((id) => `subscription=${id}`),
  'GET /v1/setup_attempts': (seen) => [...(seen.get('setup_intent') ?? [])].map((id) => `setup_intent=${id}`),
};

/** Credits one unit more of the invoices that have credit notes, which are paid. */
function creditedAgain(seen: Seen): string[] {
  return [...(seen.get(CREDITED) ?? [])].map((id) => `invoice=${id}&amount=1&credit_amount=1`);
}

/** The name under which the invoices of credit notes are recorded. */
const CREDITED = 'invoice of a credit note';

/** A query that matches everything: all objects were created after 1970. */
const EVERYTHING = 'query=created%3E0';

/** Maximum size of a page, and maximum number of pages of a list. */
const PAGE = 100;
const MOST_PAGES = 20;

/** Records the ids of all objects in a response, at any depth. */
export function remember(answer: unknown, seen: Seen): void {
  if (typeof answer !== 'object' || answer === null) return;
  const { object, id } = answer as { object?: unknown; id?: unknown };
  if (typeof object === 'string' && typeof id === 'string') {
    const ids = seen.get(object);
    if (ids) ids.add(id);
    else seen.set(object, new Set([id]));
  }
  const { invoice } = answer as { invoice?: unknown };
  if (object === 'credit_note' && typeof invoice === 'string') {
    seen.set(CREDITED, new Set([...(seen.get(CREDITED) ?? []), invoice]));
  }
  for (const inner of Object.values(answer)) remember(inner, seen);
}

/**
 * Returns everything that GET operations can read in a world: the pages of lists, and each object. The keys are
 * operations, so that operations without objects are visible.
 */
export async function findVisits(
  shop: Harness,
  operations: readonly OperationId[],
  seen: Seen,
): Promise<Map<OperationId, string[]>> {
  const visits = new Map<OperationId, string[]>();
  // Operations for pages have no official types.
  const gets = operations.filter((id) => id.startsWith('GET ') && answersOf(id).length > 0);
  // Lists come first, because they show which objects exist and have lists of their own.
  for (const id of gets.toSorted((a, b) => a.split('{').length - b.split('{').length)) {
    const found: string[] = [];
    for (const place of placesOf(id, visits, seen)) {
      for (const query of queriesOf(id, seen)) found.push(...(await pagesOf(shop, `${place}${query}`, seen)));
    }
    visits.set(id, found);
  }
  return visits;
}

/** Returns the existing paths of an operation. */
function placesOf(id: OperationId, visits: ReadonlyMap<OperationId, string[]>, seen: Seen): string[] {
  const path = id.slice('GET '.length);
  const [, before = '', after = ''] = /^(.*)\/\{\w+\}(.*?)$/.exec(path) ?? [];
  if (before === '') return [path];
  if (after !== '') {
    const owner = `GET ${path.slice(0, path.length - after.length)}` as OperationId;
    return (visits.get(owner) ?? placesOf(owner, visits, seen)).map((place) => withoutQuery(place) + after);
  }
  const ids = answersOf(id).flatMap((object) => [...(seen.get(object) ?? [])]);
  return placesOf(`GET ${before}` as OperationId, visits, seen).flatMap((place) => ids.map((one) => `${place}/${one}`));
}

/** Returns the types of objects that an operation returns. */
function answersOf(id: OperationId): readonly string[] {
  return allOperations().find((operation) => operation.id === id)?.result.objects ?? [];
}

function queriesOf(id: OperationId, seen: Seen): string[] {
  const asked = QUERIES[id];
  const { fields, required } = paramsOf(id);
  const queries = asked ? asked(seen) : [required.has('query') ? EVERYTHING : ''];
  if (!fields.has('limit')) return queries.map((query) => query && `?${query}`);
  return queries.map((query) => `?limit=${PAGE}${query && `&${query}`}`);
}

/** Returns a path with its further pages. Empty if nothing is found, for example below another owner. */
async function pagesOf(shop: Harness, path: string, seen: Seen): Promise<string[]> {
  const pages: string[] = [];
  let next: string | undefined = path;
  while (next !== undefined && pages.length < MOST_PAGES) {
    const { status, body }: { status: number; body: Json } = await shop.call('GET', next);
    if (status === 404 || body.error?.code === 'resource_missing') return pages;
    remember(body, seen);
    pages.push(next);
    next = body.has_more === true ? `${path}&${cursorAfter(body)}` : undefined;
  }
  return pages;
}

function cursorAfter(page: Json): string {
  return page.object === 'search_result' ? `page=${page.next_page}` : `starting_after=${page.data.at(-1).id}`;
}

function withoutQuery(place: string): string {
  return place.replace(/\?.*$/, '');
}
