/**
 * Writes `contract/releases` from the first release of the `stripe` package for each API version. Run it with `npm run
 * generate:releases` after adding a version or a resource; it downloads the releases from npm.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIRST_RELEASES } from './first-releases.ts';
import { releaseFiles } from './release-files.ts';

const directory = fileURLToPath(new URL('./releases/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stripe-releases-'));
try {
  install();
  const versions = Object.keys(FIRST_RELEASES);
  const files = releaseFiles(
    Object.fromEntries(versions.map((name) => [name, join(folder, 'node_modules', name, '/')])),
  );
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  for (const [name, content] of files) writeFileSync(directory + name, content);
  console.log(`Wrote ${files.size} files to ${directory}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Each release is installed under the name of its API version. */
function install(): void {
  const releases = Object.entries(FIRST_RELEASES).map(([api, version]) => [api, `npm:stripe@${version}`]);
  const manifest = { private: true, dependencies: Object.fromEntries(releases) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit' });
}
