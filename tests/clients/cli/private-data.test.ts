import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createFlorin } from '../../../src/florin.ts';
import { runCommand, startFlorin } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-private-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The modes of a folder and of everything in it, as `0700 .`. */
function modes(path: string): string[] {
  const mode = (at: string) => `0${(statSync(at).mode & 0o777).toString(8)}`;
  return [`${mode(path)} .`, ...readdirSync(path).map((name) => `${mode(join(path, name))} ${name}`)].sort();
}

async function write(florin: Awaited<ReturnType<typeof createFlorin>>): Promise<number> {
  const { status } = await florin.fetch('http://127.0.0.1:12111/v1/customers', {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_private' },
  });
  return status;
}

describe('data at rest', () => {
  test('is for its user alone: database, log, socket, keys, journal, backups', async () => {
    const data = join(folder, 'data');
    const journal = join(folder, 'network.jsonl');
    const server = await startFlorin([
      'start',
      '--port',
      '0',
      '--data',
      data,
      '--keys',
      'strict',
      '--network-journal',
      journal,
    ]);
    expect(modes(data)).toEqual([
      '0600 florin.db',
      '0600 florin.db-wal',
      '0600 florin.sock',
      '0600 keys.txt',
      '0700 .',
    ]);
    expect(statSync(journal).mode & 0o777).toBe(0o600);
    const backups = join(folder, 'backups');
    expect(await runCommand(['backup', '--data', data, '--to', `${backups}/`])).toMatchObject({ code: 0 });
    await server.stop();
    const [file = ''] = readdirSync(backups);
    expect(modes(backups)).toEqual([`0600 ${file}`, '0700 .']);
    chmodSync(join(backups, file), 0o644);
    const restored = join(folder, 'restored');
    expect(await runCommand(['restore', '--from', join(backups, file), '--data', restored])).toMatchObject({ code: 0 });
    expect(modes(restored)).toEqual(['0600 florin.db', '0700 .']);
  }, 60_000);

  test('becomes private in a folder that was there, and that of an older Florin', async () => {
    const data = join(folder, 'made-before');
    mkdirSync(data, { mode: 0o755 });
    const first = await createFlorin({ storage: data });
    await write(first);
    expect(modes(data)).toEqual(['0600 florin.db', '0600 florin.db-wal', '0700 .']);
    await first.close();
    chmodSync(data, 0o755);
    chmodSync(join(data, 'florin.db'), 0o644);
    const second = await createFlorin({ storage: data });
    expect(modes(data)).toEqual(['0600 florin.db', '0600 florin.db-wal', '0700 .']);
    await second.close();
  });

  test("leaves a project's own folder as it is", async () => {
    const project = join(folder, 'project');
    mkdirSync(project, { mode: 0o755 });
    writeFileSync(join(project, 'package.json'), '{}', { mode: 0o644 });
    const florin = await createFlorin({ storage: project });
    expect(modes(project)).toEqual(['0600 florin.db', '0600 florin.db-wal', '0644 package.json', '0755 .']);
    await florin.close();
  });
});

describe('a running server', () => {
  test.each([
    ['deleted', (data: string) => rmSync(data, { recursive: true })],
    ['moved away', (data: string) => renameSync(data, `${data}-moved`)],
    [
      'replaced',
      (data: string) => {
        renameSync(data, `${data}-old`);
        mkdirSync(data);
        writeFileSync(join(data, 'florin.db'), '');
      },
    ],
  ])('is not ready and writes nothing once its data folder is %s', async (what, remove) => {
    const data = join(folder, `gone-${what.replace(' ', '-')}`);
    const problems: string[] = [];
    const florin = await createFlorin({ storage: data, report: (error) => problems.push(String(error)) });
    const ready = async () => (await florin.fetch('http://127.0.0.1:12111/readyz')).status;
    expect(await write(florin)).toBe(200);
    expect(await ready()).toBe(200);
    remove(data);
    expect(await ready()).toBe(503);
    expect(problems.join()).toContain('was deleted or replaced');
    expect([await write(florin), await write(florin)]).toEqual([503, 503]);
    expect(await florin.engine.storage.failed).toMatchObject({ trouble: 'removed' });
    await florin.close();
  });
});
