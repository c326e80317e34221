/**
 * Account of events and timers, and clock of timers; '' is the platform itself and the world's clock. Few worlds have
 * connected accounts, so the index only contains their events.
 */
export const sql = `
  ALTER TABLE events ADD COLUMN connected_account TEXT NOT NULL DEFAULT '';
  CREATE INDEX events_by_account ON events (account, connected_account, id) WHERE connected_account <> '';

  ALTER TABLE timers ADD COLUMN connected_account TEXT NOT NULL DEFAULT '';
  ALTER TABLE timers ADD COLUMN clock TEXT NOT NULL DEFAULT '';
  DROP INDEX timers_by_due;
  CREATE INDEX timers_by_clock ON timers (account, clock, due_at);
`;
