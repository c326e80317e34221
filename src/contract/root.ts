import { existsSync } from 'node:fs';

/**
 * The folder that has the facts of the contract and what was built for browsers: that of the repository, or `dist/` of
 * the package, where this code stands in other files than it was written in (scripts/bundle.ts).
 */
export const ROOT = folderAbove(new URL('.', import.meta.url));

function folderAbove(folder: URL): URL {
  if (existsSync(new URL('contract/generated/', folder))) return folder;
  const above = new URL('..', folder);
  if (above.href === folder.href) throw new Error('The facts of the contract are missing. Run npm run generate.');
  return folderAbove(above);
}
