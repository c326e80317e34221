import type { Ids } from '../kernel/ids.ts';
import type { Storage } from '../kernel/storage.ts';
import { accountOf, DOCUMENTED_KEYS, hashKey } from './authenticate.ts';
import type { KeyPolicy } from './key-policy.ts';

/** Characters of a key after its prefix. */
const SUFFIX_LENGTH = 24;

/** A pair of keys that opens one world. */
export interface KeyPair {
  readonly secret: string;
  readonly publishable: string;
}

/** The keys to print at the start; null if keys are registered, since only their hashes are known. */
export async function firstKeys(policy: KeyPolicy, storage: Storage, ids: Ids): Promise<KeyPair | null> {
  if (policy === 'open') return DOCUMENTED_KEYS;
  if ((await storage.countKeys()) > 0) return null;
  const suffix = ids.random(SUFFIX_LENGTH);
  const pair = { secret: `sk_test_${suffix}`, publishable: `pk_test_${suffix}` };
  const world = accountOf(pair.secret);
  await storage.registerKeys([
    { hash: hashKey(pair.secret), world, kind: 'secret' },
    { hash: hashKey(pair.publishable), world, kind: 'publishable' },
  ]);
  return pair;
}
