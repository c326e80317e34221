import { existsSync } from 'node:fs';

/**
 * The folder of the contract's facts and the browser build: the repository, or `dist/` of the package, where the code
 * is bundled into other files (scripts/bundle.ts).
 */
export const ROOT = folderAbove(new URL('.', import.meta.url));

function folderAbove(folder: URL): URL {
  if (existsSync(new URL('contract/generated/', folder))) return folder;
  const above = new URL('..', folder);
  if (above.href === folder.href) throw new Error('The generated contract is missing. Run npm run generate.');
  return folderAbove(above);
}
