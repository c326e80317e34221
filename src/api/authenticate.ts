import { createHash, createHmac } from 'node:crypto';
import { readSecret } from '../customers/ephemeral-keys/secret.ts';
import type { EphemeralKey } from '../customers/ephemeral-keys/type.ts';
import { nameIn, scopeOf } from '../kernel/account-names.ts';
import { createBoundedMap, textBytes } from '../kernel/bounded-map.ts';
import type { Clock } from '../kernel/clock.ts';
import { StripeError } from '../kernel/errors.ts';
import { hashKey } from '../kernel/key-hash.ts';
import { isActive } from '../kernel/new-key.ts';
import type { PageKey } from '../kernel/resource.ts';
import type { Storage, StoredKey } from '../kernel/storage.ts';
import type { Identity } from './identity.ts';
import { OF_A_CUSTOMER } from './keys/ephemeral.ts';
import { KEYS_FRESH_MS, type KeyPolicy } from './keys/key-policy.ts';
import type { Permissions } from './keys/permissions.ts';

/** The longest key, in characters. */
const LONGEST_KEY = 255;
/** The longest Authorization header, in characters: the longest key in base64, with room for a password. */
const LONGEST_AUTHORIZATION = 1_024;
/** Identities kept in memory, and the bytes of the headers that they are found by. */
const IDENTITIES_IN_MEMORY = 20_000;
const IDENTITY_BYTES = 8 * 1_048_576;

/**
 * The pair of keys in Stripe's documentation. Their suffixes differ; the keys of any other pair have the same suffix:
 * `sk_test_x` and `pk_test_x`.
 */
export const DOCUMENTED_KEYS = {
  secret: 'sk_test_BQokikJOvBiI2HlWgH4olfQ2',
  publishable: 'pk_test_TYooMQauvdEDq54NiTphI7jx',
};

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The account id of a test key's world: always the same, for both keys of a pair. */
export function accountOf(key: string): string {
  const suffix = (key === DOCUMENTED_KEYS.publishable ? DOCUMENTED_KEYS.secret : key).slice('sk_test_'.length);
  const digest = createHash('sha256').update(`florin world ${suffix}`).digest();
  return `acct_1${[...digest.subarray(0, 15)].map((byte) => ALPHABET.charAt(byte % 62)).join('')}`;
}

/** The key in an Authorization header: `Basic base64(key:)` or `Bearer key`. */
function readKey(authorization: string | undefined): string | undefined {
  if (!authorization) return undefined;
  const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/s.exec(authorization.trim()) ?? [];
  if (/^bearer$/i.test(scheme)) return value || undefined;
  if (!/^basic$/i.test(scheme)) return undefined;
  const user = Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0];
  return user || undefined;
}

/** True if an Authorization header holds a key that must never be in a page, valid or not. */
export function holdsSecretKey(authorization: string | undefined): boolean {
  if (authorization?.startsWith('Bearer sk_')) return true;
  return /^(?:sk|rk)_/.test(readKey(authorization) ?? '');
}

/** An identity and the wall-clock milliseconds until which it is used without reading its key again. */
interface Known {
  readonly identity: Identity;
  readonly until: number;
}

const FOREVER = Number.POSITIVE_INFINITY;
/** The kinds of keys by their first letters. */
const KINDS: Readonly<Record<string, StoredKey['kind']>> = { sk: 'secret', pk: 'publishable', rk: 'restricted' };

/**
 * Finds the world that a request's key opens. Throws Stripe's 401 for none, a malformed, an expired or an unknown key. `readPageKey`
 * recognizes keys of pages that Florin shows.
 */
export function createAuthenticator(
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  policy: KeyPolicy,
  readPageKey: (key: string) => PageKey | undefined,
) {
  /** By the whole Authorization header. */
  const known = createBoundedMap<string, Known>({
    most: IDENTITIES_IN_MEMORY,
    mostBytes: IDENTITY_BYTES,
    bytesOf: textBytes,
  });

  /** The key of a page opens only a world that has the page's object. The handlers compare it with the object's own. */
  async function identifyPage(key: string, { account, id }: PageKey): Promise<Known> {
    const scope = scopeOf(account);
    if (!(await storage.readObject(scope.world, nameIn(scope.account, id)))) throw invalidKey(key);
    const identity: Identity = { ...scope, key: 'page', pageKey: key, masked: mask(key), fingerprintKey: key };
    return { identity, until: FOREVER };
  }

  /** A key that was registered. It can be revoked meanwhile, so it is read again soon. */
  function identifyRegistered(key: string, stored: StoredKey, fingerprintKey: string): Known {
    const now = clock.now();
    if (!isActive(stored, now / 1000)) throw expiredKey(key);
    const { kind, expiresAt } = stored;
    const scope = scopeOf(stored.world);
    const masked = mask(key);
    const restriction =
      stored.permissions === null ? undefined : { permissions: permissionsOf(stored), masked, world: stored.world };
    const identity: Identity = {
      ...scope,
      masked,
      key: kind === 'publishable' ? 'publishable' : 'secret',
      ...(restriction && { restriction }),
      fingerprintKey,
    };
    return { identity, until: Math.min(now + KEYS_FRESH_MS, (expiresAt ?? FOREVER) * 1000) };
  }

  /** An ephemeral key. It can be deleted and expires, so it is read again soon. */
  async function identifyEphemeral(key: string, named: { account: string; id: string }): Promise<Known> {
    const scope = scopeOf(named.account);
    const stored = await storage.readObject(scope.world, nameIn(scope.account, named.id));
    // Objects are stored as their type was written.
    const found = stored && !stored.deleted ? (JSON.parse(stored.body) as EphemeralKey) : undefined;
    if (found?.object !== 'ephemeral_key' || found.internal.hash !== hashKey(key)) throw invalidKey(key);
    const now = clock.now();
    if (found.expires * 1000 <= now) throw expiredKey(key);
    const masked = mask(key);
    const identity: Identity = {
      ...scope,
      key: 'secret',
      customer: found.internal.customer,
      restriction: { permissions: OF_A_CUSTOMER, masked, world: named.account },
      masked,
      fingerprintKey: key,
    };
    return { identity, until: Math.min(now + KEYS_FRESH_MS, found.expires * 1000) };
  }

  async function identify(key: string): Promise<Known> {
    const pageKey = readPageKey(key);
    if (pageKey) return identifyPage(key, pageKey);
    const ephemeral = readSecret(key);
    if (ephemeral) return identifyEphemeral(key, ephemeral);
    const match = /^(sk|pk|rk)_test_[A-Za-z0-9_]{1,240}$/.exec(key);
    const kind = KINDS[match?.[1] ?? ''];
    if (!kind || key.length > LONGEST_KEY) throw invalidKey(key);
    const fingerprintKey = createHmac('sha256', key).update('request fingerprints').digest('base64');
    const stored = await storage.readKey(hashKey(key));
    if (stored?.kind === kind) return identifyRegistered(key, stored, fingerprintKey);
    if (policy === 'strict' || kind === 'restricted') throw invalidKey(key);
    const identity: Identity = { world: accountOf(key), account: null, key: kind, masked: mask(key), fingerprintKey };
    return { identity, until: FOREVER };
  }

  return async function authenticate(authorization: string | undefined): Promise<Identity> {
    const present = authorization === undefined ? undefined : known.get(authorization);
    if (present && (present.until === FOREVER || clock.now() < present.until)) return present.identity;
    if (authorization !== undefined && authorization.length > LONGEST_AUTHORIZATION) {
      throw headerTooLong(authorization.length);
    }
    const key = readKey(authorization);
    if (key === undefined || authorization === undefined) throw noKey();
    const found = await identify(key);
    known.set(authorization, found);
    return found.identity;
  };
}

function noKey(): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    message:
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). With curl, `-u sk_test_…:` does it.",
  });
}

/** Permissions are stored as the CLI validated them. */
function permissionsOf({ permissions }: StoredKey): Permissions {
  return JSON.parse(permissions ?? '{}') as Permissions;
}

/** A key that a message can show. */
function mask(key: string): string {
  return key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}` : '*'.repeat(key.length);
}

function invalidKey(key: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${mask(key)}` });
}

function expiredKey(key: string): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    code: 'api_key_expired',
    message: `Expired API Key provided: ${mask(key)}`,
  });
}

function headerTooLong(length: number): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    message: `The Authorization header has ${length} characters; at most ${LONGEST_AUTHORIZATION} are allowed. Send only the API key in it.`,
  });
}

/** 403: a page of another origin sent a secret key. */
export function secretKeyInPage(origin: string): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    message: `A page (Origin: ${origin}) sent a secret key. Keep secret keys on your server, and use the publishable key in pages.`,
  });
}

/** 401: the operation needs a secret key. */
export function secretKeyRequired(): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message: 'This API call cannot be made with a publishable API key. Please use a secret API key.',
  });
}
