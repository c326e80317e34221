import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncInterference } from '../../../src/storage/sqlite/log-sync.ts';
import type { Random } from '../simulation/random.ts';

/** What a disk writes whole: smaller than SQLite's pages, so that pages are torn as well. */
const SECTOR_BYTES = 512;
const FILES = ['florin.db', 'florin.db-wal'] as const;

/** A disk that fails one sync, and of what was not synced by then keeps what it pleases. */
export interface FailingDisk {
  readonly interfere: SyncInterference;
  /** Resolves when it has failed. */
  readonly failed: Promise<void>;
  /** How many syncs were asked for, those after the failed one included. */
  syncs(): number;
  /** What is on the disk after a power cut, in a new folder. */
  cut(into: string): void;
}

/** The disk of a data folder that fails sync number `failing` (1 is the first). */
export function failingDisk(folder: string, failing: number, random: Random): FailingDisk {
  const log = join(folder, 'florin.db-wal');
  const { promise: failed, resolve } = Promise.withResolvers<void>();
  let syncs = 0;
  /** How much of the log the disk has for sure. */
  let kept = 0;
  return {
    failed,
    syncs: () => syncs,
    async interfere(sync) {
      const size = statSync(log).size;
      if (++syncs !== failing) {
        await sync();
        kept = size;
        return;
      }
      resolve();
      throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
    },
    cut(into) {
      mkdirSync(into);
      for (const file of FILES) copyFileSync(join(folder, file), join(into, file));
      tear(join(into, 'florin.db-wal'), kept, random);
    },
  };
}

/** Of what comes after `kept`: all of it is there, none, its beginning, or any of its sectors. */
function tear(file: string, kept: number, random: Random): void {
  const size = statSync(file).size;
  const fd = openSync(file, 'r+');
  const how = random.pick(['all', 'nothing', 'beginning', 'sectors'] as const);
  if (how === 'nothing') ftruncateSync(fd, Math.min(size, kept));
  if (how === 'beginning') ftruncateSync(fd, Math.min(size, kept + random.below(Math.max(1, size - kept))));
  if (how === 'sectors') {
    const lost = Buffer.alloc(SECTOR_BYTES);
    const share = random.fraction();
    for (let at = kept; at < size; at += SECTOR_BYTES) {
      const length = readSync(fd, lost, 0, Math.min(SECTOR_BYTES, size - at), at);
      if (random.chance(share)) writeSync(fd, lost.fill(0), 0, length, at);
    }
  }
  closeSync(fd);
}
