import { accountOfSession } from '../../checkout/sessions/id.ts';
import { recoverSession } from '../../checkout/sessions/recovery.ts';
import type { Engine } from '../../kernel/engine.ts';

/** The address of a new session like an expired one; undefined if it cannot be recovered. */
export async function recoveredUrl(engine: Engine, id: string): Promise<string | undefined> {
  const account = accountOfSession(id);
  if (account === undefined) return undefined;
  const session = await engine.asAccount(account, `recovery of ${id}`, (context) => recoverSession(context, id));
  return session?.url ?? undefined;
}
