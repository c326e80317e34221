import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { newKey } from '../../kernel/new-key.ts';
import type { Storage } from '../../kernel/storage.ts';
import { DOCUMENTED_KEYS } from '../authenticate.ts';
import type { KeyPolicy } from './key-policy.ts';

/** Random characters of an account's id after `acct_1`. */
const ACCOUNT_LENGTH = 15;

/** A pair of keys that opens one world. */
export interface KeyPair {
  readonly secret: string;
  readonly publishable: string;
}

/** Returns the keys to show at the start; null if keys are registered, since only their hashes are stored. */
export async function firstKeys(
  policy: KeyPolicy,
  { storage, ids, clock }: { readonly storage: Storage; readonly ids: Ids; readonly clock: Clock },
): Promise<KeyPair | null> {
  if (policy === 'open') return DOCUMENTED_KEYS;
  if ((await storage.listKeys()).length > 0) return null;
  const row = {
    world: newAccount(ids),
    name: '',
    created: Math.floor(clock.now() / 1000),
    expiresAt: null,
    permissions: null,
  };
  const [secret, publishable] = [newKey(ids, { ...row, kind: 'secret' }), newKey(ids, { ...row, kind: 'publishable' })];
  await storage.registerKeys([secret.stored, publishable.stored]);
  return { secret: secret.key, publishable: publishable.key };
}

/** The id of a new account. It is not derived from a key, since keys are rolled. */
export function newAccount(ids: Ids): string {
  return `acct_1${ids.random(ACCOUNT_LENGTH)}`;
}
