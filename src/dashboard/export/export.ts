import type { ApiAnswer, ApiRequest } from '../../api/http.ts';
import { answeredVersions } from '../../api/versions/versions.ts';
import { csvHeaders } from './csv.ts';
import { LISTS } from './lists.ts';
import { streamCsv } from './stream.ts';

/** The name of the list whose CSV is at a path below an account; undefined for other paths. */
export function exportedAt(path: string): string | undefined {
  const name = /^\/export\/(\w+)\.csv$/.exec(path)?.[1];
  return name !== undefined && Object.hasOwn(LISTS, name) ? name : undefined;
}

/** Answers a list with the filters of a request as CSV. It reads what the caller may read, page by page. */
export async function exportList(
  name: string,
  request: ApiRequest,
  ask: (request: ApiRequest) => Promise<ApiAnswer>,
): Promise<Response> {
  const list = LISTS[name];
  if (!list || !request.identity) return new Response(null, { status: 404 });
  const identity = { ...request.identity, source: 'dashboard' as const };
  const [version] = answeredVersions();
  const result = await streamCsv(list, async (page) => {
    const query = new URLSearchParams(request.query);
    for (const [key, value] of Object.entries(page)) query.set(key, value);
    const { status, body, bytes } = await ask({
      ...request,
      path: list.path,
      query: query.toString(),
      header: (header) => (header === 'stripe-version' ? version : undefined),
      identity,
    });
    // The API and the doors answer objects.
    return { status, body: JSON.parse(bytes ? new TextDecoder().decode(bytes) : body) as Record<string, unknown> };
  });
  if (result instanceof ReadableStream) return new Response(result, { headers: csvHeaders(name) });
  return Response.json(result.body, { status: result.status, headers: { 'cache-control': 'no-store' } });
}
