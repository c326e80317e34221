// Checks whether the browser build is older than its sources. Node's own modules only: with-node24.mjs imports it
// before anything is installed.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const web = join(dirname(fileURLToPath(import.meta.url)), '..', 'web');

/** Code that runs on both sides. */
const shared = join(web, '..', 'src', 'shared');

/** The last file that a whole build writes. */
const built = join(web, 'dist', 'elements', 'manifest.json');

/** True if a source of the browser code is newer than the build. */
export function webIsStale() {
  if (!existsSync(built)) return true;
  const then = statSync(built).mtimeMs;
  return [web, shared].some((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).some(
      (entry) =>
        entry.isFile() &&
        !entry.parentPath.startsWith(join(web, 'dist')) &&
        statSync(join(entry.parentPath, entry.name)).mtimeMs > then,
    ),
  );
}
