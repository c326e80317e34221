import { setBounded } from './bounded-map.ts';
import type { Clock } from './clock.ts';
import type { AccountSettings } from './context.ts';
import type { Ids } from './ids.ts';
import { BLOCK, createPositions, createSharedPositions, SHARED_BLOCK, type TakeBlock } from './positions.ts';
import type { Storage, World } from './storage.ts';

/** A world as this process knows it. */
export interface WorldState {
  readonly id: string;
  readonly created: number;
  readonly settings: AccountSettings;
  /** Milliseconds that the world's clock is ahead of the wall clock. */
  clockOffset: number;
  /** The next block of positions, given wall-clock milliseconds, and how many a block has. */
  readonly takeBlock: TakeBlock;
  readonly block: number;
  /** Goes over to other positions: another process was met at these. */
  changeLane(): void;
  /** Wall-clock milliseconds at which it was last read. */
  readAt: number;
}

/** How long a world is gone by as it was read, when another process may set its clock. What is written is checked. */
const FRESH_MS = 500;

/** How many worlds a process keeps in mind; the one opened first is forgotten beyond that and read again when needed. */
export const WORLDS_IN_MEMORY = 20_000;

/** The worlds of a database. */
export interface Worlds {
  /** A world that was opened before. Throws when there is none. */
  get(world: string): Promise<WorldState>;
  /** Opens a world; the first time, it is created. */
  open(world: string): Promise<WorldState>;
  /** The worlds that this process has in memory. */
  known(): string[];
  /** After a conflict: sees what other processes have made of the world. */
  refresh(world: string): Promise<void>;
  /** Sets a world's clock, durably. */
  setClock(world: string, clockOffset: number): Promise<void>;
}

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
  const known = new Map<string, WorldState>();

  async function remember(world: World): Promise<WorldState> {
    // Positions go on where they ended, even when the machine's clock was set back since then.
    const newest = await storage.newestRevision(world.id);
    const present = known.get(world.id);
    if (present) return present;
    const state: WorldState = {
      id: world.id,
      created: world.created,
      settings: JSON.parse(world.settings) as AccountSettings,
      clockOffset: world.clockOffset,
      readAt: clock.now(),
      ...positionsOf(storage, newest, () => state.clockOffset),
    };
    setBounded(known, world.id, state, WORLDS_IN_MEMORY);
    return state;
  }

  async function read(state: WorldState): Promise<void> {
    state.readAt = clock.now();
    const world = await storage.readWorld(state.id);
    if (world) state.clockOffset = world.clockOffset;
  }

  return {
    async get(id) {
      const present = known.get(id);
      if (present && storage.shared && clock.now() - present.readAt > FRESH_MS) await read(present);
      if (present) return present;
      const world = await storage.readWorld(id);
      if (!world) throw new Error(`there is no world ${id}`);
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
      // Should another process have moved it further than is known here, more timers are looked at than need be.
      await storage.setClock(id, clockOffset, clock.now() + world.clockOffset);
      world.clockOffset = clockOffset;
    },
  };
}

/** The positions of a world whose newest is `newest`: its own process's, or shared with others. */
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
