import type { UnitOfWork } from '../../kernel/unit-of-work.ts';

/** The kinds of timers after which an account is assessed again. */
export type Reason = 'account.verified' | 'account.deadline';

/**
 * Assesses an account again at a moment (seconds since epoch), and no more at the one it had before for the same reason.
 * `platform` acts for its platform.
 */
export async function moveTimer(
  platform: UnitOfWork,
  account: string,
  reason: Reason,
  { from, to }: { readonly from: number | null; readonly to: number | null },
): Promise<void> {
  if (from === to) return;
  if (from !== null) await platform.cancelTimers(account, reason);
  if (to === null) return;
  platform.schedule({ kind: reason, subject: account, dueAt: to * 1000, onWorldClock: true });
}
