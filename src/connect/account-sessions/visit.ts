import { accountOf } from '../../accounts/find.ts';
import type { Context } from '../../kernel/context.ts';
import { sessionInPath } from './address.ts';
import { type AccountSession, accountSessions, isOpen } from './type.ts';

/** The segments of a frame's address. */
export interface FrameAddress {
  readonly account: string;
  readonly session: string;
  readonly visit: string;
}

/** Finds the session of a frame's address, which is its only credential; `over` once it is, or its account is lost. */
export async function findSession(
  context: Context,
  address: FrameAddress,
): Promise<AccountSession | 'over' | undefined> {
  const { work } = context;
  const session = await work.get(accountSessions, sessionInPath(address.session));
  if (session?.account !== address.account || session.internal.visit !== address.visit) return undefined;
  return isOpen(session, work.now) && (await accountOf(work, session.account)) ? session : 'over';
}
