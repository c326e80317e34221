import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { restartOnChange } from '../../scripts/restart.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-restart-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a command is restarted when a source changes, unless its dependencies could not be built', async () => {
  const [source, log, command] = ['source.ts', 'log', 'command.mjs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(source, '');
  writeFileSync(log, '');
  writeFileSync(
    command,
    `import { appendFileSync } from 'node:fs';
const note = (what) => appendFileSync(${JSON.stringify(log)}, what + ' ');
process.on('SIGTERM', () => { note('stopped'); process.exit(); });
note('started');
setInterval(() => {}, 1000);`,
  );
  const noted = () => readFileSync(log, 'utf8').trim();
  let builds = true;
  let prepared = 0;
  const prepare = () => {
    prepared += 1;
    return builds;
  };
  const running = await restartOnChange([command], { folders: [folder], ignores: /^(log|command\.mjs)$/, prepare });
  await expect.poll(noted, { timeout: 10_000 }).toBe('started');

  appendFileSync(source, '// changed');
  await expect.poll(noted, { timeout: 10_000 }).toBe('started stopped started');

  builds = false;
  appendFileSync(source, '// and broken');
  await expect.poll(() => prepared, { timeout: 10_000 }).toBe(3);
  await running.stop();
  expect(noted()).toBe('started stopped started stopped');
});
