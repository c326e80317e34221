/**
 * Timers that have failed. retry_at: wall-clock milliseconds before which a failed timer is not claimed again; that of a
 * dead one never comes (never-wakes.ts).
 */
export const statements: readonly string[] = [
  'ALTER TABLE @timers ADD COLUMN IF NOT EXISTS failures bigint NOT NULL DEFAULT 0',
  'ALTER TABLE @timers ADD COLUMN IF NOT EXISTS failure text',
  'ALTER TABLE @timers ADD COLUMN IF NOT EXISTS retry_at bigint NOT NULL DEFAULT 0',
  'CREATE INDEX IF NOT EXISTS timers_failed ON @timers (account, id) WHERE failures > 0',
];
