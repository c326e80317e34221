import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Inventory } from '../kernel/inventory.ts';
import { openInventory } from '../storage/inventory/open.ts';
import { shownStorage } from '../storage/open.ts';
import { StorageOpenError } from '../storage/open-error.ts';
import { copyDatabase } from './backup.ts';
import { counted, inWords } from './doctor/checked.ts';
import { type Examination, examine } from './doctor/examine.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin doctor --data ./.florin (or a backup, or postgres://…; or FLORIN_DATA).';
const PROGRESS_EVERY_MS = 1_000;

/**
 * `florin doctor`: checks all data for inconsistencies and dead timers; exit code 1 if there are any. It changes nothing
 * and can run beside a server: it reads one snapshot.
 */
export async function doctor(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const data = parse(args).data ?? env.FLORIN_DATA ?? './.florin';
  const found = await examineData(data).catch((error: unknown) => {
    throw new StartError(error instanceof Error ? error.message : String(error));
  });
  for (const { world, what } of found.differences) console.log(`${world}: ${what}`);
  if (found.count > found.differences.length) console.log(`… and ${found.count - found.differences.length} more.`);
  for (const { world, what } of found.dead) console.log(`${world}: ${what}`);
  if (found.deadCount > found.dead.length) console.log(`… and ${found.deadCount - found.dead.length} more.`);
  const where = shownStorage(data);
  if (found.count === 0 && found.deadCount === 0) {
    console.log(`${where} contains ${inWords(found)}. No differences found.`);
    return;
  }
  if (found.count === 0) {
    throw new StartError(
      `${counted(found.deadCount, 'dead timer')} in ${where}, which contains ${inWords(found)} and no differences. ` +
        'Run them again with: florin timers retry',
    );
  }
  throw new StartError(`${counted(found.count, 'difference')} in ${where}, which contains ${inWords(found)}.`);
}

async function examineData(data: string): Promise<Examination> {
  try {
    return await examineInventory(await openInventory(data));
  } catch (error) {
    if (!(error instanceof StorageOpenError) || error.code !== 'in_use') throw error;
    return examineCopy(data);
  }
}

async function examineInventory(inventory: Inventory): Promise<Examination> {
  let printedAt = Date.now();
  try {
    return await examine(inventory, (world, n, worlds) => {
      if (Date.now() - printedAt < PROGRESS_EVERY_MS) return;
      printedAt = Date.now();
      console.log(`world ${n + 1} of ${worlds}: ${world}`);
    });
  } finally {
    await inventory.close();
  }
}

/** A Florin runs on the folder, so it makes a copy to examine. */
async function examineCopy(folder: string): Promise<Examination> {
  const place = mkdtempSync(join(tmpdir(), 'florin-doctor-'));
  try {
    const copy = join(place, 'copy.db');
    await copyDatabase(folder, copy);
    return await examineInventory(await openInventory(copy));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function parse(args: readonly string[]): { data?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } }, strict: true }).values;
  } catch {
    throw new StartError(USAGE);
  }
}
