import { isPostgresUrl } from '../postgres/url.ts';
import type { Source } from './source.ts';

/** Opens a data folder or a database to be copied. Throws StorageOpenError as `openStorage` does. */
export async function openSource(data: string): Promise<Source> {
  if (isPostgresUrl(data)) return (await import('./postgres-source.ts')).openPostgresSource(data);
  return (await import('./sqlite-source.ts')).openSqliteSource(data);
}
