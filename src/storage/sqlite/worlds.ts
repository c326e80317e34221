import type { DatabaseSync } from 'node:sqlite';
import type { Storage, StoredKey, World } from '../../kernel/storage.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Names } from './names.ts';
import { prepare } from './statement.ts';
import type { Timers } from './timers.ts';

type Port = 'newestRevision' | 'readWorld' | 'openWorld' | 'setClock' | 'readKey' | 'registerKeys' | 'countKeys';

/** Worlds, their clocks and the keys that open them. */
export function createWorlds(db: DatabaseSync, group: GroupCommit, names: Names, timers: Timers): Pick<Storage, Port> {
  const one = prepare<Omit<World, 'account'>>(
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
  const key = prepare<Omit<StoredKey, 'account'> & { readonly account: number }>(
    db,
    'SELECT hash, account, kind FROM keys WHERE hash = ?',
  );
  const addKey = prepare(db, 'INSERT OR REPLACE INTO keys (hash, account, kind) VALUES (?, ?, ?)');
  const countKeys = prepare<{ keys: number }>(db, 'SELECT count(*) AS keys FROM keys');

  const read = (account: string) => {
    const row = one.get(names.find(account));
    return row && { account, ...row };
  };
  return {
    async readWorld(account) {
      return read(account);
    },
    async newestRevision(account) {
      return newest.get(names.find(account))?.revision ?? 0;
    },
    async openWorld(world) {
      const known = read(world.account);
      if (known) return known;
      return group.write(() => {
        const made = add.run(names.number(world.account), world.created, world.clockOffset, world.settings) === 1;
        // Timers that were there before their world have slept by the wall clock.
        if (made) timers.shift(world.account, world.clockOffset);
        return read(world.account) ?? world;
      });
    },
    setClock: (account, clockOffset, past) =>
      group.write(() => {
        if (setOffset.run(names.find(account), clockOffset) === 0) throw new Error(`There is no world ${account}.`);
        timers.shift(account, clockOffset, past);
      }),
    async readKey(hash) {
      const row = key.get(hash);
      return row && { ...row, account: names.name(row.account) };
    },
    registerKeys: (keys) =>
      group.write(() => {
        for (const { hash, account, kind } of keys) addKey.run(hash, names.number(account), kind);
      }),
    async countKeys() {
      return countKeys.get()?.keys ?? 0;
    },
  };
}
