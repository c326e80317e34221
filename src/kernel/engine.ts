import { scopeOf } from './account-names.ts';
import { type Clock, ticks } from './clock.ts';
import { type ConnectedAccount, connectedAccountType, settingsOf } from './connected-account.ts';
import type { AccountSettings, Caller, Context, Decide, Port } from './context.ts';
import { createEffects, type DecisionEffects } from './effects.ts';
import { lockTimeout, StripeError } from './errors.ts';
import type { Ids } from './ids.ts';
import { createKeyMutex } from './key-mutex.ts';
import { createLocks, type DecisionLocks, LockOrderError } from './locks.ts';
import type { Observer } from './observer.ts';
import { type ClaimedTimer, ConflictError, type IdempotencyRecord, type Storage, UnavailableError } from './storage.ts';
import { createUnitOfWork, type Examples, type Origin, type UnitOfWork } from './unit-of-work.ts';
import type { Worlds } from './worlds.ts';

/** Reruns of a decision after conflicts, before it fails with Stripe's lock_timeout. */
const MOST_RERUNS = 50;

/** A connected account that a decision acts for, with its settings. */
export interface Acting {
  readonly id: string;
  readonly settings: AccountSettings;
}

/** The caller of a decision, and the idempotency record to commit with it. */
interface RunOptions<T> {
  readonly origin: Origin;
  readonly caller: Caller;
  /** The connected account that it acts for; the platform itself without one. */
  readonly acting?: Acting | null | undefined;
  /** The clock that it is on, where that is settled before it begins: a test clock, or null for the world's. */
  readonly clock?: string | null | undefined;
  readonly record?: (work: UnitOfWork, result: T) => IdempotencyRecord | null;
}

/** A step right before a commit; undefined if there was nothing to wait for. */
type BeforeCommit = (context: Context) => Promise<void> | undefined;

/** Takes all locks of a decision in order. While the decision around it holds some, that one has to run again. */
async function retake(locks: DecisionLocks, error: LockOrderError, outer: DecisionLocks | undefined): Promise<void> {
  locks.release();
  if (outer && outer.held().length > 0) throw error;
  await locks.take(error.ids);
}

/** Runs decisions: creates a unit of work for each, commits it, and reruns it after a conflict. */
export interface Engine {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly worlds: Worlds;
  /**
   * Runs one decision in a world. It may run several times; only the last is committed. What it returns is returned
   * once the commit is durable. `record` makes the idempotency record that is committed with it.
   */
  run<T>(world: string, options: RunOptions<T>, decide: Decide<T>): Promise<T>;
  /** A connected account of a world, as it is now; undefined if the world has none by that id. */
  findAccount(world: string, account: string): Promise<Acting | undefined>;
  /** The account that something left to do is of; one that was deleted since has its platform's settings. */
  actingFor(world: string, account: string | null): Promise<Acting | null>;
  /** Runs a decision of a platform that no request asked for. `cause` is the origin's (see `Origin`). */
  asPlatform<T>(world: string, cause: string, decide: Decide<T>): Promise<T>;
  /**
   * Runs a decision for the account that a page's address names, a platform or one of its accounts; undefined if there is
   * no such account.
   */
  asAccount<T>(account: string, cause: string, decide: Decide<T>): Promise<T | undefined>;
  /** Runs a decision that a timer asked for: for its account and on its clock. */
  forTimer<T>(timer: ClaimedTimer, decide: Decide<T>): Promise<T>;
  /** Gives a port its value, before the first decision that uses it. */
  provide<T>(port: Port<T>, value: T): void;
  /** Returns the implementation of a port. */
  use<T>(port: Port<T>): T;
  /** Adds a step to every decision that recorded events or changes, run right before its commit. */
  beforeCommit(step: BeforeCommit): void;
  /** Called after every durable commit. */
  afterCommit(listener: (work: UnitOfWork) => void): void;
  /** The caller of work without a request: timers and pages. */
  platformCaller(): Caller;
}

export function createEngine(parts: {
  storage: Storage;
  clock: Clock;
  ids: Ids;
  worlds: Worlds;
  baseUrl: () => string;
  observer?: Observer | undefined;
  /** Objects that exist in every world; none unless given. */
  examples?: Examples;
  /** Receives errors after the caller was answered. */
  report?: (error: unknown) => void;
}): Engine {
  const { storage, clock, ids, worlds, observer, examples = new Map() } = parts;
  const ports = new Map<string, unknown>();
  const beforeCommit: BeforeCommit[] = [];
  const afterCommit: ((work: UnitOfWork) => void)[] = [];
  const mutex = createKeyMutex();
  const trackEffects = createEffects((error) => parts.report?.(error));

  function use<T>(port: Port<T>): T {
    const provided = ports.get(port.name);
    if (provided === undefined) throw new Error(`the port ${port.name} has no provider`);
    return provided as T;
  }

  /** One attempt of a decision: its context, and its cleanup. */
  async function runOnce<T>(
    world: string,
    options: RunOptions<T>,
    decide: Decide<T>,
    effects: DecisionEffects,
    locks: DecisionLocks,
  ): Promise<T> {
    const { context, work, root, later, clockOffset } = await open(world, options, effects, locks);
    let result: T;
    try {
      result = await decide(context);
    } catch (error) {
      // A refusal is checked like a commit: the next run sees what the other decision left.
      if (error instanceof StripeError && (await root.isOutdated())) throw new ConflictError('What was read');
      throw error;
    }
    if (later.length > 0) await context.runLater();
    if (!work.isEmpty) {
      for (const step of beforeCommit) {
        const done = step(context);
        if (done) await done;
      }
    }
    const idempotency = options.record?.(work, result) ?? null;
    if (!work.isEmpty || idempotency) {
      const begun = ticks();
      await storage.commit(work.toBatch(idempotency, clockOffset));
      observer?.commit?.(ticks() - begun);
      effects.commit();
      for (const listener of afterCommit) listener(work);
    } else {
      await storage.flushed();
    }
    return result;
  }

  /** Opens the unit of work of one attempt, with its surroundings. */
  async function open(
    world: string,
    options: Omit<RunOptions<unknown>, 'record'>,
    effects: DecisionEffects,
    locks: DecisionLocks,
  ) {
    const state = await worlds.get(world);
    const { clockOffset, settings } = state;
    const root = createUnitOfWork({
      world,
      origin: options.origin,
      storage,
      ids,
      apiVersion: settings.apiVersion,
      examples,
      clockMs: clock.now() + clockOffset,
      takeBlock: (above) => state.takeBlock(clock.now(), above),
      block: state.block,
    });
    const { acting } = options;
    const work = acting ? root.for(acting.id) : root;
    if (options.clock) await work.onClock(options.clock);
    const later: (() => void | Promise<void>)[] = [];
    const { caller } = options;
    const runLater = async () => {
      for (let step = later.shift(); step; step = later.shift()) await step();
    };
    const contextOf = (work: UnitOfWork, own: AccountSettings): Context => ({
      work,
      storage,
      account: { ...own, id: work.account },
      at: async (account) => {
        const other = work.for(account);
        if (other.connected === null) return contextOf(other, settings);
        const found = await root.get(connectedAccountType, account);
        return contextOf(other, found ? settingsOf(found, settings) : settings);
      },
      caller,
      use,
      lock: (...ids) => locks.take(ids),
      commitSeparately: (inner) => {
        const origin = { ...options.origin, id: null, idempotencyKey: null };
        const acting = work.connected === null ? null : { id: work.connected, settings: own };
        return runSeparately(world, { origin, caller, acting, clock: work.chosenClock }, inner, locks);
      },
      compensate: (effect, undo) => effects.add(effect, undo),
      rehearse: (inner) => {
        const acting = work.connected === null ? null : { id: work.connected, settings: own };
        return rehearse(world, { origin: options.origin, caller, acting, clock: work.chosenClock }, inner, locks);
      },
      afterRender: (step) => later.push(step),
      runLater,
    });
    const context = contextOf(work, acting?.settings ?? settings);
    return { context, work, root, later, clockOffset };
  }

  /** Runs a decision whose changes are discarded. */
  async function rehearse<T>(
    world: string,
    options: Omit<RunOptions<T>, 'record'>,
    decide: Decide<T>,
    outer: DecisionLocks,
  ): Promise<T> {
    const effects = trackEffects();
    const locks = createLocks(mutex, world, outer);
    try {
      return await decide((await open(world, options, effects, locks)).context);
    } finally {
      if (!effects.isEmpty) await effects.rollback();
      locks.release();
    }
  }

  /** `outer` are the locks of the decision that commits this one separately. */
  async function run<T>(world: string, options: RunOptions<T>, decide: Decide<T>, outer?: DecisionLocks): Promise<T> {
    const effects = trackEffects();
    const locks = createLocks(mutex, world, outer);
    /** Resolves once it is clear if the commit was applied, where its answer was lost. */
    let outcome: Promise<boolean> | undefined;
    try {
      for (let rerun = 0; rerun < MOST_RERUNS; rerun++) {
        try {
          return await runOnce(world, options, decide, effects, locks);
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          observer?.rerun?.();
          effects.restart();
          if (error instanceof LockOrderError) await retake(locks, error, outer);
          else await worlds.refresh(world);
        }
      }
      throw lockTimeout();
    } catch (error) {
      if (error instanceof UnavailableError) outcome = error.outcome;
      throw error;
    } finally {
      if (outcome) void undoUnlessApplied(outcome, effects);
      else if (!effects.isEmpty()) await effects.rollback();
      locks.release();
    }
  }

  /** Drops `outcome`: it describes the inner commit, not the caller's. */
  async function runSeparately<T>(
    world: string,
    options: RunOptions<T>,
    decide: Decide<T>,
    outer: DecisionLocks,
  ): Promise<T> {
    return run(world, options, decide, outer).catch((error: unknown) => {
      throw error instanceof UnavailableError ? new UnavailableError({ cause: error }) : error;
    });
  }

  async function undoUnlessApplied(outcome: Promise<boolean>, effects: DecisionEffects): Promise<void> {
    const applied = await outcome.catch((error: unknown) => void parts.report?.(error));
    if (applied === true) effects.commit();
    if (applied !== undefined) await effects.rollback();
  }

  async function findAccount(world: string, account: string): Promise<Acting | undefined> {
    const row = await storage.readObject(world, account);
    if (!row || row.deleted || row.type !== connectedAccountType.object) return undefined;
    const { settings } = await worlds.get(world);
    const found = JSON.parse(row.body) as ConnectedAccount;
    return found.internal?.disconnected ? undefined : { id: account, settings: settingsOf(found, settings) };
  }

  async function actingFor(world: string, account: string | null): Promise<Acting | null> {
    if (account === null) return null;
    return (await findAccount(world, account)) ?? { id: account, settings: (await worlds.get(world)).settings };
  }

  const platformCaller = (): Caller => ({ key: 'platform', ip: null, userAgent: null, baseUrl: parts.baseUrl() });

  return {
    storage,
    clock,
    ids,
    worlds,
    provide: (port, value) => void ports.set(port.name, value),
    use,
    beforeCommit: (step) => beforeCommit.push(step),
    afterCommit: (listener) => afterCommit.push(listener),
    platformCaller,
    run: (world, options, decide) => run(world, options, decide),
    findAccount,
    actingFor,
    asPlatform: (world, cause, decide) =>
      run(world, { origin: { id: null, idempotencyKey: null, cause }, caller: platformCaller() }, decide),
    async asAccount(id, cause, decide) {
      const { world, account } = scopeOf(id);
      if (!(await storage.readWorld(world))) return undefined;
      const acting = account === null ? null : await findAccount(world, account);
      if (acting === undefined) return undefined;
      return run(
        world,
        { origin: { id: null, idempotencyKey: null, cause }, caller: platformCaller(), acting },
        decide,
      );
    },
    async forTimer({ world, account, clock, id }, decide) {
      const origin = { id: null, idempotencyKey: null, cause: id };
      const acting = await actingFor(world, account);
      // A timer on the world's clock leaves the clock open: its decision may be about an object on a test clock.
      return run(world, { origin, caller: platformCaller(), acting, ...(clock && { clock }) }, decide);
    },
  };
}
