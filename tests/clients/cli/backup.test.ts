import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand, startFlorin } from '../../support/command-line.ts';
import { takePayments } from '../../support/take-payments.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = { authorization: 'Bearer sk_test_load' };

async function isThere(url: string, payment: string): Promise<boolean> {
  return (await fetch(`${url}/v1/payment_intents/${payment}`, { headers: key })).status === 200;
}

async function withOnePayment(name: string): Promise<{ data: string; payment: string }> {
  const data = join(folder, name);
  const server = await startFlorin(['start', '--port', '0', '--data', data]);
  const load = takePayments(server.url);
  await load.more(1);
  const [payment = ''] = await load.stop();
  await server.stop();
  return { data, payment };
}

describe('a backup of a server that takes payments', () => {
  test('contains everything acknowledged before it began, passes doctor, and can be served', async () => {
    const data = join(folder, 'busy');
    const file = join(folder, 'busy.db');
    const server = await startFlorin(['start', '--port', '0', '--data', data]);
    const before = takePayments(server.url);
    await before.more(200);
    const answered = await before.stop();

    const load = takePayments(server.url);
    await load.more(10);
    const backup = await runCommand(['backup', '--data', data, '--to', file]);
    expect(backup, backup.line).toMatchObject({ code: 0, line: '' });
    expect(backup.out).toContain('No differences found.');
    await load.more(10);
    await load.stop();
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);

    const running = await runCommand(['doctor', '--data', data]);
    expect(running, running.line + running.out).toMatchObject({ code: 0 });
    await server.stop();

    const restored = join(folder, 'restored');
    expect(await runCommand(['restore', '--from', file, '--data', restored])).toMatchObject({ code: 0, line: '' });
    expect(await runCommand(['doctor', '--data', restored])).toMatchObject({ code: 0, line: '' });
    const again = await startFlorin(['start', '--port', '0', '--data', restored]);
    for (const payment of [answered[0], answered.at(-1)]) expect(await isThere(again.url, payment ?? '')).toBe(true);
    const load2 = takePayments(again.url);
    await load2.more(5);
    await load2.stop();
    await again.stop();
    expect(await runCommand(['doctor', '--data', restored])).toMatchObject({ code: 0, line: '' });
  }, 60_000);

  test('can be made after a server was killed, which leaves a socket and a log behind', async () => {
    const data = join(folder, 'killed');
    const server = await startFlorin(['start', '--port', '0', '--data', data]);
    const load = takePayments(server.url);
    await load.more(20);
    const taken = await load.stop();
    await server.kill();
    expect(existsSync(join(data, 'florin.sock'))).toBe(true);

    expect(await runCommand(['backup', '--data', data, '--to', join(folder, 'killed.db')])).toMatchObject({ code: 0 });
    const again = await startFlorin(['start', '--port', '0', '--data', data]);
    expect(await isThere(again.url, taken.at(-1) ?? '')).toBe(true);
    expect(await runCommand(['backup', '--data', data, '--to', `${folder}/nightly`])).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'nightly'))).toEqual([
      expect.stringMatching(/^florin-\d{4}-\d\d-\d\dT\d{6}Z\.db$/),
    ]);
    expect(await again.stop()).toBe(0);
    expect(existsSync(join(data, 'florin.sock'))).toBe(false);
  }, 60_000);
});

describe('restoring', () => {
  test('rejects a folder with data, and replaces it with --force', async () => {
    const [one, other] = [await withOnePayment('one'), await withOnePayment('other')];
    const file = join(folder, 'one.db');
    await runCommand(['backup', '--data', one.data, '--to', file]);

    const refused = await runCommand(['restore', '--from', file, '--data', other.data]);
    expect(refused).toMatchObject({ code: 1, line: expect.stringMatching(/has data.*--force\.\n$/) });
    expect(await runCommand(['restore', '--from', file, '--data', other.data, '--force'])).toMatchObject({ code: 0 });
    const server = await startFlorin(['start', '--port', '0', '--data', other.data]);
    expect(await isThere(server.url, one.payment)).toBe(true);
    expect(await isThere(server.url, other.payment)).toBe(false);

    const inUse = await runCommand(['restore', '--from', file, '--data', other.data, '--force']);
    expect(inUse).toMatchObject({ code: 1, line: expect.stringContaining('is in use by another Florin') });
    expect(await isThere(server.url, one.payment)).toBe(true);
    await server.stop();
  }, 60_000);

  test('rejects newer versions, damaged files and other files, and leaves nothing behind', async () => {
    const { data } = await withOnePayment('source');
    const make = async (name: string, spoil: (db: DatabaseSync) => void) => {
      const file = join(folder, name);
      await runCommand(['backup', '--data', data, '--to', file]);
      const db = new DatabaseSync(file);
      spoil(db);
      db.close();
      return file;
    };
    const newer = await make('newer.db', (db) => db.exec('PRAGMA user_version = 999'));
    const lost = await make('lost.db', (db) => db.exec('DELETE FROM postings WHERE posting = 1'));
    const text = join(folder, 'letter.txt');
    writeFileSync(text, 'Dear Sir or Madam, '.repeat(100));
    const target = join(folder, 'target');
    for (const [file, reason] of [
      [newer, /newer Florin/],
      [lost, /has differences.*txn_/],
      [text, /not a database/],
      [join(folder, 'nowhere.db'), /does not exist/],
    ] as const) {
      const refused = await runCommand(['restore', '--from', file, '--data', target]);
      expect(refused.code).toBe(1);
      expect(refused.line).toMatch(reason);
      expect(refused.line.trim().split('\n')).toHaveLength(1);
      expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
    }
  }, 60_000);

  test('a backup never overwrites another', async () => {
    const { data } = await withOnePayment('twice');
    const file = join(folder, 'twice.db');
    await runCommand(['backup', '--data', data, '--to', file]);
    expect(await runCommand(['backup', '--data', data, '--to', file])).toMatchObject({
      code: 1,
      line: expect.stringContaining('already exists'),
    });
  }, 60_000);
});
