import type { Context } from '../../kernel/context.ts';
import { type Entity, idOf } from '../../kernel/entity.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import { checkCursors, type Page, type PageParams, pageLimit } from '../../kernel/list.ts';
import { paymentMethods } from '../type.ts';
import { bankAccounts, type CustomerSource } from './type.ts';
import { viewOf } from './view.ts';

/** The most sources of a customer that are looked through at once. */
const MOST_SOURCES = 1_000;

/** Returns a card, source or bank account by its id, of any customer. */
export async function findSource({ work }: Context, id: string): Promise<CustomerSource | undefined> {
  if (id.startsWith('ba_')) return work.get(bankAccounts, id);
  const method = await work.get(paymentMethods, id);
  return method?.internal.legacy ? method : undefined;
}

/** A source of a customer. Throws resource_missing when the customer has none by that id. */
export async function sourceOfCustomer(context: Context, customer: string, id: string): Promise<CustomerSource> {
  const found = await findSource(context, id);
  if (found && idOf(found.customer) === customer) return found;
  throw resourceMissing('source', id, 'id');
}

/** A customer's sources, newest first. */
export async function listSources(
  { work }: Context,
  customer: string,
  range: { above?: number; below?: number; descending?: boolean; limit: number } = { limit: MOST_SOURCES },
): Promise<CustomerSource[]> {
  const query = { by: `source_of/${customer}`, ...range };
  const methods = await work.listEntries(paymentMethods, query);
  const banks = await work.listEntries(bankAccounts, query);
  const direction = range.descending === false ? 1 : -1;
  return [...methods, ...banks]
    .sort((a, b) => (a.position - b.position) * direction)
    .slice(0, range.limit)
    .map(({ object }) => object);
}

/** Returns a page of a customer's sources in the older API's form; `object` filters by type. */
export async function sourcePage(
  context: Context,
  customer: string,
  params: PageParams & { readonly object?: string | undefined },
): Promise<Page<Entity>> {
  const limit = pageLimit(params);
  checkCursors(params);
  const after = await positionOf(context, params.starting_after, 'starting_after');
  const before = await positionOf(context, params.ending_before, 'ending_before');
  const found = await listSources(context, customer, {
    ...(after !== undefined && { below: after }),
    ...(before !== undefined && { above: before }),
    descending: before === undefined,
    limit: MOST_SOURCES,
  });
  const shown = found.map(viewOf).filter(({ object }) => params.object === undefined || object === params.object);
  const data = shown.slice(0, limit);
  if (before !== undefined) data.reverse();
  return { object: 'list', data, has_more: shown.length > limit, url: `/v1/customers/${customer}/sources` };
}

async function positionOf(
  { work }: Context,
  id: string | undefined,
  param: 'starting_after' | 'ending_before',
): Promise<number | undefined> {
  if (id === undefined) return undefined;
  const position = (await work.positionOf(paymentMethods, id)) ?? (await work.positionOf(bankAccounts, id));
  if (position === undefined) throw resourceMissing('source', id, param, 400);
  return position;
}
