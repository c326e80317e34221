import type { Ids } from './ids.ts';
import { hashKey } from './key-hash.ts';
import type { StoredKey } from './storage.ts';

/** Random base62 characters of a key after its prefix: 190 bits. */
const SUFFIX_LENGTH = 32;
/** The last characters of a key, to recognize it by. */
const HINT_LENGTH = 4;

const PREFIXES: Readonly<Record<StoredKey['kind'], string>> = {
  secret: 'sk_test_',
  publishable: 'pk_test_',
  restricted: 'rk_test_',
};

/** A key that was just made: its text, which is stored nowhere, and its row. */
export interface NewKey {
  readonly key: string;
  readonly stored: StoredKey;
}

/** Makes a key with a random suffix of its own. `created` and `expiresAt` are wall-clock seconds. */
export function newKey(ids: Pick<Ids, 'random'>, row: Omit<StoredKey, 'hash' | 'hint'>): NewKey {
  const key = `${PREFIXES[row.kind]}${ids.random(SUFFIX_LENGTH)}`;
  return { key, stored: { ...row, hash: hashKey(key), hint: key.slice(-HINT_LENGTH) } };
}

/** The id by which commands name a registered key. It does not reveal the key. */
export function keyId({ hash }: Pick<StoredKey, 'hash'>): string {
  return `key_${hash.slice(0, 16)}`;
}

/** True if a key is accepted at a moment in seconds. */
export function isActive({ expiresAt }: Pick<StoredKey, 'expiresAt'>, now: number): boolean {
  return expiresAt === null || now < expiresAt;
}

/**
 * True if an older Florin registered the key: the suffix of its pair is the same, so that the publishable key reveals the
 * secret one.
 */
export function sharesItsSuffix({ created }: Pick<StoredKey, 'created'>): boolean {
  return created === 0;
}
