import { statSync } from 'node:fs';
import type { Inventory } from '../../kernel/inventory.ts';
import { isPostgresUrl } from '../postgres/url.ts';
import { databaseFile } from '../sqlite/connection.ts';

/**
 * Opens the storage named by `--data` read-only: a data folder, a backup file, or a PostgreSQL URL. Throws
 * StorageOpenError if it cannot be read; `in_use` if a Florin runs on the folder.
 */
export async function openInventory(data: string): Promise<Inventory> {
  if (isPostgresUrl(data)) return (await import('./postgres.ts')).openPostgresInventory(data);
  const isFile = statSync(data, { throwIfNoEntry: false })?.isFile() ?? false;
  return (await import('./sqlite.ts')).openSqliteInventory(isFile ? data : databaseFile(data));
}
