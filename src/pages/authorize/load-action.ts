import type { Engine } from '../../kernel/engine.ts';
import { findPage, type PageFacts } from '../../payments/actions/act.ts';
import { actionTimer } from '../../payments/actions/timer-kind.ts';
import type { Intent } from '../../payments/intents/intent.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';

/** A payer's page as it stands. */
export interface Sight extends Omit<PageFacts, 'open'> {
  readonly merchant: string;
  /** What came of it; null while it waits for the payer. */
  readonly outcome: Outcome | null;
  /** The world's time, and until when the payer can act, in milliseconds since epoch; null for no end. */
  readonly nowMs: number;
  readonly deadlineMs: number | null;
}

/** Looks at a payer's page; undefined when there is no such world or no such page in it. Changes nothing. */
export async function look(engine: Engine, world: string, nonce: string): Promise<Sight | undefined> {
  if (!(await engine.storage.readWorld(world))) return undefined;
  const seen = await engine.asPlatform(world, `page:${nonce}:look`, async (context) => {
    const page = await findPage(context, nonce);
    return page && { ...page, merchant: context.account.displayName, nowMs: context.work.nowMs };
  });
  if (!seen) return undefined;
  const deadlineMs = await deadlineOf(engine, world, seen.intent, nonce);
  const { open, ...facts } = seen;
  // The timer fires a moment after it is due; for the payer a page is over on time.
  const isLate = deadlineMs !== null && seen.nowMs >= deadlineMs;
  const waiting = isLate ? 'expired' : null;
  return { ...facts, deadlineMs, outcome: open ? waiting : outcomeOf(seen.intent) };
}

/** When a page's time is over, by the timer that ends it. */
async function deadlineOf(engine: Engine, world: string, intent: Intent, nonce: string): Promise<number | null> {
  for (const { kind, payload, dueAt } of await engine.storage.listTimers(world, intent.id)) {
    if (kind !== actionTimer(intent)) continue;
    if ((JSON.parse(payload) as { action: string }).action === nonce) return dueAt;
  }
  return null;
}
