import { describe, expect, it } from 'vitest';
import type { Storage, StoredKey } from '../../../src/kernel/storage.ts';
import { creation, world } from './samples.ts';

export function describeWorlds(storage: () => Storage): void {
  const opened = { id: world, created: 1_700_000_000, clockOffset: -5, settings: '{"api_version":"x"}' };

  describe('worlds', () => {
    it('are created once; later openings return the existing one', async () => {
      expect(await storage().readWorld(world)).toBeUndefined();
      const answers = await Promise.all([
        storage().openWorld(opened),
        storage().openWorld({ ...opened, created: 9 }),
        storage().openWorld({ ...opened, settings: '{}' }),
      ]);
      // PostgreSQL does not define the order in which connections are served, so either may be first.
      const [first] = answers;
      expect(answers).toEqual([first, first, first]);
      expect([opened, { ...opened, created: 9 }, { ...opened, settings: '{}' }]).toContainEqual(first);
      expect(await storage().openWorld({ ...opened, created: 10 })).toEqual(first);
      expect(await storage().readWorld(world)).toEqual(first);
    });

    it('have a newest revision each', async () => {
      expect(await storage().newestRevision(world)).toBe(0);
      await storage().commit(creation('thing_1', 7));
      await storage().commit(creation('thing_2', 3));
      expect(await storage().newestRevision(world)).toBe(7);
      expect(await storage().newestRevision('acct_other')).toBe(0);
    });

    it('cannot have their clock set before they are created', async () => {
      const results = await Promise.allSettled([
        storage().commit(creation('thing_1', 1)),
        storage().setClock('acct_none', 1),
        storage().commit(creation('thing_2', 2)),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });
  });

  describe('keys', () => {
    const secret: StoredKey = {
      hash: 'hash_1',
      world,
      kind: 'secret',
      name: '',
      hint: '1234',
      created: 1_700_000_000,
      expiresAt: null,
      permissions: null,
    };
    const publishable: StoredKey = { ...secret, hash: 'hash_2', kind: 'publishable', name: 'shop' };

    it('are registered together, found by their hash and counted', async () => {
      expect(await storage().countKeys()).toBe(0);
      await storage().registerKeys([secret, publishable]);
      await storage().registerKeys([secret]);
      expect(await storage().countKeys()).toBe(2);
      expect(await storage().readKey('hash_1')).toEqual(secret);
      expect(await storage().readKey('hash_2')).toEqual(publishable);
      expect(await storage().readKey('hash_3')).toBeUndefined();
    });

    it('get an end and permissions, and are listed oldest first', async () => {
      const restricted: StoredKey = {
        ...secret,
        hash: 'hash_0',
        kind: 'restricted',
        created: 1_800_000_000,
        expiresAt: 1_900_000_000,
        permissions: '{"customer":"read"}',
      };
      await storage().registerKeys([restricted, secret, publishable]);
      await storage().registerKeys([{ ...secret, expiresAt: 1_700_000_100 }]);
      expect(await storage().listKeys()).toEqual([{ ...secret, expiresAt: 1_700_000_100 }, publishable, restricted]);
    });
  });
}
