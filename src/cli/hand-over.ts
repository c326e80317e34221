import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Returns the lines that hand new keys to the operator. On a terminal they are the keys themselves. Elsewhere output is
 * kept (by systemd's journal, for example), so the keys are appended to a file that only this user may read.
 */
export function handOver(keys: readonly string[], file: string, isTerminal = process.stdout.isTTY === true): string[] {
  if (isTerminal) return [...keys, 'Copy them now: only their hashes are stored, so they are shown once.'];
  const path = resolve(file);
  append(path, `${keys.join('\n')}\n`);
  return [`The keys are in ${path}, which only this user may read. Copy them, then delete the file.`];
}

function append(path: string, text: string): void {
  try {
    const file = openSync(path, 'a', 0o600);
    try {
      // The file may have been there, with other permissions.
      fchmodSync(file, 0o600);
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new StartError(
      `The keys cannot be written to ${path} (${error instanceof Error ? error.message : error}). Use another --keys-file.`,
    );
  }
}
