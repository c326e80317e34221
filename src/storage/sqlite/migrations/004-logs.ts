/** The logs of requests and deliveries, in the order of time, so that batches append and old entries stand first. */
export const sql = `
  CREATE TABLE requests (
    account INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (position, account, id)
  ) WITHOUT ROWID;
  CREATE INDEX requests_by_account ON requests (account, position, id);
  CREATE UNIQUE INDEX requests_by_id ON requests (account, id);

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
