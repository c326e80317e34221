import type { Storage } from '../kernel/storage.ts';
import { isPostgresUrl, shownUrl } from './postgres/url.ts';

/**
 * Opens the storage named by `--data`: a PostgreSQL URL, a data folder or `:memory:`. Throws StorageOpenError if it
 * cannot be used.
 */
export async function openStorage(data: string): Promise<Storage> {
  // Loaded on use, because loading is half of a cold start.
  if (isPostgresUrl(data)) return (await import('./postgres/open.ts')).openPostgres({ url: data });
  return (await import('./sqlite/open.ts')).openSqlite({ path: data });
}

/** Returns `--data` without its password. */
export function shownStorage(data: string): string {
  return isPostgresUrl(data) ? `PostgreSQL at ${shownUrl(data)}` : data;
}
