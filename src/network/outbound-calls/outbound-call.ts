import { hash } from 'node:crypto';
import type { Context, Decide } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import { lockTimeout } from '../../kernel/errors.ts';
import { ConflictError } from '../../kernel/storage.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { decides } from '../../timers/worker.ts';
import type { Network } from '../network.ts';
import { networkPort } from '../ports.ts';
import { untilKnown } from './until-known.ts';

/**
 * The calls of a remote network about one payment that are in progress. It is committed before the network is called
 * and removed in the commit of the result, so a process that dies in between leaves it behind. Only one decision, on
 * any node, holds it at a time; otherwise two simultaneous captures would both reach the network.
 */
interface OutboundCall extends Entity {
  /** Stored objects, ids and timers keep the older name `errand`. */
  readonly object: 'errand';
  /** The cause of the decision that holds it (see Origin). */
  readonly by: string;
  /** Attempts whose result is not committed yet. */
  readonly attempts: readonly string[];
  /** True while they are being reversed: their decisions must not commit. */
  readonly undoing: boolean;
  /**
   * The number of reversals so far. It is part of the names of later attempts, so that a late reversal cannot hit them.
   */
  readonly undone: number;
}

const outboundCalls: ResourceType<OutboundCall> = {
  object: 'errand',
  prefix: 'errand',
  noun: 'errand',
  idParam: 'id',
  listed: false,
};

/** Seconds on the world's clock after which an abandoned call is resolved; requests take at most half of that. */
const SETTLED_AFTER_SECONDS = 60;
const SETTLES = 'network.settle_errand';

/** An attempt about to be made. */
interface Attempt {
  /** The attempt that authorizes the payment. */
  readonly payment: string;
  readonly attempt: string;
  /** True if an object that the decision has read changed since, so that it cannot commit. */
  readonly isStale: () => Promise<boolean>;
}

/** A recorded attempt. */
interface Begun {
  /** The attempt's name at the network. */
  readonly name: string;
  readonly undo: () => Promise<void>;
}

/**
 * Records an attempt before a remote network is called; the decision's commit removes it. Throws Stripe's lock_timeout
 * while another decision works on the payment, or while an abandoned call is unresolved.
 */
export async function beginOutboundCall(context: Context, network: Network, attempt: Attempt): Promise<Begun> {
  const id = `${outboundCalls.prefix}_${hash('sha256', attempt.payment, 'base64url')}`;
  const undo = () => settle(context.commitSeparately, network, id);
  let begun = await context.commitSeparately(({ work }) => begin(work, id, context.work.origin.cause, attempt));
  if (begun === 'undoing') {
    // The process that was reversing it may have died; reversing twice is harmless.
    await undo();
    begun = await context.commitSeparately(({ work }) => begin(work, id, context.work.origin.cause, attempt));
  }
  if (begun === 'undoing' || begun === 'taken') throw lockTimeout();
  if (begun === 'late') throw new ConflictError(`payment ${attempt.payment}`);
  const { name } = begun;
  context.afterRender(() => endOutboundCall(context, id, name));
  return { name, undo };
}

async function begin(
  work: UnitOfWork,
  id: string,
  by: string,
  { attempt, isStale }: Attempt,
): Promise<{ name: string } | 'taken' | 'undoing' | 'late'> {
  const found = await work.get(outboundCalls, id);
  const { attempts: before = [], undone = 0 } = found ?? {};
  if (found?.undoing) return 'undoing';
  if (found && before.length > 0 && found.by !== by) return 'taken';
  // The previous holder may have committed this very attempt; then it must be neither made nor reversed here.
  if (found && (await isStale())) return 'late';
  const name = undone === 0 ? attempt : `${attempt}:again${undone}`;
  const call: OutboundCall = {
    id,
    object: 'errand',
    by,
    attempts: [...new Set([...before, name])],
    undoing: false,
    undone,
  };
  if (found) work.save(call);
  else work.insert(outboundCalls, call);
  if (before.length === 0)
    work.schedule({
      kind: SETTLES,
      subject: id,
      dueAt: work.worldNowMs + SETTLED_AFTER_SECONDS * 1000,
      onWorldClock: true,
    });
  return { name };
}

/** Removes an attempt whose result is being committed. */
async function endOutboundCall({ work }: Context, id: string, attempt: string): Promise<void> {
  const call = await work.get(outboundCalls, id);
  if (!call || call.undoing || !call.attempts.includes(attempt)) throw new ConflictError(`outbound call ${id}`);
  const attempts = call.attempts.filter((one) => one !== attempt);
  work.save<OutboundCall>({ ...call, attempts });
  if (attempts.length === 0) await work.cancelTimers(id, SETTLES);
}

/**
 * Reverses attempts that were never committed. It first commits that the reversal has begun, so that their decisions
 * can no longer commit. Throws UnknownOutcomeError while the result is unknown; the timer then retries.
 */
async function settle(separately: <T>(decide: Decide<T>) => Promise<T>, network: Network, id: string): Promise<void> {
  const call = await separately(async ({ work }) => {
    const found = await work.get(outboundCalls, id);
    if (!found || found.attempts.length === 0) return undefined;
    return found.undoing ? found : work.save<OutboundCall>({ ...found, undoing: true });
  });
  if (!call) return;
  for (const attempt of [...call.attempts].reverse()) await untilKnown(() => network.undo(attempt));
  await separately(async ({ work }) => {
    const found = await work.get(outboundCalls, id);
    // Another process may have reversed it first; then another decision may hold it again.
    if (found?.undoing && found.undone === call.undone) {
      work.save<OutboundCall>({ ...found, attempts: [], undoing: false, undone: found.undone + 1 });
      await work.cancelTimers(id, SETTLES);
    }
  });
}

/** Completes a timer that its work did not cancel. */
const end = decides(async () => {});

/** Resolves the calls that dead processes left behind. */
export const outboundCallTimers: Readonly<Record<string, TimerHandler>> = {
  async [SETTLES](engine, timer) {
    await settle((decide) => engine.forTimer(timer, decide), engine.use(networkPort), timer.subject);
    await end(engine, timer);
  },
};
