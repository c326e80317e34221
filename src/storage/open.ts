import type { Storage } from '../kernel/storage.ts';
import { isPostgresUrl, shownUrl } from './postgres/url.ts';

/**
 * Opens what `--data` names: a PostgreSQL database by its URL, else a data folder or `:memory:`. Throws StorageOpenError
 * when it cannot be used.
 */
export async function openStorage(data: string): Promise<Storage> {
  // Only what is used is loaded: half of a cold start is loading.
  if (isPostgresUrl(data)) return (await import('./postgres/open.ts')).openPostgres({ url: data });
  return (await import('./sqlite/open.ts')).openSqlite({ path: data });
}

/** Returns `--data` without its password. */
export function shownStorage(data: string): string {
  return isPostgresUrl(data) ? `PostgreSQL at ${shownUrl(data)}` : data;
}
