import { MAX_FORM_LENGTH } from './codecs/decode-form.ts';
import type { ApiRequest } from './http.ts';

/**
 * Parameters of the official browser and mobile libraries, and of gateways' own clients, that the API does not document.
 * They describe the program and the person at it, so they are accepted and ignored, at the top and in the hashes that
 * describe a payment method.
 */
const TELEMETRY: ReadonlySet<string> = new Set([
  'client_attribution_metadata',
  'expected_payment_method_type',
  'external_id',
  'guid',
  'ip',
  'is_stripe_sdk',
  'muid',
  'pasted_fields',
  'payment_user_agent',
  'referrer',
  'sid',
  'time_on_page',
  'user_agent',
]);
const DESCRIBE_A_METHOD: ReadonlySet<string> = new Set(['', 'payment_method_data', 'source_data']);

/** True for a parameter that an official library sends about itself. `path` is the hash that it is in, '' for none. */
export function isTelemetry(path: string, name: string): boolean {
  return TELEMETRY.has(name) && DESCRIBE_A_METHOD.has(path);
}

/** A header in place of a parameter; undefined if the parameter is meant as one. */
type AsHeader = (value: string, path: string) => readonly [name: string, value: string] | undefined;

/** Parameters that pages and clients of OAuth send in place of headers, which would cost pages a preflight. */
const AS_HEADERS: Readonly<Record<string, AsHeader>> = {
  // Only publishable keys: a secret key in an address would be in histories and logs.
  key: (value) => (value.startsWith('pk_') ? ['authorization', `Bearer ${value}`] : undefined),
  client_secret: (value, path) => (path.startsWith('/oauth/') ? ['authorization', `Bearer ${value}`] : undefined),
  _stripe_account: (value) => ['stripe-account', value],
  _stripe_version: (value) => ['stripe-version', value],
};

/** The request of a page with the parameters that stand for headers moved to its headers. Headers of the request win. */
export async function withParamsAsHeaders(request: ApiRequest): Promise<ApiRequest> {
  const query = split(request.query, '');
  const isForm = request.method === 'POST' && /^application\/x-www-form-urlencoded\b/i.test(contentType(request));
  const body = isForm ? split(await request.body(), request.path) : undefined;
  const headers = new Map([...query.headers, ...(body?.headers ?? [])]);
  if (headers.size === 0 && !body) return request;
  return {
    ...request,
    query: query.rest,
    header: (name) => request.header(name) ?? headers.get(name),
    ...(body && { body: async () => body.rest }),
  };
}

function contentType(request: ApiRequest): string {
  return request.header('content-type') ?? '';
}

/** Divides a form into what stands for headers and the rest. */
function split(form: string, path: string): { headers: [string, string][]; rest: string } {
  const headers: [string, string][] = [];
  if (form.length > MAX_FORM_LENGTH || !/(?:^|&)(?:key|client_secret|_stripe_\w+)=/.test(form))
    return { headers, rest: form };
  const rest = form.split('&').filter((pair) => {
    const [[name = '', value = ''] = []] = new URLSearchParams(pair);
    const header = Object.hasOwn(AS_HEADERS, name) ? AS_HEADERS[name]?.(value, path) : undefined;
    if (header) headers.push([...header]);
    return !header;
  });
  return { headers, rest: rest.join('&') };
}
