import { DatabaseSync } from 'node:sqlite';

/** `begun` until the customer has paid, `waiting` until the money arrives. */
export type Status = 'begun' | 'waiting' | 'fulfilled' | 'failed';

/** The shop's sales, in a database. */
export interface Sales {
  begin(session: string): void;
  wait(session: string): void;
  /** Ships a sale. Repeated calls ship it once. */
  fulfil(session: string): void;
  fail(session: string): void;
  status(session: string): Status;
  close(): void;
}

/** Opens the database in memory; a real shop's is a file. */
export function openSales(): Sales {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE sales (session TEXT PRIMARY KEY, status TEXT NOT NULL, shipments INTEGER NOT NULL)');
  const insert = database.prepare("INSERT INTO sales VALUES (?, 'begun', 0) ON CONFLICT DO NOTHING");
  const move = database.prepare("UPDATE sales SET status = ? WHERE session = ? AND status <> 'fulfilled'");
  const ship = database.prepare(
    "UPDATE sales SET status = 'fulfilled', shipments = shipments + 1 WHERE session = ? AND status <> 'fulfilled'",
  );
  const read = database.prepare('SELECT status FROM sales WHERE session = ?');
  return {
    begin: (session) => void insert.run(session),
    wait: (session) => void move.run('waiting', session),
    fulfil: (session) => void ship.run(session),
    fail: (session) => void move.run('failed', session),
    status: (session) => (read.get(session)?.status ?? 'begun') as Status,
    close: () => database.close(),
  };
}
