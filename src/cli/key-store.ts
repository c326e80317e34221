import { existsSync } from 'node:fs';
import type { StoredKey } from '../kernel/storage.ts';
import { openStorage } from '../storage/open.ts';
import { StorageOpenError } from '../storage/open-error.ts';
import { isPostgresUrl } from '../storage/postgres/url.ts';
import { requestKeys, requestRegistration } from './control.ts';
import { StartError } from './start-error.ts';

/** The registered keys of a data folder or a database, also beside a running server. */
export interface KeyStore {
  list(): Promise<readonly StoredKey[]>;
  /** Adds keys, or replaces those with the same hash. */
  register(keys: readonly StoredKey[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the keys of `--data`. The server that runs on a folder is asked instead. Throws StartError. */
export async function openKeyStore(data: string): Promise<KeyStore> {
  if (!isPostgresUrl(data) && !existsSync(data)) {
    throw new StartError(`There is no data in ${data}. Use --data, or start Florin first.`);
  }
  try {
    const storage = await openStorage(data);
    return {
      list: () => storage.listKeys(),
      register: (keys) => storage.registerKeys(keys),
      close: () => storage.close(),
    };
  } catch (error) {
    if (!(error instanceof StorageOpenError)) throw error;
    if (error.code !== 'in_use') throw new StartError(error.message);
    return {
      list: () => requestKeys(data),
      register: (keys) => requestRegistration(data, keys),
      close: async () => {},
    };
  }
}
