/** Names, ends and permissions of keys. Keys that are there already have no moment of creation (0). */
export const statements: readonly string[] = [
  "ALTER TABLE @keys ADD COLUMN IF NOT EXISTS name text NOT NULL DEFAULT ''",
  "ALTER TABLE @keys ADD COLUMN IF NOT EXISTS hint text NOT NULL DEFAULT ''",
  'ALTER TABLE @keys ADD COLUMN IF NOT EXISTS created bigint NOT NULL DEFAULT 0',
  'ALTER TABLE @keys ADD COLUMN IF NOT EXISTS expires_at bigint',
  'ALTER TABLE @keys ADD COLUMN IF NOT EXISTS permissions text',
];
