import { StripeError } from '../kernel/errors.ts';
import type { Identity } from './identity.ts';

/** A request without sockets, so that the same code serves HTTP and calls in process. */
export interface ApiRequest {
  readonly method: string;
  /** Percent-encoded path without query. */
  readonly path: string;
  /** The text after `?`, or ''. */
  readonly query: string;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  /** Reads the body as text; throws StripeError if it is larger than `LARGEST_BODY`. */
  body(): Promise<string>;
  /** Reads the body's bytes; throws StripeError if there are more than `largest`. */
  bytes(largest: number): Promise<Uint8Array<ArrayBuffer>>;
  readonly ip: string | null;
  /** The address of this Florin, without a trailing slash; pages' URLs start with it. */
  readonly baseUrl: string;
  /** The identity of a caller that was authenticated by other means than a key: the dashboard's session. */
  readonly identity?: Identity;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** A file's content, sent in place of `body`. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** The largest request body in bytes: no v1 call without a file comes near it (see `multipart.ts`). */
export const LARGEST_BODY = 1_048_576;

/** 413: the body is over the limit. */
export function bodyTooLarge(largest: number): StripeError {
  return new StripeError(413, {
    type: 'invalid_request_error',
    message: `The request body is larger than ${largest} bytes. Send less at once.`,
  });
}

/** The headers of every response: JSON, never cached. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'cache-control': 'no-cache, no-store',
  vary: 'Origin',
};

/** The headers that let pages of any origin read a response. Never sent to the holder of a secret key. */
export const PAGES_MAY_READ: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Request-Id, Stripe-Version, Idempotency-Key, Idempotent-Replayed, Original-Request, Stripe-Should-Retry',
};

/** Allows pages every header that the SDKs send. */
const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, DELETE, OPTIONS',
  'access-control-allow-headers':
    'Authorization, Content-Type, Idempotency-Key, Stripe-Version, Stripe-Account, Stripe-Context, Stripe-Livemode, X-Stripe-Client-User-Agent, X-Stripe-Client-Telemetry, X-Requested-With',
  'access-control-max-age': '300',
  vary: 'Origin',
};

/** The headers of a response to a browser's preflight (OPTIONS). No page may call Florin's own operations on its clock. */
export function preflightHeaders(path: string): Readonly<Record<string, string>> {
  return path.startsWith('/_florin/') ? { vary: 'Origin' } : PREFLIGHT_HEADERS;
}
