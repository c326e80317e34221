/** Writes `contract/generated` from the installed `stripe` package. Run it with `npm run generate`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.ts';

const directory = fileURLToPath(new URL('./generated/', import.meta.url));
const files = generatedFiles();
rmSync(directory, { recursive: true, force: true });
for (const [path, content] of files) {
  mkdirSync(dirname(directory + path), { recursive: true });
  writeFileSync(directory + path, content);
}
console.log(`Wrote ${files.size} files to ${directory}`);
