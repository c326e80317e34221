import { describe, expect, it } from 'vitest';
import type { Storage, StoredKey } from '../../../src/kernel/storage.ts';
import { account, creation } from './samples.ts';

export function describeWorlds(storage: () => Storage): void {
  const world = { account, created: 1_700_000_000, clockOffset: -5, settings: '{"api_version":"x"}' };

  describe('worlds', () => {
    it('are opened once; later openings get the one that is there', async () => {
      expect(await storage().readWorld(account)).toBeUndefined();
      const opened = await Promise.all([
        storage().openWorld(world),
        storage().openWorld({ ...world, created: 9 }),
        storage().openWorld({ ...world, settings: '{}' }),
      ]);
      // Whichever came first: nobody says in which order connections take their turns.
      const [first] = opened;
      expect(opened).toEqual([first, first, first]);
      expect([world, { ...world, created: 9 }, { ...world, settings: '{}' }]).toContainEqual(first);
      expect(await storage().openWorld({ ...world, created: 10 })).toEqual(first);
      expect(await storage().readWorld(account)).toEqual(first);
    });

    it('have a newest revision, each its own', async () => {
      expect(await storage().newestRevision(account)).toBe(0);
      await storage().commit(creation('thing_1', 7));
      await storage().commit(creation('thing_2', 3));
      expect(await storage().newestRevision(account)).toBe(7);
      expect(await storage().newestRevision('acct_other')).toBe(0);
    });

    it('have no clock to set before they are opened', async () => {
      const results = await Promise.allSettled([
        storage().commit(creation('thing_1', 1)),
        storage().setClock('acct_none', 1),
        storage().commit(creation('thing_2', 2)),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });
  });

  describe('keys', () => {
    const secret: StoredKey = { hash: 'hash_1', account, kind: 'secret' };
    const publishable: StoredKey = { hash: 'hash_2', account, kind: 'publishable' };

    it('are registered together, read by their hash and counted', async () => {
      expect(await storage().countKeys()).toBe(0);
      await storage().registerKeys([secret, publishable]);
      await storage().registerKeys([secret]);
      expect(await storage().countKeys()).toBe(2);
      expect(await storage().readKey('hash_1')).toEqual(secret);
      expect(await storage().readKey('hash_2')).toEqual(publishable);
      expect(await storage().readKey('hash_3')).toBeUndefined();
    });
  });
}
