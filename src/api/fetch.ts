import { StripeError } from '../kernel/errors.ts';
import { type ApiAnswer, type ApiRequest, bodyTooLarge, LARGEST_BODY, preflightHeaders } from './http.ts';

/** Paths of the API outside its namespaces. */
const OTHER_API_PATHS: ReadonlySet<string> = new Set([
  '/v1',
  '/_florin/clock/advance',
  '/_florin/platform',
  '/_florin/billing_settings',
]);
/** Operations of Florin's own on objects that Stripe's dashboard makes. */
const OWN_OBJECT = /^\/_florin\/(?:pricing_tables|buy_buttons)(?:\/|$)/;
/** OAuth is called by programs, but for the page on which an account's owner agrees. */
const OAUTH_CALL = /^\/oauth\/(?!(?:v2\/)?authorize(?:\/|$))/;

/** True if the path belongs to the API, not to a page. */
export function isApiPath(path: string): boolean {
  if (path.startsWith('/v1/') || path.startsWith('/v2/') || OTHER_API_PATHS.has(path)) return true;
  return OWN_OBJECT.test(path) || OAUTH_CALL.test(path);
}

/** The path of Prometheus' metrics. */
const METRICS = '/metrics';

function metricsOf(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
}

/** 400: the client closed the connection before the end of the body. */
export function bodyCutOff(): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    message: 'The connection was closed before the whole request body had arrived.',
  });
}

/** The sender of a request that came through a socket. */
export interface Visitor {
  readonly ip: string;
}

/** The platform as a fetch function: the API, and pages for all other paths. */
export function createFetch(
  answer: (request: ApiRequest) => Promise<ApiAnswer>,
  page: (request: Request, ip?: string) => Promise<Response>,
  options: { baseUrl: () => string; ready: () => Promise<boolean>; metrics?: (() => Promise<string>) | undefined },
): (input: Request | string | URL, init?: RequestInit, from?: Visitor) => Promise<Response> {
  const { ready, metrics } = options;
  const monitors = new Map<string, () => Promise<Response>>([
    ['/healthz', async () => new Response('ok\n')],
    ['/readyz', async () => readiness(await ready())],
    ...(metrics ? [[METRICS, async () => metricsOf(await metrics())] as const] : []),
  ]);
  return async (input, init, from) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    const url = new URL(request.url);
    const monitor = monitors.get(url.pathname);
    if (monitor) return READING.has(request.method) ? monitor() : onlyRead();
    if (!isApiPath(url.pathname)) return page(request, from?.ip);
    if (request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: preflightHeaders(url.pathname) });
    }
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

/** The methods that change nothing. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function onlyRead(): Response {
  return new Response('Use GET.\n', { status: 405, headers: { allow: [...READING].join(', ') } });
}

/** The response to a load balancer's check: 503 while the storage does not respond. */
function readiness(ready: boolean): Response {
  return ready ? new Response('ready\n') : new Response('the storage does not respond\n', { status: 503 });
}

/** Stops at the limit, whatever the headers claim. */
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
