import type { ContractType } from '../../contract/contract.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { ApiRequest } from '../http.ts';

/** The parameter of every v2 list that names a page, as the URLs of its neighbours hold it. */
export const PAGE_PARAM: Readonly<Record<string, ContractType>> = { page: { kind: 'string' } };

type Cursor = 'starting_after' | 'ending_before';

/** The list that a handler returns, as v1 answers it. */
interface List {
  readonly object: 'list';
  readonly data: readonly { readonly id: string }[];
  readonly has_more: boolean;
}

/** Replaces a page's token by the cursor in it, so that one list mechanism serves v1 and v2. Throws 400 for any other text. */
export function withCursor(params: Record<string, unknown>): Record<string, unknown> {
  const { page, ...others } = params;
  if (page === undefined) return params;
  const [, name, id] = /^(starting_after|ending_before):(\w+)$/.exec(decoded(String(page))) ?? [];
  if (name === undefined) {
    throw invalidRequest('This page does not exist. Use next_page_url or previous_page_url of a page.', {
      param: 'page',
    });
  }
  return { ...others, [name]: id };
}

/** A list in v2's form: its entries and the URLs of its neighbours, null at the ends. Other results stay. */
export function pageBody(result: object, request: ApiRequest): object {
  if (!isList(result)) return result;
  const { data, has_more } = result;
  const token = new URLSearchParams(request.query).get('page');
  const cursor = token === null ? undefined : decoded(token).split(':', 1)[0];
  const isBackward = cursor === 'ending_before';
  const url = (name: Cursor, entry: { readonly id: string } | undefined, exists: boolean) =>
    exists && entry ? pageUrl(request, `${name}:${entry.id}`) : null;
  return {
    data,
    // A page that was reached from a neighbour has that neighbour; in the other direction `has_more` decides.
    next_page_url: url('starting_after', data.at(-1), isBackward || has_more),
    previous_page_url: url('ending_before', data[0], isBackward ? has_more : cursor !== undefined),
  };
}

function isList(result: object): result is List {
  return 'object' in result && result.object === 'list';
}

function pageUrl({ path, query }: ApiRequest, cursor: string): string {
  const params = new URLSearchParams(query);
  params.set('page', Buffer.from(cursor).toString('base64url'));
  return `${path}?${params}`;
}

function decoded(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
