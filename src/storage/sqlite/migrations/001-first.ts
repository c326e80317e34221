/** The first schema. `account_id` leads every key that belongs to an account. */
export const sql = `
  CREATE TABLE worlds (
    account_id TEXT NOT NULL PRIMARY KEY,
    created INTEGER NOT NULL,
    clock_offset INTEGER NOT NULL,
    settings TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE keys (
    hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE objects (
    account_id TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (account_id, id)
  ) WITHOUT ROWID;

  CREATE TABLE revisions (
    account_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (account_id, revision)
  );

  CREATE TABLE listings (
    account_id TEXT NOT NULL,
    list TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (account_id, list, position, id)
  ) WITHOUT ROWID;

  CREATE TABLE events (
    account_id TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
  ) WITHOUT ROWID;
  CREATE INDEX events_by_type ON events (account_id, type, id);

  CREATE TABLE postings (
    account_id TEXT NOT NULL,
    ledger_transaction TEXT NOT NULL,
    line INTEGER NOT NULL,
    book TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    available_on INTEGER NOT NULL,
    PRIMARY KEY (account_id, ledger_transaction, line)
  );

  CREATE TABLE idempotency (
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    revision INTEGER,
    body TEXT,
    created INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
  );
  CREATE INDEX idempotency_by_created ON idempotency (created);

  -- wake_at: wall-clock milliseconds from which the timer can be claimed: due, and no lease holds it.
  CREATE TABLE timers (
    account_id TEXT NOT NULL,
    id TEXT NOT NULL,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    wake_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, id)
  ) WITHOUT ROWID;
  CREATE INDEX timers_by_queue ON timers (queue, wake_at);
  CREATE INDEX timers_by_wake ON timers (wake_at);
  CREATE INDEX timers_by_due ON timers (account_id, due_at);
  CREATE INDEX timers_by_subject ON timers (account_id, subject, kind);
`;
