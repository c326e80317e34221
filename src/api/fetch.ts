import { StripeError } from '../kernel/errors.ts';
import { type ApiAnswer, type ApiRequest, LARGEST_BODY, PREFLIGHT_HEADERS } from './http.ts';

/** Whether a path is the API's rather than a page's. */
export function isApiPath(path: string): boolean {
  return path.startsWith('/v1/') || path.startsWith('/v2/') || path === '/v1' || path === '/_florin/clock/advance';
}

/** Where Prometheus looks. */
export const METRICS = '/metrics';

function metricsOf(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
}

/** The refusal of a body over the limit. */
export function bodyTooLarge(largest: number): StripeError {
  return new StripeError(413, {
    type: 'invalid_request_error',
    message: `The request body is larger than ${largest} bytes. Send less at once.`,
  });
}

/** The refusal of a body that ended early: its sender hung up, so nobody hears it. */
export function bodyCutOff(): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    message: 'The connection was closed before the whole request body had arrived.',
  });
}

/** The platform as a fetch function: the API, and pages for what the API does not take. */
export function createFetch(
  answer: (request: ApiRequest) => Promise<ApiAnswer>,
  page: (request: Request) => Promise<Response>,
  options: { baseUrl: () => string; ready: () => Promise<boolean>; metrics?: (() => Promise<string>) | undefined },
): (input: Request | string | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    const url = new URL(request.url);
    if (url.pathname === '/healthz') return new Response('ok\n');
    if (url.pathname === '/readyz') return readiness(await options.ready());
    if (url.pathname === METRICS && options.metrics) return metricsOf(await options.metrics());
    if (!isApiPath(url.pathname)) return page(request);
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });
    const { status, headers, body, bytes } = await answer({
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      header: (name) => request.headers.get(name) ?? undefined,
      body: async () => (await readBody(request, LARGEST_BODY)).toString('utf8'),
      bytes: (largest) => readBody(request, largest),
      ip: null,
      baseUrl: options.baseUrl(),
    });
    return new Response(bytes ?? body, { status, headers });
  };
}

/** Whether requests can be answered now; a balancer sends none while they cannot. */
function readiness(ready: boolean): Response {
  return ready ? new Response('ready\n') : new Response('the storage does not answer\n', { status: 503 });
}

/** Reads no further than the limit, whatever the headers claim. */
async function readBody(request: Request, largest: number): Promise<Buffer<ArrayBuffer>> {
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > largest) throw bodyTooLarge(largest);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
