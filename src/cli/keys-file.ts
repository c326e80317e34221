import { join } from 'node:path';
import { isPostgresUrl } from '../storage/postgres/url.ts';

/** The file for new keys if output is not a terminal: in the data folder, or else in the working folder. */
export function keysFile(data: string): string {
  return data === ':memory:' || isPostgresUrl(data) ? 'florin-keys.txt' : join(data, 'keys.txt');
}
