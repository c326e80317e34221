import type { DatabaseSync } from 'node:sqlite';

/** Reverts later migrations, newest first. */
const UNDO = `
  ALTER TABLE keys DROP COLUMN permissions;
  ALTER TABLE keys DROP COLUMN expires_at;
  ALTER TABLE keys DROP COLUMN created;
  ALTER TABLE keys DROP COLUMN hint;
  ALTER TABLE keys DROP COLUMN name;

  DROP INDEX timers_failed;
  ALTER TABLE timers DROP COLUMN retry_at;
  ALTER TABLE timers DROP COLUMN failure;
  ALTER TABLE timers DROP COLUMN failures;

  DROP TABLE deliveries;
  DROP TABLE requests;

  DROP INDEX timers_by_clock;
  DROP INDEX events_by_account;
  ALTER TABLE timers DROP COLUMN clock;
  ALTER TABLE timers DROP COLUMN connected_account;
  ALTER TABLE events DROP COLUMN connected_account;
  CREATE INDEX timers_by_due ON timers (account, due_at);

  DROP TABLE search_numbers;
  DROP TABLE search_texts;
  DROP TABLE search_terms;
  DROP TABLE search_objects;
  DROP TABLE search_marks;
  DROP TABLE search_indexes;
`;

/** Reverts a database from the newest schema to the first one. */
export function toFirstSchema(db: DatabaseSync): void {
  db.exec(UNDO);
  db.exec('PRAGMA user_version = 1');
}
