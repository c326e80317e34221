import { afterEach, beforeEach, describe } from 'vitest';
import type { Storage } from '../../src/kernel/storage.ts';
import { describeAccounts } from './storage/accounts.ts';
import { describeClocks } from './storage/clocks.ts';
import { describeCommits } from './storage/commits.ts';
import { describeEvents } from './storage/events.ts';
import { describeLists } from './storage/lists.ts';
import { describeLogs } from './storage/logs.ts';
import { describeObjects } from './storage/objects.ts';
import { describePostings } from './storage/postings.ts';
import { describeReopening } from './storage/reopening.ts';
import { describeSearch } from './storage/search.ts';
import { describeTimers } from './storage/timers.ts';
import { describeWorlds } from './storage/worlds.ts';

/**
 * The requirements of the storage port, for every adapter. `open` returns an empty storage; `reopen` opens a closed
 * storage again, for persistent adapters; `clean` is called with every storage after its test.
 */
export function describeStorage(
  name: string,
  open: () => Promise<Storage>,
  reopen?: (closed: Storage) => Promise<Storage>,
  clean: (closed: Storage) => Promise<void> = async () => {},
): void {
  describe(name, () => {
    let current: Storage;
    const storage = () => current;

    beforeEach(async () => {
      current = await open();
    });
    afterEach(async () => {
      await current.close();
      await clean(current);
    });

    describeObjects(storage);
    describeLists(storage);
    describeCommits(storage);
    describeEvents(storage);
    describePostings(storage);
    describeTimers(storage);
    describeAccounts(storage);
    describeClocks(storage);
    describeWorlds(storage);
    describeSearch(storage);
    describeLogs(storage);
    if (reopen) {
      describeReopening(storage, async () => {
        await current.close();
        current = await reopen(current);
      });
    }
  });
}
