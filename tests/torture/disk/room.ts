import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MIB = 1024 * 1024;

/** A disk small enough to fill. */
export interface SmallDisk {
  /** The mount point. */
  readonly path: string;
  /** Fills all but this many bytes (whole blocks of 4 KiB). */
  fill(leave: number): void;
  free(): void;
  unmount(): void;
}

export type Kind = 'tmpfs' | 'ext4';

/** Mounts a small disk. Returns undefined where that is not allowed: it needs root, and many containers forbid it. */
export function mountSmallDisk(kind: Kind, mib: number): SmallDisk | undefined {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return undefined;
  const path = mkdtempSync(join(tmpdir(), 'florin-small-disk-'));
  const image = `${path}.img`;
  try {
    if (kind === 'tmpfs') run('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', path]);
    else {
      run('truncate', ['-s', `${mib}M`, image]);
      run('mkfs.ext4', ['-q', '-m', '0', '-O', '^has_journal', image]);
      run('mount', ['-o', 'loop', image, path]);
    }
  } catch {
    // Without the right or the tool the part of the torture reports that it was skipped.
    rmdirSync(path);
    rmSync(image, { force: true });
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: (leave) => fill(filler, leave),
    free: () => rmSync(filler, { force: true }),
    unmount() {
      run('umount', ['-l', path]);
      rmdirSync(path);
      rmSync(image, { force: true });
    },
  };
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: 'ignore' });
}

/** Takes all space, then releases some. */
function fill(file: string, leave: number): void {
  const fd = openSync(file, 'w');
  try {
    for (let portion = Buffer.alloc(MIB); portion.length >= 4096; portion = portion.subarray(0, portion.length / 4)) {
      while (written(fd, portion));
    }
    ftruncateSync(fd, Math.max(0, fstatSync(fd).size - leave));
  } finally {
    closeSync(fd);
  }
}

function written(fd: number, portion: Buffer): boolean {
  try {
    return writeSync(fd, portion) === portion.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
