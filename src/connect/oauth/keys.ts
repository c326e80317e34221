import type { Context } from '../../kernel/context.ts';
import { type NewKey, newKey } from '../../kernel/new-key.ts';
import type { StoredKey } from '../../kernel/storage.ts';
import type { Scope } from './type.ts';

/** The permissions of a secret key that only reads. */
const READ_ONLY = JSON.stringify({ all: 'read' });

/** A pair of keys of an account. */
interface IssuedKeys {
  readonly secret: string;
  readonly publishable: string;
}

/** Registers a pair of keys with which the platform acts as an account. They work while the two are connected. */
export async function issueKeys({ work, storage }: Context, account: string, scope: Scope): Promise<IssuedKeys> {
  const make = (kind: StoredKey['kind']): NewKey =>
    newKey(
      { random: (length) => work.newSecret(length) },
      {
        kind,
        world: account,
        name: 'OAuth',
        created: work.worldNow,
        expiresAt: null,
        permissions: kind === 'secret' && scope === 'read_only' ? READ_ONLY : null,
      },
    );
  const secret = make('secret');
  const publishable = make('publishable');
  await storage.registerKeys([secret.stored, publishable.stored]);
  return { secret: secret.key, publishable: publishable.key };
}
