/** Names, ends and permissions of keys. Keys that are there already have no moment of creation (0). */
export const sql = `
  ALTER TABLE keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
  ALTER TABLE keys ADD COLUMN hint TEXT NOT NULL DEFAULT '';
  ALTER TABLE keys ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE keys ADD COLUMN expires_at INTEGER;
  ALTER TABLE keys ADD COLUMN permissions TEXT;
`;
