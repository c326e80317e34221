import { afterEach, beforeEach, describe } from 'vitest';
import type { Storage } from '../../../src/kernel/storage.ts';
import { describeAccounts } from './accounts.ts';
import { describeClocks } from './clocks.ts';
import { describeCommits } from './commits.ts';
import { describeEvents } from './events.ts';
import { describeFailedTimers } from './failed-timers.ts';
import { describeLists } from './lists.ts';
import { describeLogs } from './logs.ts';
import { describeObjects } from './objects.ts';
import { describePostings } from './postings.ts';
import { describeReopening } from './reopening.ts';
import { describeSearch } from './search.ts';
import { describeSimilarObjects } from './similar-objects.ts';
import { describeTimers } from './timers.ts';
import { describeWorlds } from './worlds.ts';

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
    describeSimilarObjects(storage);
    describeLists(storage);
    describeCommits(storage);
    describeEvents(storage);
    describePostings(storage);
    describeTimers(storage);
    describeFailedTimers(storage);
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
