import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Storage } from '../../../src/kernel/storage.ts';
import type { Journal } from '../../../src/network/simulator/journal.ts';

/** Returns a digest of every row of every table of a storage, and of the network's journal. */
export async function digestOf(storage: Storage, journal: Journal): Promise<string> {
  if (!storage.backUp) throw new Error('only what can be copied can be digested');
  const folder = mkdtempSync(join(tmpdir(), 'florin-digest-'));
  try {
    const file = join(folder, 'copy.db');
    await storage.backUp(file);
    const digest = createHash('sha256');
    const db = new DatabaseSync(file, { readOnly: true });
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    for (const { name } of tables) {
      digest.update(`table ${name}\n`);
      const rows = db.prepare(`SELECT * FROM "${String(name)}"`).all();
      for (const row of rows.map((row) => JSON.stringify(row)).sort()) digest.update(`${row}\n`);
    }
    db.close();
    digest.update(JSON.stringify(journal.entries()));
    return digest.digest('hex');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
