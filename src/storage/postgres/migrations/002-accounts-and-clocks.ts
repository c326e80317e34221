/**
 * Account of events and timers, and clock of timers; '' is the platform itself and the world's clock. Few worlds have
 * connected accounts, so the index only contains their events.
 */
export const statements: readonly string[] = [
  `ALTER TABLE @events ADD COLUMN IF NOT EXISTS connected_account text COLLATE "C" NOT NULL DEFAULT ''`,
  `CREATE INDEX IF NOT EXISTS events_by_account ON @events (account, connected_account, id)
   WHERE connected_account <> ''`,

  `ALTER TABLE @timers ADD COLUMN IF NOT EXISTS connected_account text COLLATE "C" NOT NULL DEFAULT ''`,
  `ALTER TABLE @timers ADD COLUMN IF NOT EXISTS clock text COLLATE "C" NOT NULL DEFAULT ''`,
  'CREATE INDEX IF NOT EXISTS timers_by_clock ON @timers (account, clock, due_at)',
  'DROP INDEX IF EXISTS @timers_by_due',
];
