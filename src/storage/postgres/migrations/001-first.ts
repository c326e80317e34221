/**
 * The first schema, statement by statement; each may run again. The columns named `account` hold the world, which leads
 * every key that belongs to one. Texts are compared byte by byte whatever the database's own collation: ids in their order
 * are the order of the log.
 */
export const statements: readonly string[] = [
  // A row that was never opened (created is null) only holds data for commits: see search/entries.ts. searched: the
  // indexed types, each between commas.
  `CREATE TABLE IF NOT EXISTS @worlds (
    account text COLLATE "C" NOT NULL PRIMARY KEY,
    created bigint,
    clock_offset bigint NOT NULL DEFAULT 0,
    settings text,
    searched text NOT NULL DEFAULT ','
  )`,

  // The one table that leads to an account, so its key cannot begin with one.
  `CREATE TABLE IF NOT EXISTS @keys (
    hash text COLLATE "C" NOT NULL PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    kind text NOT NULL
  )`,

  // Progress of `florin copy`; the row without a part is the whole copy.
  `CREATE TABLE IF NOT EXISTS @copies (
    source text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    cursor text,
    rows bigint NOT NULL,
    done boolean NOT NULL,
    PRIMARY KEY (source, part)
  )`,

  // Every commit leaves one row, so that it can be asked for when its answer was lost: see outcome.ts.
  `CREATE TABLE IF NOT EXISTS @commits (
    account text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    landed boolean NOT NULL,
    refused text NOT NULL,
    made bigint NOT NULL,
    PRIMARY KEY (account, id)
  )`,

  `CREATE TABLE IF NOT EXISTS @objects (
    account text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    revision bigint NOT NULL,
    position bigint NOT NULL,
    deleted boolean NOT NULL,
    PRIMARY KEY (account, id)
  )`,

  // base: the revision, whole, that body is a delta of (see delta.ts); null when body is whole itself.
  `CREATE TABLE IF NOT EXISTS @revisions (
    account text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    base bigint,
    body text NOT NULL,
    PRIMARY KEY (account, revision)
  )`,

  `CREATE TABLE IF NOT EXISTS @listings (
    account text COLLATE "C" NOT NULL,
    list text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, list, position, id)
  )`,

  // same_as: the event of the same batch that holds the body which this one shares.
  `CREATE TABLE IF NOT EXISTS @events (
    account text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    same_as text COLLATE "C",
    body text,
    PRIMARY KEY (account, id)
  )`,
  'CREATE INDEX IF NOT EXISTS events_by_type ON @events (account, type, id)',

  `CREATE TABLE IF NOT EXISTS @postings (
    account text COLLATE "C" NOT NULL,
    ledger_transaction text COLLATE "C" NOT NULL,
    line bigint NOT NULL,
    book text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    available_on bigint NOT NULL,
    PRIMARY KEY (account, ledger_transaction, line)
  )`,

  // Sums that commits added to the books, until folded (see folds.ts).
  `CREATE TABLE IF NOT EXISTS @unfolded (
    account text COLLATE "C" NOT NULL,
    commit_id text COLLATE "C" NOT NULL,
    entry bigint NOT NULL,
    book text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    available_on bigint NOT NULL,
    PRIMARY KEY (account, commit_id, entry)
  )`,
  `CREATE TABLE IF NOT EXISTS @folds (
    account text COLLATE "C" NOT NULL,
    book text COLLATE "C" NOT NULL,
    level bigint NOT NULL,
    bucket bigint NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (account, book, level, bucket, currency)
  )`,

  `CREATE TABLE IF NOT EXISTS @idempotency (
    account text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    request_id text NOT NULL,
    status bigint NOT NULL,
    revision bigint,
    body text,
    created bigint NOT NULL,
    PRIMARY KEY (account, key)
  )`,
  'CREATE INDEX IF NOT EXISTS idempotency_by_created ON @idempotency (created)',

  // wake_at: wall-clock milliseconds from which the timer can be claimed: due, and no lease holds it.
  // claim: names the call that claimed it, so that a call whose answer was lost finds what it got.
  `CREATE TABLE IF NOT EXISTS @timers (
    account text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    queue text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    due_at bigint NOT NULL,
    payload text NOT NULL,
    attempt bigint NOT NULL,
    lease_until bigint NOT NULL,
    wake_at bigint NOT NULL,
    claim text,
    PRIMARY KEY (account, id)
  )`,
  'CREATE INDEX IF NOT EXISTS timers_by_queue ON @timers (queue, wake_at)',
  'CREATE INDEX IF NOT EXISTS timers_by_wake ON @timers (wake_at)',
  'CREATE INDEX IF NOT EXISTS timers_by_due ON @timers (account, due_at)',
  'CREATE INDEX IF NOT EXISTS timers_by_subject ON @timers (account, subject, kind)',

  // built_to: objects up to this position have their entries; build_end: the last that was there at the beginning.
  `CREATE TABLE IF NOT EXISTS @search_indexes (
    account text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    edition text NOT NULL,
    built_to bigint NOT NULL,
    build_end bigint NOT NULL,
    PRIMARY KEY (account, type)
  )`,
  // Objects that changed since they were indexed.
  `CREATE TABLE IF NOT EXISTS @search_marks (
    account text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, type, position)
  )`,
  `CREATE TABLE IF NOT EXISTS @search_objects (
    account text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, type, position)
  )`,
  `CREATE TABLE IF NOT EXISTS @search_terms (
    account text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    term text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (account, field, term, position)
  )`,
  'CREATE INDEX IF NOT EXISTS search_terms_by_position ON @search_terms (account, position, field)',
  `CREATE TABLE IF NOT EXISTS @search_texts (
    account text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    text text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, field, position)
  )`,
  `CREATE TABLE IF NOT EXISTS @search_numbers (
    account text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (account, field, number, position)
  )`,
  'CREATE INDEX IF NOT EXISTS search_numbers_by_position ON @search_numbers (account, position, field)',
];
