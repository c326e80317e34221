import type { Context } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';
import { invalidRequest, resourceMissing } from './errors.ts';
import { clausesOf, keepOf, walkedBy } from './filters.ts';
import type { Where } from './list-filter.ts';
import { objectIndexPort } from './object-index.ts';
import type { Placed } from './object-map.ts';
import { type CreatedFilter, positionsCreated, secondsCreated } from './positions.ts';
import type { PageRange } from './storage.ts';
import { type PageEntry, storedPage } from './stored-page.ts';

/** Entries of a page when `limit` is not given, and at most. */
export const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 100;

/** The most entries that an embedded list counts. */
export const MOST_EMBEDDED = 1_000;

/** Parameters of every list operation. */
export interface PageParams {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
  readonly created?: CreatedFilter | undefined;
}

/** Stripe's list object. */
export interface Page<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/** The page size asked for. Throws Stripe's error outside 1–100. */
export function pageLimit(params: PageParams): number {
  const limit = params.limit ?? DEFAULT_PAGE;
  if (limit < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  if (limit > LARGEST_PAGE) {
    throw invalidRequest(`This value must be less than or equal to ${LARGEST_PAGE} (it currently is '${limit}').`, {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  return limit;
}

/** Refuses both cursors at once, as Stripe does. */
export function checkCursors(params: PageParams): void {
  if (params.starting_after !== undefined && params.ending_before !== undefined) {
    throw invalidRequest('You can only use one of these parameters: ending_before, starting_after.', {
      param: 'ending_before',
    });
  }
}

/**
 * Throws `resource_missing` if a filter's id never existed, so that a typo does not look like an empty list. Ids of
 * deleted objects pass.
 */
export async function checkNamed<T extends Entity>(
  { work }: Context,
  type: ResourceType<T>,
  id: string | undefined,
  param: string,
): Promise<void> {
  if (id === undefined || (await work.isRemoved(type, id))) return;
  await work.require(type, id, param);
}

/** The objects that a list shows: those in a list that the type names itself, or those that pass its filters. */
export type Filters<T> = Listed | Filtered<T>;

interface Listed {
  readonly by?: string;
  readonly where?: undefined;
  readonly among?: undefined;
}

interface Filtered<T> {
  readonly by?: undefined;
  readonly where?: Where;
  /** The only objects that may be shown, where the call names them. */
  readonly among?: readonly T[];
}

/** One page of a resource, newest first. */
export async function listPage<T extends Entity>(
  context: Context,
  type: ResourceType<T>,
  params: PageParams,
  url: string,
  filters: Filters<T> = {},
): Promise<Page<T>> {
  const limit = pageLimit(params);
  checkCursors(params);
  // Positions are in the order of the world's time; `created` of an object on a test clock is that clock's.
  const [shown, created] = withCreated(type, filters, params.created);
  const cursor = async (name: 'starting_after' | 'ending_before') => {
    const id = params[name];
    if (id === undefined) return undefined;
    const position = await context.work.positionOf(type, id);
    if (position === undefined) throw resourceMissing(type.noun, id, name, 400);
    return position;
  };
  const after = await cursor('starting_after');
  const before = await cursor('ending_before');
  const found = await findEntries(context, type, {
    ...shown,
    limit: limit + 1,
    descending: before === undefined,
    above: Math.max(created.above ?? -1, before ?? -1),
    below: Math.min(created.below ?? Number.MAX_SAFE_INTEGER, after ?? Number.MAX_SAFE_INTEGER),
  });
  const page = found.slice(0, limit);
  if (before !== undefined) page.reverse();
  const { asOf } = type;
  const entries = asOf ? page.map(({ object }) => changed(asOf(object, context.work.now))) : page;
  return storedPage(entries, { has_more: found.length > limit, url });
}

/** A call's `created` filter: as bounds of positions, or among its filters where lists may hold objects of test clocks. */
function withCreated<T extends Entity>(
  type: ResourceType<T>,
  filters: Filters<T>,
  created: CreatedFilter | undefined,
): [Filters<T>, { readonly above?: number; readonly below?: number }] {
  if (created === undefined) return [filters, {}];
  const { by, where = {}, among } = filters;
  const isOfOneClock = by !== undefined || !type.clockOf || walkedBy(type, where) === undefined;
  if (isOfOneClock) return [filters, positionsCreated(created)];
  return [{ where: { ...where, created: secondsCreated(created) }, ...(among && { among }) }, {}];
}

/** An entry that is not as it is stored. */
function changed<T>(object: T): PageEntry<T> {
  return { object, json: undefined };
}

/**
 * Returns the objects of a type that pass filters. A filter with lists is walked; further filters are compared object
 * by object. If the bounded scan finds too few, the search index finds the rest, so the result is complete even for
 * rare objects.
 */
export async function findFiltered<T extends Entity>(
  context: Context,
  type: ResourceType<T>,
  query: Filters<T> & PageRange & { readonly limit: number },
): Promise<T[]> {
  return (await findEntries(context, type, query)).map(({ object }) => object);
}

async function findEntries<T extends Entity>(
  context: Context,
  type: ResourceType<T>,
  { by: listed, where = {}, among, ...query }: Filters<T> & PageRange & { readonly limit: number },
): Promise<PageEntry<T>[]> {
  const { work } = context;
  if (among) return pick(placedIn(context, among), keepOf(type, where), query);
  const by = listed ?? walkedBy(type, where);
  const keep = keepOf(type, where, by);
  const wanted = { ...query, ...(by !== undefined && { by }) };
  if (!keep) return work.listEntries(type, wanted);
  const { found, stoppedAt } = await work.scan(type, { ...wanted, keep });
  if (stoppedAt === undefined || found.length >= query.limit) return [...found];
  const rest = query.descending === false ? { ...query, above: stoppedAt } : { ...query, below: stoppedAt };
  const further = await findIndexed(context, type, where, { ...rest, limit: query.limit - found.length });
  return [...found, ...further.map(changed)];
}

/** As `findFiltered`, by the search index alone. */
async function findIndexed<T extends Entity>(
  context: Context,
  type: ResourceType<T>,
  where: Where,
  page: PageRange & { readonly limit: number },
): Promise<T[]> {
  const { work } = context;
  const index = context.use(objectIndexPort);
  const query = { match: 'all', clauses: clausesOf(type, where) } as const;
  const keep = keepOf(type, where);
  const objects: T[] = [];
  for (let range: PageRange = page; ; ) {
    const limit = page.limit - objects.length;
    const rows = await index.find(work.scope, type, query, { ...range, limit });
    const found = rows.map((row) => work.adopt(type, row)).filter((object) => object !== undefined);
    objects.push(...found.filter((object) => keep?.(object) ?? true));
    const last = rows.at(-1);
    if (!last || rows.length < limit || objects.length === page.limit) return objects;
    range = page.descending === false ? { ...range, above: last.position } : { ...range, below: last.position };
  }
}

function placedIn<T extends Entity>({ work }: Context, objects: readonly T[]): Placed<T>[] {
  return objects.map((object) => ({ object, position: work.placeOf(object), json: undefined }));
}

/** The objects of a range, in its order. */
function pick<T>(
  objects: readonly Placed<T>[],
  keep: ((object: T) => boolean) | undefined,
  { above = -1, below = Number.MAX_SAFE_INTEGER, descending = true, limit }: PageRange & { readonly limit: number },
): Placed<T>[] {
  return objects
    .filter(({ object, position }) => position > above && position < below && (keep?.(object) ?? true))
    .sort((a, b) => (descending ? b.position - a.position : a.position - b.position))
    .slice(0, limit);
}

/** A list inside an object: the first of its entries, and how many there are. `found` is bounded by `MOST_EMBEDDED`. */
export function embeddedList<T>(found: readonly T[], url: string): Page<T> & { readonly total_count: number } {
  const data = found.slice(0, DEFAULT_PAGE);
  return { object: 'list', data, has_more: found.length > data.length, total_count: found.length, url };
}

/** Returns one page of items stored together, in order, such as those of a payment or session. */
export function pageOfItems<T extends { readonly id: string }>(
  items: readonly T[],
  params: PageParams,
  url: string,
  noun = 'line item',
): Page<T> {
  const limit = pageLimit(params);
  checkCursors(params);
  const placeOf = (id: string, param: string) => {
    const place = items.findIndex((item) => item.id === id);
    if (place < 0) throw resourceMissing(noun, id, param, 400);
    return place;
  };
  const { starting_after: after, ending_before: before } = params;
  const from = after === undefined ? 0 : placeOf(after, 'starting_after') + 1;
  const to = before === undefined ? items.length : placeOf(before, 'ending_before');
  const between = items.slice(from, to);
  const data = before === undefined ? between.slice(0, limit) : between.slice(-limit);
  return { object: 'list', data, has_more: between.length > data.length, url };
}
