import { charges } from '../../../charges/type.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Timer } from '../../../kernel/storage.ts';
import { balanceTransactions } from '../../../ledger/type.ts';
import { paymentIntents } from '../../../payments/payment-intents/type.ts';
import { door } from '../../door.ts';
import { aheadOf } from './ahead.ts';

/** Timers that are shown. */
const SHOWN = 20;
/** Timers that are read: some of them show nothing to a reader. */
const READ = 100;
/** Timers of the platform's own memory, at which nothing happens that a reader could see. */
const HIDDEN: ReadonlySet<string> = new Set(['webhook.given_up']);

/** The time of the world's clock, and what falls due on it next. */
export const due = door('GET /due', {}, async (context) => {
  const { work, storage } = context;
  const timers = (await storage.listDue(work.world, null, READ))
    .filter(({ kind, account }) => !HIDDEN.has(kind) && (work.connected === null || account === work.connected))
    .slice(0, SHOWN);
  return {
    object: 'florin.clock',
    now: work.worldNow,
    ahead: await aheadOf(context),
    due: await Promise.all(timers.map((timer) => shown(context, timer))),
  };
});

async function shown(context: Context, { id, kind, subject, dueAt, attempt }: Timer) {
  const money = await moneyOf(context, subject);
  return { id, kind, subject, at: Math.floor(dueAt / 1000), attempt, ...money };
}

/** The amount of the object that a timer is about, where it has one. */
async function moneyOf({ work }: Context, subject: string) {
  const type = { pi: paymentIntents, ch: charges, py: charges, txn: balanceTransactions }[
    subject.split('_', 1)[0] ?? ''
  ];
  const found =
    type && (await work.get<{ id: string; object: string; amount: number; currency: string }>(type as never, subject));
  return { amount: found?.amount ?? null, currency: found?.currency ?? null };
}
