/**
 * The first schema. The columns named `account` hold the world, which leads every key that belongs to one; they and every
 * `type` are numbers of `names`.
 */
export const sql = `
  CREATE TABLE names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  CREATE TABLE worlds (
    account INTEGER PRIMARY KEY,
    created INTEGER NOT NULL,
    clock_offset INTEGER NOT NULL,
    settings TEXT NOT NULL
  );

  CREATE TABLE keys (
    hash TEXT NOT NULL PRIMARY KEY,
    account INTEGER NOT NULL,
    kind TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE objects (
    account INTEGER NOT NULL,
    id TEXT NOT NULL,
    type INTEGER NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (account, id)
  ) WITHOUT ROWID;

  -- In the order they were written, so that commits append; found by their number through the key's small index.
  -- base: the revision, whole, that body is a delta of (see delta.ts); null when body is whole itself.
  CREATE TABLE revisions (
    account INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    base INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (account, revision)
  );

  CREATE TABLE listings (
    account INTEGER NOT NULL,
    list TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (account, list, position, id)
  ) WITHOUT ROWID;

  -- same_as: the event of the same commit that holds the body which this one shares.
  CREATE TABLE events (
    account INTEGER NOT NULL,
    id TEXT NOT NULL,
    type INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    same_as TEXT,
    body TEXT,
    PRIMARY KEY (account, id)
  ) WITHOUT ROWID;
  CREATE INDEX events_by_type ON events (account, type, id);

  -- The lines of a ledger transaction stand one behind the other; the first says how many they are, and it alone is
  -- indexed. posting numbers them in the order they were written, which is what folds rely on.
  CREATE TABLE postings (
    posting INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    ledger_transaction TEXT NOT NULL,
    lines INTEGER,
    line INTEGER NOT NULL,
    book TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    available_on INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX postings_by_transaction ON postings (account, ledger_transaction) WHERE lines IS NOT NULL;

  -- Sums of all postings up to folded.through, by the moment they become available (see folds.ts).
  CREATE TABLE folds (
    account INTEGER NOT NULL,
    book TEXT NOT NULL,
    level INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (account, book, level, bucket, currency)
  ) WITHOUT ROWID;
  CREATE TABLE folded (through INTEGER NOT NULL);
  INSERT INTO folded VALUES (0);

  CREATE TABLE idempotency (
    account INTEGER NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    revision INTEGER,
    body TEXT,
    created INTEGER NOT NULL,
    PRIMARY KEY (account, key)
  );
  CREATE INDEX idempotency_by_created ON idempotency (created);

  -- wake_at: wall-clock milliseconds from which the timer can be claimed: due, and no lease holds it.
  CREATE TABLE timers (
    account INTEGER NOT NULL,
    id TEXT NOT NULL,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    wake_at INTEGER NOT NULL,
    PRIMARY KEY (account, id)
  ) WITHOUT ROWID;
  CREATE INDEX timers_by_queue ON timers (queue, wake_at);
  CREATE INDEX timers_by_wake ON timers (wake_at);
  CREATE INDEX timers_by_due ON timers (account, due_at);
  CREATE INDEX timers_by_subject ON timers (account, subject, kind);
`;
