/**
 * Timers that have failed. retry_at: wall-clock milliseconds before which a failed timer is not claimed again; that of a
 * dead one never comes (never-wakes.ts).
 */
export const sql = `
  ALTER TABLE timers ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE timers ADD COLUMN failure TEXT;
  ALTER TABLE timers ADD COLUMN retry_at INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX timers_failed ON timers (account, id) WHERE failures > 0;
`;
