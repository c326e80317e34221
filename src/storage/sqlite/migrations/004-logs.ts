/**
 * The logs of requests and deliveries, in the order of time, so that batches append and old entries stand first. Rows of
 * requests are large, so their indexes are apart from them.
 */
export const sql = `
  CREATE TABLE requests (
    account INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    entries INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (position, account, id)
  );
  CREATE INDEX requests_by_account ON requests (account, position, id, entries);

  CREATE TABLE deliveries (
    account INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    event TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (position, account, id)
  ) WITHOUT ROWID;
  CREATE INDEX deliveries_by_account ON deliveries (account, position, id);
  CREATE INDEX deliveries_by_event ON deliveries (account, event, position, id);
  CREATE INDEX deliveries_by_endpoint ON deliveries (account, endpoint, position, id);
`;
