import { hash } from 'node:crypto';
import type { Context, Decide } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import { lockTimeout } from '../../kernel/errors.ts';
import { ConflictError } from '../../kernel/storage.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { decides, type TimerHandler } from '../../timers/worker.ts';
import type { Network } from '../network.ts';
import { networkPort } from '../ports.ts';
import { untilKnown } from './until-known.ts';

/**
 * What is being asked of a remote network about one payment. It is committed before the network is called and ends in
 * the commit of what came of it, so a process that dies in between leaves it behind. One decision has it at a time, on
 * whichever node: the next one waits for its end, as two that capture at once would both reach the network.
 */
interface OutboundCall extends Entity {
  /** Stored objects, ids and timers keep the older name `errand`. */
  readonly object: 'errand';
  /** For whom it is: the cause of the decision (see Origin). */
  readonly by: string;
  /** The attempts whose outcome no commit tells of yet. */
  readonly attempts: readonly string[];
  /** They are being taken back: whoever made them must not commit them any more. */
  readonly undoing: boolean;
  /** How often attempts were taken back; those that follow have other names, so that nobody takes them back too late. */
  readonly undone: number;
}

const outboundCalls: ResourceType<OutboundCall> = {
  object: 'errand',
  prefix: 'errand',
  noun: 'errand',
  idParam: 'id',
  listed: false,
};

/** Seconds on the world's clock after which what nobody has ended is settled; requests take no longer than half of it. */
const SETTLED_AFTER_SECONDS = 60;
const SETTLES = 'network.settle_errand';

/** An attempt that is going to be made. */
interface Attempt {
  /** The attempt that authorized, or is to authorize, the payment. */
  readonly payment: string;
  readonly attempt: string;
  /** Whether what the decision rests on has changed by now, so that it cannot be committed. */
  readonly isStale: () => Promise<boolean>;
}

/** An attempt that is recorded. */
interface Begun {
  /** What the network is to know it by. */
  readonly name: string;
  readonly undo: () => Promise<void>;
}

/**
 * Records an attempt before a remote network hears of it; its commit will end it. Throws Stripe's lock_timeout while
 * another decision is at the same payment, or what one left behind is not settled yet.
 */
export async function beginOutboundCall(context: Context, network: Network, attempt: Attempt): Promise<Begun> {
  const id = `${outboundCalls.prefix}_${hash('sha256', attempt.payment, 'base64url')}`;
  const undo = () => settle(context.commitSeparately, network, id);
  let begun = await context.commitSeparately(({ work }) => begin(work, id, context.work.origin.cause, attempt));
  if (begun === 'undoing') {
    // Whoever takes it back may have died at it, and doing so twice does no harm.
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
  // The call's previous owner may have committed this very attempt; then it is not ours to make, or to undo.
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
    work.schedule({ kind: SETTLES, subject: id, dueAt: work.nowMs + SETTLED_AFTER_SECONDS * 1000 });
  return { name };
}

/** What came of an attempt is committed now: there is nothing more to settle. */
async function endOutboundCall({ work }: Context, id: string, attempt: string): Promise<void> {
  const call = await work.get(outboundCalls, id);
  if (!call || call.undoing || !call.attempts.includes(attempt)) throw new ConflictError(`outbound call ${id}`);
  const attempts = call.attempts.filter((one) => one !== attempt);
  work.save<OutboundCall>({ ...call, attempts });
  if (attempts.length === 0) await work.cancelTimers(id, SETTLES);
}

/**
 * Takes back what was asked and never committed. First it is noted that this is done: from then on nobody can commit
 * it. Throws UnknownOutcomeError while the network cannot say; then it is tried again by its timer.
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
    // Others may have taken it back as well, and been faster; then it may be somebody's again.
    if (found?.undoing && found.undone === call.undone) {
      work.save<OutboundCall>({ ...found, attempts: [], undoing: false, undone: found.undone + 1 });
      await work.cancelTimers(id, SETTLES);
    }
  });
}

/** Ends a timer that was not cancelled by what it did. */
const end = decides(async () => {});

/** Settles what processes that died have left behind. */
export const outboundCallTimers: Readonly<Record<string, TimerHandler>> = {
  async [SETTLES](engine, timer) {
    const { world, subject } = timer;
    await settle((decide) => engine.asPlatform(world, timer.id, decide), engine.use(networkPort), subject);
    await end(engine, timer);
  },
};
