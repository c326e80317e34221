import { type Clock, ticks } from './clock.ts';
import type { Caller, Context, Port } from './context.ts';
import { StripeError } from './errors.ts';
import type { Ids } from './ids.ts';
import type { Observer } from './observer.ts';
import { ConflictError, type IdempotencyRecord, type Storage, UnavailableError } from './storage.ts';
import { createTurnstile } from './turnstile.ts';
import { type Origin, UnitOfWork } from './unit-of-work.ts';
import type { Worlds } from './worlds.ts';

/** How often a decision is run again when others change what it rests on, before Stripe's lock_timeout is answered. */
export const MOST_RERUNS = 50;

/** For whom a decision is run, and what is remembered of its answer. */
export interface RunOptions<T> {
  readonly origin: Origin;
  readonly caller: Caller;
  readonly record?: (work: UnitOfWork, result: T) => IdempotencyRecord | null;
}

/** What runs decisions: gives each a unit of work, commits it, and runs it again when it conflicted. */
export interface Engine {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly worlds: Worlds;
  /**
   * Runs one decision in a world. It may run several times; only the last is committed. What it returns is returned
   * once the commit is durable. `record` makes the idempotency record that is committed with it.
   */
  run<T>(account: string, options: RunOptions<T>, decide: (context: Context) => Promise<T>): Promise<T>;
  /** What a port is provided by. */
  use<T>(port: Port<T>): T;
  /** Adds a step to every decision that recorded events or changes, run right before its commit. */
  beforeCommit(step: (context: Context) => Promise<void>): void;
  /** Told of every commit once it is durable. */
  afterCommit(listener: (work: UnitOfWork) => void): void;
  /** The caller of what happens without a request: timers and pages. */
  platformCaller(): Caller;
}

/** What a decision waited for alone, from the first time it runs to the last. */
interface Hold {
  id: string | undefined;
  leave: () => void;
}

export function createEngine(parts: {
  storage: Storage;
  clock: Clock;
  ids: Ids;
  worlds: Worlds;
  ports: ReadonlyMap<string, unknown>;
  baseUrl: () => string;
  observer?: Observer | undefined;
  /** Told of errors that no caller waits for any more. */
  report?: (error: unknown) => void;
}): Engine {
  const { storage, clock, ids, worlds, ports, observer } = parts;
  const beforeCommit: ((context: Context) => Promise<void>)[] = [];
  const afterCommit: ((work: UnitOfWork) => void)[] = [];
  const turnstile = createTurnstile();

  function use<T>(port: Port<T>): T {
    if (!ports.has(port.name)) throw new Error(`nothing provides the port ${port.name}`);
    return ports.get(port.name) as T;
  }

  /** One try at a decision: its context, and what has to happen whichever way it ends. */
  async function runOnce<T>(
    account: string,
    options: RunOptions<T>,
    decide: (context: Context) => Promise<T>,
    effects: Map<string, () => Promise<void>>,
    hold: Hold,
  ): Promise<T> {
    const world = await worlds.get(account);
    const { clockOffset } = world;
    const work = new UnitOfWork({
      account,
      origin: options.origin,
      storage,
      ids,
      apiVersion: world.settings.apiVersion,
      clockMs: clock.now() + clockOffset,
      takeBlock: () => world.takeBlock(clock.now()),
      block: world.block,
    });
    const later: (() => void | Promise<void>)[] = [];
    const made = new Set<string>();
    let held: string | undefined;
    const context: Context = {
      work,
      account: { ...world.settings, id: account },
      caller: options.caller,
      use,
      async exclusive(id) {
        if (held === id) return;
        if (held !== undefined) throw new Error(`a decision that holds ${held} cannot wait for ${id}`);
        held = id;
        // A decision that runs again still has what it waited for.
        if (hold.id === id) return;
        hold.leave();
        const entered = await turnstile.enter(`${account} ${id}`);
        if (!entered) throw lockTimeout();
        hold.id = id;
        hold.leave = () => {
          hold.leave = () => {};
          hold.id = undefined;
          entered();
        };
      },
      undoUnlessCommitted(effect, undo) {
        made.add(effect);
        effects.set(effect, undo);
      },
      afterAnswer: (step) => later.push(step),
    };
    const result = await decide(context);
    for (const step of later) await step();
    if (!work.isEmpty) for (const step of beforeCommit) await step(context);
    const idempotency = options.record?.(work, result) ?? null;
    if (!work.isEmpty || idempotency) {
      const begun = ticks();
      await storage.commit({ ...work.toBatch(idempotency), clockOffset });
      observer?.commit?.(ticks() - begun);
      for (const effect of made) effects.delete(effect);
      for (const listener of afterCommit) listener(work);
    } else {
      await storage.flushed();
    }
    return result;
  }

  /** Undoes effects later, should it turn out that what they belong to was not committed. */
  function undoUnlessApplied(outcome: Promise<boolean>, effects: ReadonlyMap<string, () => Promise<void>>): void {
    const undone = outcome.then(async (applied) => {
      if (!applied) for (const undo of effects.values()) await undo();
    });
    undone.catch((error: unknown) => parts.report?.(error));
  }

  return {
    storage,
    clock,
    ids,
    worlds,
    use,
    beforeCommit: (step) => beforeCommit.push(step),
    afterCommit: (listener) => afterCommit.push(listener),
    platformCaller: () => ({ key: 'platform', ip: null, userAgent: null, baseUrl: parts.baseUrl() }),
    async run(account, options, decide) {
      const effects = new Map<string, () => Promise<void>>();
      const hold: Hold = { id: undefined, leave: () => {} };
      try {
        for (let rerun = 0; rerun < MOST_RERUNS; rerun++) {
          try {
            return await runOnce(account, options, decide, effects, hold);
          } catch (error) {
            if (!(error instanceof ConflictError)) throw error;
            observer?.rerun?.();
            await worlds.refresh(account);
          }
        }
        throw lockTimeout();
      } catch (error) {
        if (error instanceof UnavailableError && error.outcome) {
          undoUnlessApplied(error.outcome, new Map(effects));
          effects.clear();
        }
        throw error;
      } finally {
        hold.leave();
        for (const undo of effects.values()) await undo();
      }
    },
  };
}

/** 429: others kept changing the object. Stripe's code for contention on one object. */
function lockTimeout(): StripeError {
  return new StripeError(429, {
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message:
      'Too many requests are changing this object at the same time. Send changes to one object one after another, or try again shortly.',
  });
}
