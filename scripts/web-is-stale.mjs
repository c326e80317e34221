// Whether what runs in browsers was not built since its sources changed. Node's own modules only: with-node24.mjs asks
// before anything is installed.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const web = join(dirname(fileURLToPath(import.meta.url)), '..', 'web');

/** What the browser code takes from the server's: which currencies have how many decimals. */
const borrowed = join(web, '..', 'src', 'kernel', 'currencies.ts');

/** The last file that a whole build writes. */
const built = join(web, 'dist', 'elements', 'manifest.json');

export function webIsStale() {
  if (!existsSync(built)) return true;
  const then = statSync(built).mtimeMs;
  if (statSync(borrowed).mtimeMs > then) return true;
  const sources = readdirSync(web, { recursive: true, withFileTypes: true });
  return sources.some(
    (entry) =>
      entry.isFile() &&
      !entry.parentPath.startsWith(join(web, 'dist')) &&
      statSync(join(entry.parentPath, entry.name)).mtimeMs > then,
  );
}
