import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generatedFiles } from '../../../contract/generated-files.ts';

const directory = fileURLToPath(new URL('../../../contract/generated/', import.meta.url));

function filesOnDisk(): Map<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(directory + path).isFile());
  return new Map(files.map((path) => [path.replaceAll('\\', '/'), readFileSync(directory + path, 'utf8')]));
}

test('the generated contract matches the installed stripe package', { timeout: 60_000 }, () => {
  const fresh = generatedFiles();
  const known = filesOnDisk();
  expect([...known.keys()].sort()).toEqual([...fresh.keys()].sort());
  const stale = [...fresh].filter(([path, content]) => known.get(path) !== content).map(([path]) => path);
  expect(stale, 'run `npm run generate`').toEqual([]);
});
