import type { DatabaseSync } from 'node:sqlite';
import type { Storage, StoredKey, World } from '../../kernel/storage.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Names } from './names.ts';
import { prepare } from './statement.ts';
import type { Timers } from './timers.ts';

type Port =
  | 'newestRevision'
  | 'readWorld'
  | 'openWorld'
  | 'setClock'
  | 'setSettings'
  | 'readKey'
  | 'registerKeys'
  | 'listKeys'
  | 'countKeys';

/** Worlds, their clocks and the keys that open them. */
export function createWorlds(db: DatabaseSync, group: GroupCommit, names: Names, timers: Timers): Pick<Storage, Port> {
  const one = prepare<Omit<World, 'id'>>(
    db,
    'SELECT created, clock_offset AS clockOffset, settings FROM worlds WHERE account = ?',
  );
  const add = prepare(
    db,
    'INSERT OR IGNORE INTO worlds (account, created, clock_offset, settings) VALUES (?, ?, ?, ?)',
  );
  const newest = prepare<{ revision: number | null }>(
    db,
    'SELECT max(revision) AS revision FROM revisions WHERE account = ?',
  );
  const setOffset = prepare(db, 'UPDATE worlds SET clock_offset = ?2 WHERE account = ?1');
  const setSettings = prepare(db, 'UPDATE worlds SET settings = ?2 WHERE account = ?1');
  type KeyRow = Omit<StoredKey, 'world'> & { readonly world: number };
  const columns = 'hash, account AS world, kind, name, hint, created, expires_at AS expiresAt, permissions';
  const key = prepare<KeyRow>(db, `SELECT ${columns} FROM keys WHERE hash = ?`);
  const allKeys = prepare<KeyRow>(db, `SELECT ${columns} FROM keys ORDER BY created, hash`);
  const addKey = prepare(
    db,
    `INSERT OR REPLACE INTO keys (hash, account, kind, name, hint, created, expires_at, permissions)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countKeys = prepare<{ keys: number }>(db, 'SELECT count(*) AS keys FROM keys');

  const read = (id: string) => {
    const row = one.get(names.find(id));
    return row && { id, ...row };
  };
  return {
    async readWorld(world) {
      return read(world);
    },
    async newestRevision(world) {
      return newest.get(names.find(world))?.revision ?? 0;
    },
    async openWorld(world) {
      const known = read(world.id);
      if (known) return known;
      return group.write(() => {
        const made = add.run(names.number(world.id), world.created, world.clockOffset, world.settings) === 1;
        // Timers that were there before their world have slept by the wall clock.
        if (made) timers.shift(world.id, world.clockOffset);
        return read(world.id) ?? world;
      });
    },
    setClock: (world, clockOffset, past) =>
      group.write(() => {
        if (setOffset.run(names.find(world), clockOffset) === 0) throw new Error(`The world ${world} does not exist.`);
        timers.shift(world, clockOffset, past);
      }),
    setSettings: (world, settings) => group.write(() => void setSettings.run(names.find(world), settings)),
    async readKey(hash) {
      const row = key.get(hash);
      return row && { ...row, world: names.name(row.world) };
    },
    registerKeys: (keys) =>
      group.write(() => {
        for (const { hash, world, kind, name, hint, created, expiresAt, permissions } of keys) {
          addKey.run(hash, names.number(world), kind, name, hint, created, expiresAt, permissions);
        }
      }),
    async listKeys() {
      return allKeys.all().map((row) => ({ ...row, world: names.name(row.world) }));
    },
    async countKeys() {
      return countKeys.get()?.keys ?? 0;
    },
  };
}
