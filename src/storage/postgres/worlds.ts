import type { Storage, StoredKey, World } from '../../kernel/storage.ts';
import { bigintArray, textArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';

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

const columns = 'account AS id, created, clock_offset AS "clockOffset", settings';
const some = statement<World>(`SELECT ${columns} FROM @worlds WHERE account = ANY($1::text[]) AND created IS NOT NULL`);
// Timers that were there before their world have slept by the wall clock.
const open = statement(`
  WITH opened AS (INSERT INTO @worlds AS w (account, created, clock_offset, settings) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account) DO UPDATE
      SET created = excluded.created, clock_offset = excluded.clock_offset, settings = excluded.settings
      WHERE w.created IS NULL
    RETURNING account)
  UPDATE @timers t SET wake_at = greatest(t.lease_until, t.retry_at, t.due_at - $3) FROM opened o
  WHERE t.account = o.account AND t.clock = ''`);
const newest = statement<{ revision: number | null }>(
  'SELECT max(revision) AS revision FROM @revisions WHERE account = $1',
);
// Commits with the old clock hold the world's row until they are done. A clock is never set back: another node may have
// advanced it further.
const setOffset = statement(
  'UPDATE @worlds SET clock_offset = greatest(clock_offset, $2) WHERE account = $1 AND created IS NOT NULL RETURNING 1',
);
const shift = statement(
  `UPDATE @timers t SET wake_at = greatest(t.lease_until, t.retry_at, t.due_at - w.clock_offset) FROM @worlds w
   WHERE w.account = $1 AND t.account = $1 AND t.clock = '' AND t.due_at > $2 AND t.wake_at <> greatest(t.lease_until, t.retry_at, t.due_at - w.clock_offset)`,
);
const replaceSettings = statement('UPDATE @worlds SET settings = $2 WHERE account = $1 AND created IS NOT NULL');
const keyColumns = 'hash, account AS world, kind, name, hint, created, expires_at AS "expiresAt", permissions';
const key = statement<StoredKey>(`SELECT ${keyColumns} FROM @keys WHERE hash = $1`);
const allKeys = statement<StoredKey>(`SELECT ${keyColumns} FROM @keys ORDER BY created, hash`);
const addKeys = statement(
  `INSERT INTO @keys (hash, account, kind, name, hint, permissions, created, expires_at)
   SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])
   ON CONFLICT (hash) DO UPDATE SET account = excluded.account, kind = excluded.kind, name = excluded.name,
     hint = excluded.hint, permissions = excluded.permissions, created = excluded.created, expires_at = excluded.expires_at`,
);
const countKeys = statement<{ keys: number }>('SELECT count(*) AS keys FROM @keys');

/** Worlds, their clocks and the keys that open them. */
export function createWorlds(database: Database): Pick<Storage, Port> {
  const read = gather<World>(async (id) => {
    const [world] = await database.run(some, [textArray([id])]);
    return new Map(world ? [['', world]] : []);
  });
  return {
    readWorld: (world) => read(world, ''),
    async newestRevision(world) {
      const [row] = await database.run(newest, [world]);
      return row?.revision ?? 0;
    },
    async openWorld(world) {
      const { id, created, clockOffset, settings } = world;
      await database.run(open, [id, created, clockOffset, settings]);
      return (await read(id, '')) ?? world;
    },
    async setClock(world, clockOffset, past = -1) {
      await database.transaction(async (run) => {
        const [set] = await run(setOffset, [world, clockOffset]);
        if (!set) throw new RangeError(`The world ${world} does not exist.`);
        // A separate statement, so that it sees the timers of all commits that the first one waited for.
        await run(shift, [world, past]);
      });
    },
    async setSettings(world, settings) {
      await database.run(replaceSettings, [world, settings]);
    },
    async readKey(hash) {
      const [row] = await database.run(key, [hash]);
      return row;
    },
    async registerKeys(keys) {
      const texts = (['hash', 'world', 'kind', 'name', 'hint', 'permissions'] as const).map((field) =>
        textArray(keys.map((one) => one[field])),
      );
      const times = (['created', 'expiresAt'] as const).map((field) => bigintArray(keys.map((one) => one[field])));
      await database.run(addKeys, [...texts, ...times]);
    },
    listKeys: () => database.run(allKeys, []),
    async countKeys() {
      const [row] = await database.run(countKeys, []);
      return row?.keys ?? 0;
    },
  };
}
