import type { BookBalance } from '../../kernel/storage.ts';
import { type Database, statement } from './database.ts';

/** A world's books are folded after this many of its commits: it bounds what a read has to sum line by line. */
const FOLD_EVERY = 256;
/** Postings per fold. */
const FOLDED_AT_ONCE = 500;
/** Lifetime of a commit's own row; its outcome is needed for at most a minute. */
const REMEMBERED_MS = 3_600_000;
/** A bucket of one level is 64 of the level below; level 0 is single seconds, level 5 thirty-four years. */
const LEVELS = '(VALUES (0::bigint), (1), (2), (3), (4), (5)) AS levels (level)';

// Two concurrent folds take each line once: the second one finds it deleted.
const fold = statement<{ folded: number }>(`
  WITH gone AS (DELETE FROM @unfolded WHERE account = $1 AND (commit_id, entry) IN
      (SELECT commit_id, entry FROM @unfolded WHERE account = $1 ORDER BY commit_id, entry LIMIT $2)
    RETURNING book, currency, amount, available_on),
  added AS (INSERT INTO @folds (account, book, level, bucket, currency, amount)
    SELECT $1, book, level, available_on >> (6 * level)::int, currency, sum(amount)::bigint
    FROM gone CROSS JOIN ${LEVELS} GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5
    ON CONFLICT (account, book, level, bucket, currency) DO UPDATE SET amount = folds.amount + excluded.amount)
  SELECT count(*) AS folded FROM gone`);

const forget = statement(
  'DELETE FROM @commits WHERE account = $1 AND made < (extract(epoch FROM now()) * 1000)::bigint - $2::bigint',
);

// Below $3, the first second that is not available, lie whole buckets: of each level those that no larger one holds.
const sum = statement<BookBalance>(`
  SELECT currency, sum(available)::bigint AS available, (sum(amount) - sum(available))::bigint AS pending FROM (
    SELECT f.currency, f.amount AS available, 0 AS amount FROM ${LEVELS} JOIN @folds f ON f.level = levels.level
    WHERE f.account = $1 AND f.book = $2
      AND f.bucket >= ($3::bigint >> (6 * levels.level + 6)::int) << 6 AND f.bucket < $3::bigint >> (6 * levels.level)::int
    UNION ALL
    SELECT currency, 0, amount FROM @folds WHERE account = $1 AND book = $2 AND level = 5
    UNION ALL
    SELECT currency, CASE WHEN available_on < $3::bigint THEN amount ELSE 0 END, amount
    FROM @unfolded WHERE account = $1 AND book = $2
  ) AS parts GROUP BY currency ORDER BY currency`);

export interface Folds {
  /** Notes that a commit of the world landed; folds once there are many. */
  note(world: string): void;
  balances(world: string, book: string, now: number): Promise<BookBalance[]>;
  /** Folds all there is of a world now. */
  foldAll(world: string): Promise<void>;
  /** Waits for folds in progress. */
  close(): Promise<void>;
}

/**
 * Balances of books without summing all postings. A fold adds each amount to one bucket per level, so the sum up to any
 * second needs at most 63 buckets per level plus the unfolded postings. Postings remain the source of truth: folds can
 * be rebuilt from them. Folding is not part of a commit; every node does it.
 */
export function createFolds(database: Database): Folds {
  const commits = new Map<string, number>();
  const folding = new Map<string, Promise<void>>();

  async function foldAll(world: string): Promise<void> {
    for (;;) {
      const [row] = await database.run(fold, [world, FOLDED_AT_ONCE]);
      if ((row?.folded ?? 0) < FOLDED_AT_ONCE) break;
    }
    await database.run(forget, [world, REMEMBERED_MS]);
  }

  return {
    note(world) {
      const count = (commits.get(world) ?? 0) + 1;
      commits.set(world, count % FOLD_EVERY);
      if (count < FOLD_EVERY || folding.has(world)) return;
      // A failure is repeated the next time: reads are correct without folds.
      const done = foldAll(world)
        .catch(() => commits.set(world, FOLD_EVERY - 1))
        .then(() => void folding.delete(world));
      folding.set(world, done);
    },
    foldAll,
    balances: (world, book, now) => database.run(sum, [world, book, now + 1]),
    async close() {
      await Promise.all(folding.values());
    },
  };
}
