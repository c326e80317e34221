// Whether what runs in browsers was not built since its sources changed. Node's own modules only: with-node24.mjs asks
// before anything is installed.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const web = join(dirname(fileURLToPath(import.meta.url)), '..', 'web');

/** The last file that a whole build writes. */
const built = join(web, 'dist', 'elements', 'manifest.json');

export function webIsStale() {
  if (!existsSync(built)) return true;
  const then = statSync(built).mtimeMs;
  const sources = readdirSync(web, { recursive: true, withFileTypes: true });
  return sources.some(
    (entry) =>
      entry.isFile() &&
      !entry.parentPath.startsWith(join(web, 'dist')) &&
      statSync(join(entry.parentPath, entry.name)).mtimeMs > then,
  );
}
