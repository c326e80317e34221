import { scopeOf } from '../../kernel/account-names.ts';
import type { Engine } from '../../kernel/engine.ts';
import { findPage, type PageFacts, putOnClockOfPage } from '../../payments/actions/act.ts';
import type { Intent } from '../../payments/intents/intent.ts';
import { actionTimer } from '../../payments/next-actions/timer-kind.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** An action that a payment or a setup waits on, or waited on, as its page shows it. */
export interface PendingAction extends Omit<PageFacts, 'open'> {
  /** The account, and the secret in the page's address. */
  readonly account: string;
  readonly nonce: string;
  /** The result; null while the payer can act. */
  readonly outcome: Outcome | null;
  /** The time of the payment's clock, in milliseconds since epoch. */
  readonly nowMs: number;
  /** The moment at which the action expires, in milliseconds since epoch; null if it does not. */
  readonly deadlineMs: number | null;
}

/** Loads a payer's page without changing anything; undefined if the account or the page does not exist. */
export async function loadAction(engine: Engine, account: string, nonce: string): Promise<PendingAction | undefined> {
  const page = await engine.asAccount(account, `page:${nonce}:load`, async (context) => {
    await putOnClockOfPage(context, nonce);
    const found = await findPage(context, nonce);
    return found && { ...found, nowMs: context.work.nowMs };
  });
  if (!page) return undefined;
  const deadlineMs = await deadlineOf(engine, account, page.intent, nonce);
  const { open, ...facts } = page;
  // The timer fires shortly after it is due; the page expires on time.
  const isLate = deadlineMs !== null && page.nowMs >= deadlineMs;
  const waiting = isLate ? 'expired' : null;
  return { ...facts, account, nonce, deadlineMs, outcome: open ? waiting : outcomeOf(page.intent) };
}

/** The moment at which the timer that expires the action is due. */
async function deadlineOf(engine: Engine, account: string, intent: Intent, nonce: string): Promise<number | null> {
  for (const { kind, payload, dueAt } of await engine.storage.listTimers(scopeOf(account).world, intent.id)) {
    if (kind !== actionTimer(intent)) continue;
    if ((JSON.parse(payload) as { action: string }).action === nonce) return dueAt;
  }
  return null;
}
