import { createBoundedMap } from './bounded-map.ts';
import type { Clock } from './clock.ts';
import { type AccountSettings, port } from './context.ts';
import type { Ids } from './ids.ts';
import { BLOCK, createPositions, createSharedPositions, SHARED_BLOCK, type TakeBlock } from './positions.ts';
import type { Storage, World } from './storage.ts';

/** The process's cached state of a world. */
interface WorldState {
  readonly id: string;
  readonly created: number;
  settings: AccountSettings;
  /** Milliseconds that the world's clock is ahead of the wall clock. */
  clockOffset: number;
  /** The next block of positions, given wall-clock milliseconds, and how many a block has. */
  readonly takeBlock: TakeBlock;
  readonly block: number;
  /** Switches to other positions after colliding with another process. */
  changeLane(): void;
  /** Wall-clock milliseconds at which it was last read. */
  readAt: number;
}

/** Lifetime of a cached world if another process may set its clock. Writes are checked against it. */
const FRESH_MS = 500;

/** Worlds cached per process; the oldest is dropped first and read again when needed. */
const WORLDS_IN_MEMORY = 20_000;

/** The worlds of a database. */
export interface Worlds {
  /** A world that was opened before. Throws when there is none. */
  get(world: string): Promise<WorldState>;
  /** Opens a world; the first time, it is created. */
  open(world: string): Promise<WorldState>;
  /** The worlds that this process has in memory. */
  known(): string[];
  /** After a conflict: reads the world as changed by other processes. */
  refresh(world: string): Promise<void>;
  /** Sets a world's clock, durably. */
  setClock(world: string, clockOffset: number): Promise<void>;
  /** Changes settings of a world, durably. Other processes read them within `FRESH_MS`. */
  changeSettings(world: string, changes: Partial<AccountSettings>): Promise<void>;
}

/** Changes settings of a decision's world. It takes effect at once, whatever becomes of the decision. */
export const changeSettingsPort = port<Worlds['changeSettings']>('worlds.change_settings');

/** Returns the account that a publishable key is of; undefined for a key that is not valid, and for one of another kind. */
export const publishableKeyPort = port<(key: string) => Promise<string | undefined>>('keys.publishable');

/** Base62 characters of a world's fingerprint key: 256 bits. */
const FINGERPRINT_KEY_LENGTH = 43;

/** The settings of a world that is opened for the first time. */
export function newWorldSettings(ids: Ids, apiVersion: string): AccountSettings {
  return {
    displayName: 'Florin',
    country: 'US',
    defaultCurrency: 'usd',
    apiVersion,
    statementDescriptor: 'FLORIN',
    fingerprintKey: ids.random(FINGERPRINT_KEY_LENGTH),
  };
}

/** `settings` makes those of a new world. */
export function createWorlds(storage: Storage, clock: Clock, settings: () => AccountSettings): Worlds {
  const known = createBoundedMap<string, WorldState>({ most: WORLDS_IN_MEMORY });

  async function remember(world: World): Promise<WorldState> {
    // Positions go on where they ended, even when the machine's clock was set back since then.
    const newest = await storage.newestRevision(world.id);
    const present = known.get(world.id);
    if (present) return present;
    const state: WorldState = {
      id: world.id,
      created: world.created,
      settings: settingsIn(world),
      clockOffset: world.clockOffset,
      readAt: clock.now(),
      ...positionsOf(storage, newest, () => state.clockOffset),
    };
    known.set(world.id, state);
    return state;
  }

  async function read(state: WorldState): Promise<void> {
    state.readAt = clock.now();
    const world = await storage.readWorld(state.id);
    if (!world) return;
    state.clockOffset = world.clockOffset;
    state.settings = settingsIn(world);
  }

  return {
    async get(id) {
      const present = known.get(id);
      if (present && storage.shared && clock.now() - present.readAt > FRESH_MS) await read(present);
      if (present) return present;
      const world = await storage.readWorld(id);
      if (!world) throw new Error(`the world ${id} does not exist`);
      return remember(world);
    },
    async open(id) {
      const present = known.get(id);
      if (present) return present;
      const created = Math.floor(clock.now() / 1000);
      const fresh: World = { id, created, clockOffset: 0, settings: JSON.stringify(settings()) };
      return remember((await storage.readWorld(id)) ?? (await storage.openWorld(fresh)));
    },
    known: () => [...known.keys()],
    async refresh(id) {
      const present = known.get(id);
      if (!present || !storage.shared) return;
      present.changeLane();
      await read(present);
    },
    async setClock(id, clockOffset) {
      const world = await this.get(id);
      // If another process has advanced it further, more timers are examined than necessary.
      await storage.setClock(id, clockOffset, clock.now() + world.clockOffset);
      world.clockOffset = clockOffset;
    },
    async changeSettings(id, changes) {
      const world = await this.get(id);
      if (storage.shared) await read(world);
      const settings = { ...world.settings, ...changes };
      await storage.setSettings(id, JSON.stringify(settings));
      world.settings = settings;
    },
  };
}

/** Settings are stored as this file wrote them. */
function settingsIn({ settings }: World): AccountSettings {
  return JSON.parse(settings) as AccountSettings;
}

/** Creates the positions of a world whose newest is `newest`: exclusive, or shared with other processes. */
function positionsOf(
  storage: Storage,
  newest: number,
  offset: () => number,
): Pick<WorldState, 'takeBlock' | 'block' | 'changeLane'> {
  if (!storage.shared) {
    const take = createPositions(newest);
    return { takeBlock: (wallMs, above) => take(wallMs + offset(), above), block: BLOCK, changeLane: () => {} };
  }
  const { take, changeLane } = createSharedPositions(newest);
  return { takeBlock: (wallMs, above) => take(wallMs + offset(), above), block: SHARED_BLOCK, changeLane };
}
