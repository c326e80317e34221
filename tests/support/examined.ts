import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from '../../src/cli/doctor/examine.ts';
import type { Storage } from '../../src/kernel/storage.ts';
import { openInventory } from '../../src/storage/inventory/open.ts';

/** Memory, where a system has it: the copies are synced and deleted again at the end of every story. */
const COPIES = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Returns the findings of `florin doctor` for an open storage, or none if it cannot be copied. */
export async function differencesIn(storage: Storage): Promise<string[]> {
  if (!storage.backUp) return [];
  const folder = mkdtempSync(join(COPIES, 'florin-examined-'));
  try {
    const copy = join(folder, 'copy.db');
    await storage.backUp(copy);
    const inventory = await openInventory(copy);
    try {
      const { differences, dead } = await examine(inventory);
      return [...differences, ...dead].map(({ world, what }) => `${world}: ${what}`);
    } finally {
      await inventory.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
