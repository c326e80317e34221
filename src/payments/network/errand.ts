import { hash } from 'node:crypto';
import type { Context, Decide } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import { lockTimeout } from '../../kernel/errors.ts';
import { ConflictError } from '../../kernel/storage.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { Network } from '../../network/network.ts';
import { networkPort } from '../../network/ports.ts';
import type { TimerHandler } from '../../timers/worker.ts';
import { untilKnown } from './until-known.ts';

/**
 * What is being asked of a remote network about one payment. It is committed before the network is called and ends in
 * the commit of what came of it, so a process that dies in between leaves it behind. One decision has it at a time, on
 * whichever node: the next one waits for its end, as two that capture at once would both reach the network.
 */
interface Errand extends Entity {
  readonly object: 'errand';
  /** For whom it is: the cause of the decision (see Origin). */
  readonly by: string;
  /** The attempts whose outcome no commit tells of yet. */
  readonly attempts: readonly string[];
  /** They are being taken back: whoever made them must not commit them any more. */
  readonly undoing: boolean;
}

const errands: ResourceType<Errand> = {
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

/**
 * Records an attempt before a remote network hears of it; its commit will end it. Returns how to take it back. Throws
 * Stripe's lock_timeout while another decision is at the same payment, or what one left behind is not settled yet.
 */
export async function beginErrand(
  context: Context,
  network: Network,
  { payment, attempt, isStale }: Attempt,
): Promise<() => Promise<void>> {
  const id = `${errands.prefix}_${hash('sha256', payment, 'base64url')}`;
  const by = context.work.origin.cause;
  const isLate = await context.apart(async ({ work }) => {
    const found = await work.get(errands, id);
    if (found && isTaken(found, by)) throw lockTimeout();
    // Whoever had the errand before may have committed this very attempt; then it is not ours to make, or to undo.
    if (found && (await isStale())) return true;
    const before = found?.attempts ?? [];
    const errand: Errand = { id, object: 'errand', by, attempts: [...new Set([...before, attempt])], undoing: false };
    if (found) work.save(errand);
    else work.insert(errands, errand);
    if (before.length === 0)
      work.schedule({ kind: SETTLES, subject: id, dueAt: work.nowMs + SETTLED_AFTER_SECONDS * 1000 });
    return false;
  });
  if (isLate) throw new ConflictError(`payment ${payment}`);
  context.afterAnswer(() => endErrand(context, id, attempt));
  return () => settle(context.apart, network, id, (work) => work.cancelTimers(id, SETTLES));
}

function isTaken({ attempts, by, undoing }: Errand, mine: string): boolean {
  return attempts.length > 0 && (undoing || by !== mine);
}

/** What came of an attempt is committed now: there is nothing more to settle. */
async function endErrand({ work }: Context, id: string, attempt: string): Promise<void> {
  const errand = await work.get(errands, id);
  if (!errand || errand.undoing || !errand.attempts.includes(attempt)) throw new ConflictError(`errand ${id}`);
  const attempts = errand.attempts.filter((one) => one !== attempt);
  work.save<Errand>({ ...errand, attempts });
  if (attempts.length === 0) await work.cancelTimers(id, SETTLES);
}

/**
 * Takes back what was asked and never committed. First it is noted that this is done: from then on nobody can commit
 * it. Throws UnknownOutcomeError while the network cannot say; then it is tried again by its timer.
 */
async function settle(
  apart: <T>(decide: Decide<T>) => Promise<T>,
  network: Network,
  id: string,
  endTimer: (work: UnitOfWork) => void | Promise<void>,
): Promise<void> {
  const attempts = await apart(async ({ work }) => {
    const errand = await work.get(errands, id);
    if (errand?.attempts.length) work.save<Errand>({ ...errand, undoing: true });
    return errand?.attempts ?? [];
  });
  for (const attempt of [...attempts].reverse()) await untilKnown(() => network.undo(attempt));
  await apart(async ({ work }) => {
    const errand = await work.get(errands, id);
    if (errand?.undoing) work.save<Errand>({ ...errand, attempts: [], undoing: false });
    await endTimer(work);
  });
}

/** Settles what processes that died have left behind. */
export const errandTimers: Readonly<Record<string, TimerHandler>> = {
  async [SETTLES](engine, timer) {
    const { account, id, leaseUntil, subject } = timer;
    const options = { origin: { id: null, idempotencyKey: null, cause: id }, caller: engine.platformCaller() };
    const apart = <T>(decide: Decide<T>) => engine.run(account, options, decide);
    await settle(apart, engine.use(networkPort), subject, (work) => work.settle({ id, leaseUntil }));
  },
};
