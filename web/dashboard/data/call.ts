/** A parameter of a call, as the API's forms have them. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [name: string]: Value };
export type Params = Readonly<Record<string, Value>>;

/** An error that was answered, in Stripe's form. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  /** The parameter that it is about. */
  readonly param: string | undefined;
  readonly declineCode: string | undefined;
  readonly requestId: string | null;

  constructor(status: number, error: Readonly<Record<string, unknown>>, requestId: string | null) {
    super(typeof error.message === 'string' ? error.message : `HTTP ${status}`);
    this.status = status;
    this.code = textOf(error.code);
    this.param = textOf(error.param);
    this.declineCode = textOf(error.decline_code);
    this.requestId = requestId;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The API version that the pages are written for. The server names it with the session. */
let version = '';

export function setVersion(newest: string): void {
  version = newest;
}

/** An answer with what surrounds it. */
export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly requestId: string | null;
  readonly body: unknown;
}

interface Options {
  readonly signal?: AbortSignal | undefined;
  readonly apiVersion?: string | undefined;
}

const OWN = { 'florin-dashboard': '1' };

/** Sends a call about an account; never throws for what was answered. */
export async function send(
  account: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  params: Params = {},
  { signal, apiVersion }: Options = {},
): Promise<Answer> {
  const form = encode(params);
  const inQuery = method !== 'POST' && form !== '';
  const begun = performance.now();
  const response = await fetch(`/_florin/worlds/${account}${path}${inQuery ? `?${form}` : ''}`, {
    method,
    headers: {
      ...OWN,
      ...(path.startsWith('/v') && { 'stripe-version': apiVersion ?? version }),
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': randomKey() }),
    },
    ...(method === 'POST' && { body: form }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const requestId = response.headers.get('request-id');
  return { status: response.status, ms: performance.now() - begun, requestId, body: parse(text) };
}

/** As `send`, but throws `CallError` unless it succeeded. `T` is the type of what the call answers. */
export async function call<T>(
  account: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  params: Params = {},
  options: Options = {},
): Promise<T> {
  const { status, body, requestId } = await send(account, method, path, params, options);
  if (status >= 400) throw new CallError(status, errorIn(body), requestId);
  // The caller names the type that the server answers.
  return body as T;
}

/** Downloads a file that a call answers. */
export async function download(account: string, path: string, params: Params, name: string): Promise<void> {
  const form = encode(params);
  const response = await fetch(`/_florin/worlds/${account}${path}${form && `?${form}`}`, { headers: OWN });
  if (!response.ok) throw new CallError(response.status, errorIn(await response.json()), null);
  saveFile(name, await response.blob());
}

/** Saves a file where the browser keeps downloads. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Uploads a file for a purpose; returns its id. */
export async function upload(account: string, file: File, purpose: string): Promise<string> {
  const body = new FormData();
  body.set('purpose', purpose);
  body.set('file', file);
  const response = await fetch(`/_florin/worlds/${account}/v1/files`, { method: 'POST', headers: OWN, body });
  const answer: unknown = await response.json();
  if (!response.ok) throw new CallError(response.status, errorIn(answer), response.headers.get('request-id'));
  return (answer as { id: string }).id;
}

/** The session's calls, which are about no account. */
export async function sessionCall<T>(method: 'GET' | 'POST' | 'DELETE', form: Params = {}): Promise<T> {
  const response = await fetch('/_florin/dashboard/session', {
    method,
    headers: { ...OWN, ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(method === 'POST' && { body: encode(form) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new CallError(response.status, errorIn(answer), null);
  return answer as T;
}

function errorIn(body: unknown): Readonly<Record<string, unknown>> {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return typeof error === 'object' && error !== null ? { ...error } : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Parameters as a form, in the API's bracket notation. Null and undefined are left out; '' unsets. */
export function encode(params: Params): string {
  const parts: string[] = [];
  const add = (name: string, value: Value): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) for (const [n, item] of value.entries()) add(`${name}[${n}]`, item);
    else if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner as Value);
    else parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return parts.join('&');
}

/** A key that makes one effect of a call that is sent twice. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `dash-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
