/** The logs of requests and deliveries. */
export const statements: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS @requests (
    account text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    entries bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (account, id)
  )`,
  'CREATE INDEX IF NOT EXISTS requests_by_account ON @requests (account, position, id)',
  'CREATE INDEX IF NOT EXISTS requests_by_position ON @requests (position)',

  `CREATE TABLE IF NOT EXISTS @deliveries (
    account text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    event text COLLATE "C" NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (account, id)
  )`,
  'CREATE INDEX IF NOT EXISTS deliveries_by_account ON @deliveries (account, position, id)',
  'CREATE INDEX IF NOT EXISTS deliveries_by_event ON @deliveries (account, event, position, id)',
  'CREATE INDEX IF NOT EXISTS deliveries_by_endpoint ON @deliveries (account, endpoint, position, id)',
  'CREATE INDEX IF NOT EXISTS deliveries_by_position ON @deliveries (position)',
];
