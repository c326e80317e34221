import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand, startFlorin } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const strict = (data: string) => ['start', '--port', '0', '--data', data, '--keys', 'strict'];
const keysIn = (data: string) => readFileSync(join(data, 'keys.txt'), 'utf8').trim().split('\n');

async function statusFor(url: string, key: string): Promise<number> {
  return (await fetch(`${url}/v1/customers`, { headers: { authorization: `Bearer ${key}` } })).status;
}

describe('florin keys', () => {
  test('lists, creates, rolls and revokes keys of a running server, and shows none of them', async () => {
    const data = join(folder, 'running');
    const server = await startFlorin(strict(data));
    const [first = ''] = keysIn(data);
    const run = async (...args: string[]) => {
      const command = await runCommand(['keys', ...args, '--data', data]);
      expect(command, command.line).toMatchObject({ code: 0, line: '' });
      expect(command.out).not.toMatch(/[spr]k_test_\w{8}/);
      return command.out;
    };
    expect((await run('list')).trim().split('\n')).toHaveLength(2);

    await run('create', '--permissions', 'customers:read', '--name', 'reports');
    const restricted = keysIn(data)[2] ?? '';
    expect(restricted).toMatch(/^rk_test_/);
    expect(await statusFor(server.url, restricted)).toBe(200);
    expect(await run('list')).toMatch(/restricted .* customer:read .*"reports"/);

    expect(await run('roll', first, '--expire', '24h')).toContain('The replaced keys expire ');
    const rolled = keysIn(data)[3] ?? '';
    expect([await statusFor(server.url, first), await statusFor(server.url, rolled)]).toEqual([200, 200]);
    const [id = ''] = /key_\w+(?= {2}restricted)/.exec(await run('list')) ?? [];
    await run('revoke', id);
    await run('revoke', first);
    expect([await statusFor(server.url, restricted), await statusFor(server.url, first)]).toEqual([401, 401]);
    expect(await statusFor(server.url, rolled)).toBe(200);
    await server.stop();

    await run('roll');
    const [newest = ''] = keysIn(data)
      .filter((key) => key.startsWith('sk_'))
      .slice(-1);
    expect(statSync(join(data, 'keys.txt')).mode & 0o777).toBe(0o600);
    const again = await startFlorin(strict(data));
    expect([await statusFor(again.url, rolled), await statusFor(again.url, newest)]).toEqual([401, 200]);
    expect(again.output()).not.toContain('older Florin');
    await again.stop();
  }, 60_000);

  test('the keys of an older Florin work on, and its operator is asked to roll them', async () => {
    const data = join(folder, 'older');
    const first = await startFlorin(strict(data));
    const [secret = ''] = keysIn(data);
    await first.stop();
    const db = new DatabaseSync(join(data, 'florin.db'));
    db.exec("UPDATE keys SET created = 0, hint = ''");
    db.close();
    const older = await startFlorin(strict(data));
    expect(await statusFor(older.url, secret)).toBe(200);
    expect(older.problems()).toContain('florin keys roll');
    await runCommand(['keys', 'roll', '--data', data, '--expire', '24h']);
    await older.stop();
    await runCommand(['keys', 'revoke', secret, '--data', data]);
    const rolled = await startFlorin(strict(data));
    expect(await statusFor(rolled.url, secret)).toBe(401);
    await rolled.stop();
  }, 60_000);

  test.each([
    ['an unknown command', ['lose'], /florin keys list/],
    ['a folder without data', ['list', '--data', join(folder, 'nowhere')], /There is no data/],
    ['an unknown key', ['revoke', 'key_1', '--data', folder], /There is no key key_1/],
    [
      'permissions of a secret key',
      ['create', '--kind', 'secret', '--permissions', 'customer:read', '--data', folder],
      /has no permissions/,
    ],
    ['an unknown permission', ['create', '--permissions', 'moon:read', '--data', folder], /is not a permission/],
    ['no duration', ['create', '--expire', 'soon', '--data', folder], /--expire must be a duration/],
  ])('rejects %s', async (_what, args, message) => {
    const { code, line } = await runCommand(['keys', ...args]);
    expect(code).toBe(1);
    expect(line).toMatch(message);
  });
});
