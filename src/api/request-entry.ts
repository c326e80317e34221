import { createBoundedMap, textBytes } from '../kernel/bounded-map.ts';
import { cutText } from '../kernel/cut-text.ts';
import { withoutAnySecret } from '../kernel/without-secrets.ts';
import type { RequestEntry } from '../shared/request-entry.ts';
import type { ApiRequest } from './http.ts';
import type { Identity } from './identity.ts';
import type { Rendered } from './render.ts';

/** The longest texts of a log entry, in characters. */
const LONGEST_PATH = 500;
const LONGEST_USER_AGENT = 200;
const LONGEST_MESSAGE = 500;

/** A request as logged; fields are absent if it was rejected before they were known. */
interface Answered {
  readonly id: string;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly ms: number;
  readonly identity: Identity;
  readonly version: string | undefined;
  readonly idempotencyKey: string | null;
}

/** A request as it is logged: neither its parameters nor its response, and no secret in its texts. */
export function requestEntry(request: ApiRequest, rendered: Rendered, answered: Answered): RequestEntry {
  const { id, at, ms, identity, version = '', idempotencyKey } = answered;
  const detail = rendered.error?.detail;
  return {
    id,
    method: request.method,
    path: loggablePath(request.path),
    status: rendered.status,
    at,
    ms: Math.round(ms),
    apiVersion: version,
    key: identity.source ?? identity.key,
    idempotencyKey: idempotencyKey && loggable(idempotencyKey),
    replayed: rendered.replayed !== null,
    ip: request.ip,
    userAgent: loggableUserAgent(request.header('user-agent')),
    errorType: detail?.type ?? null,
    errorCode: detail?.code ?? null,
    errorParam: loggable(detail?.param),
    errorMessage: loggable(detail?.message),
  };
}

/** The user agents of some requests as they are logged: most requests have one of a few. */
const userAgents = createBoundedMap<string, string>({ most: 100, mostBytes: 65_536, bytesOf: textBytes });

function loggableUserAgent(userAgent: string | undefined): string | null {
  if (userAgent === undefined) return null;
  const known = userAgents.get(userAgent);
  if (known !== undefined) return known;
  const logged = loggable(userAgent, LONGEST_USER_AGENT);
  userAgents.set(userAgent, logged);
  return logged;
}

/** Finds what may be a secret. Few texts have any of it, so the rest is not looked at further. */
const MAYBE_SECRET = /\d(?:[ -]?\d){11}|k_(?:test|live)_|_secret_|whsec_/;

/** A path as it was sent, or decoded if percent signs hide a secret. Secrets are of printable ASCII characters. */
function loggablePath(path: string): string {
  if (!path.includes('%')) return loggable(path, LONGEST_PATH);
  const decoded = path.replace(/%[2-7][0-9a-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return loggable(MAYBE_SECRET.test(decoded) ? decoded : path, LONGEST_PATH);
}

function loggable(text: string, longest?: number): string;
function loggable(text: string | undefined, longest?: number): string | null;
function loggable(text: string | undefined, longest = LONGEST_MESSAGE): string | null {
  if (text === undefined) return null;
  // Cut after masking, or a cut secret would not be recognized; a first cut bounds the work.
  const begin = cutText(text, 2 * longest);
  const safe = MAYBE_SECRET.test(begin) ? withoutAnySecret(begin) : begin;
  return cutText(safe, longest);
}
