import { statSync } from 'node:fs';

/**
 * Returns a check that files are still the ones that were opened. A process can write to a file without a name, but the
 * next start does not find it.
 */
export function createPlaceCheck(files: readonly string[]): () => boolean {
  const opened = files.map((file) => ({ file, was: statSync(file) }));
  return () =>
    opened.every(({ file, was }) => {
      const present = statSync(file, { throwIfNoEntry: false });
      return present?.ino === was.ino && present.dev === was.dev;
    });
}
