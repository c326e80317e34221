import { hash } from 'node:crypto';
import { DAY_SECONDS } from '../kernel/clock.ts';
import type { Engine } from '../kernel/engine.ts';
import { invalidRequest, StripeError } from '../kernel/errors.ts';
import type { Purge } from '../kernel/housekeeping.ts';
import type { IdempotencyRecord } from '../kernel/storage.ts';
import { errorText } from '../kernel/without-secrets.ts';
import type { Identity } from './identity.ts';

/** Stripe's limit for an Idempotency-Key, in characters. */
const LONGEST_IDEMPOTENCY_KEY = 255;
/** Seconds that an answer is kept for (Stripe: at least 24 hours). */
const IDEMPOTENCY_SECONDS = DAY_SECONDS;

/** Deletes the answers that were kept long enough. */
export function purgeResponses({ clock, storage }: Pick<Engine, 'clock' | 'storage'>): Purge {
  return (limit) => storage.purgeIdempotency(Math.floor(clock.now() / 1000) - IDEMPOTENCY_SECONDS, limit);
}

/** The key in a header; null if there is none. Throws for an empty or overlong one. */
export function idempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (header === '') {
    throw invalidRequest('The Idempotency-Key header is empty. Send a unique key, or leave the header out.');
  }
  if (header.length > LONGEST_IDEMPOTENCY_KEY) {
    throw invalidRequest(
      `The Idempotency-Key header has ${header.length} characters; at most ${LONGEST_IDEMPOTENCY_KEY} are allowed.`,
    );
  }
  return header;
}

/**
 * The place of a caller's key among the world's records. A page cannot choose a key that a server uses, nor one of another
 * page: the line break is in no header.
 */
export function placeOfKey({ key: kind, pageKey }: Pick<Identity, 'key' | 'pageKey'>, key: string): string {
  if (kind === 'secret') return key;
  return [kind, ...(pageKey === undefined ? [] : [hash('sha256', pageKey, 'base64url')]), key].join('\n');
}

/** The parts of a request that its repetitions have in common. */
interface Repeated {
  readonly path: string;
  readonly target: string;
  readonly version: string;
  readonly params: unknown;
}

/**
 * The fingerprint of a request: a digest that is equal for the same target, version and parameters in any order, then
 * the path, for the message of a mismatch. It is stored, and parameters may contain a card number, so the digest is
 * keyed by a secret that only the caller has.
 */
export function requestFingerprint(key: string, { path, target, version, params }: Repeated): string {
  return `${hash('sha256', `${key} ${target} ${version} ${canonical(params)}`, 'base64')} ${errorText(path)}`;
}

/** A fingerprint's parts. Those that older versions stored have no path. */
function partsOf(fingerprint: string): { digest: string; path: string | undefined } {
  const [digest = '', path] = fingerprint.split(' ');
  return { digest, path };
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const hashValue = value as Record<string, unknown>;
  let text = '{';
  for (const key of Object.keys(hashValue).sort()) {
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonical(hashValue[key])}`;
  }
  return `${text}}`;
}

/** Throws Stripe's error if a key is reused with another request. */
export function checkSameRequest(record: IdempotencyRecord, key: string, fingerprint: string): void {
  const [first, now] = [partsOf(record.fingerprint), partsOf(fingerprint)];
  if (first.digest === now.digest) return;
  const isOtherPlace = first.path !== undefined && first.path !== now.path;
  const same = isOtherPlace
    ? `for the same endpoint they were first used for ('${now.path}' vs '${first.path}')`
    : 'with the same parameters they were first used with';
  throw new StripeError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used ${same}. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

/** 409: the first request with this key is still running in this process. */
export function keyInUse(key: string): StripeError {
  return new StripeError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using the idempotent key '${key}'. Wait for it to finish, then try again.`,
  });
}
