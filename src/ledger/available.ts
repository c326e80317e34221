import { type BoundedMap, createBoundedMap } from '../kernel/bounded-map.ts';
import { type Context, port } from '../kernel/context.ts';
import { type Entity, type ResourceType, withStorageId } from '../kernel/entity.ts';
import type { TimerHandler } from '../kernel/timer-handler.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { decides } from '../timers/worker.ts';
import { balanceOf } from './balance.ts';

/** The kind of timer that emits `balance.available`. */
const FUNDS_AVAILABLE = 'balance.funds_available';

/** A world's scheduled `balance.available` timers: one a day, however many payments it has. */
interface Watch extends Entity {
  readonly object: 'balance_watch';
  /** The latest scheduled moment, in seconds since epoch. */
  readonly armedFor: number;
  /** True if a timer is scheduled for funds that are available at once. */
  readonly atOnce: boolean;
}

const watches: ResourceType<Watch> = {
  object: 'balance_watch',
  prefix: 'balwatch',
  noun: 'balance watch',
  idParam: 'id',
  listed: false,
};
/** A world has one. */
const WATCH = 'balwatch';

/** By world, the latest moment with a committed timer, as seen by this process. */
export const scheduledPort = port<BoundedMap<string, number>>('timers of available funds');
/** Worlds in the cache. */
const MOST_WORLDS = 20_000;

export function createArmed(): BoundedMap<string, number> {
  return createBoundedMap({ most: MOST_WORLDS });
}

/**
 * Schedules `balance.available` for when the funds become available. The first payment of a day writes the timer; later
 * ones find it in this process's memory at no cost. `amount` is the merchant's gain.
 */
export function scheduleBalanceAvailable(context: Context, availableOn: number, amount: number): void {
  const { work, account } = context;
  if (amount <= 0) return;
  if (availableOn > work.worldNow && (context.use(scheduledPort).get(account.id) ?? 0) >= availableOn) return;
  context.afterRender(() => scheduleOnce(context, availableOn));
}

/** Decisions that scheduled a timer: their reads include uncommitted changes. */
const scheduling = new WeakSet<UnitOfWork>();

async function scheduleOnce(context: Context, availableOn: number): Promise<void> {
  const { work } = context;
  const watch =
    (await work.get(watches, WATCH)) ??
    work.insert<Watch>(watches, { id: WATCH, object: 'balance_watch', armedFor: 0, atOnce: false });
  const atOnce = availableOn <= work.worldNow;
  if (atOnce ? watch.atOnce : watch.armedFor >= availableOn) {
    if (!atOnce && !scheduling.has(work)) cacheScheduled(context, watch.armedFor);
    return;
  }
  scheduling.add(work);
  work.save<Watch>(atOnce ? { ...watch, atOnce } : { ...watch, armedFor: availableOn });
  const dueAt = atOnce ? work.worldNowMs : availableOn * 1000;
  work.schedule({ kind: FUNDS_AVAILABLE, subject: WATCH, dueAt, payload: { atOnce }, onWorldClock: true });
}

function cacheScheduled({ use, account }: Context, armedFor: number): void {
  use(scheduledPort).set(account.id, armedFor);
}

/** Timers of the balance. */
export const balanceTimers: Readonly<Record<string, TimerHandler>> = {
  [FUNDS_AVAILABLE]: decides(async (context, timer) => {
    const { work } = context;
    const watch = await work.get(watches, WATCH);
    if (!watch) return;
    const { atOnce } = JSON.parse(timer.payload) as { atOnce: boolean };
    if (atOnce) work.save<Watch>({ ...watch, atOnce: false });
    work.emit('balance.available', withStorageId(WATCH, await balanceOf(context)));
  }),
};
