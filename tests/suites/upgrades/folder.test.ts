import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeUpgrade, fixture } from './upgraded.ts';

const root = mkdtempSync(join(tmpdir(), 'florin-upgrade-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;

describeUpgrade('before-worlds', async () => {
  const data = join(root, String(made++));
  mkdirSync(data);
  writeFileSync(join(data, 'florin.db'), fixture('before-worlds.db'));
  return { data, done: async () => {} };
});
