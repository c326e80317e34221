import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncFaultInjection } from '../../../src/storage/sqlite/log-sync.ts';
import type { Random } from '../simulation/random.ts';

/** Size of the disk's atomic writes: smaller than SQLite's pages, so pages are torn as well. */
const SECTOR_BYTES = 512;
const FILES = ['florin.db', 'florin.db-wal'] as const;

/** A disk that fails one sync and keeps an arbitrary part of what was not synced before. */
export interface FailingDisk {
  readonly interfere: SyncFaultInjection;
  /** Resolves when the sync has failed. */
  readonly failed: Promise<void>;
  /** The number of syncs, including those after the failed one. */
  syncs(): number;
  /** Copies the disk's content after a power cut to a new folder. */
  cut(into: string): void;
}

/** A data folder whose sync number `failing` fails (1 is the first). */
export function failingDisk(folder: string, failing: number, random: Random): FailingDisk {
  const log = join(folder, 'florin.db-wal');
  const { promise: failed, resolve } = Promise.withResolvers<void>();
  let syncs = 0;
  /** Length of the log that is surely on the disk. */
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

/** Keeps everything after `kept`, nothing, a prefix, or any of its sectors. */
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
