import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../../src/network/simulator/journal-file.ts';
import { runCommand, startFlorin } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('florin start', () => {
  it('prints its address, the keys and a working curl command, and stops on SIGTERM', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:']);
    expect(server.output()).toContain('sk_test_BQokikJOvBiI2HlWgH4olfQ2');
    expect(server.output()).toContain(`curl ${server.url}/v1/payment_intents`);
    expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it('reads options from variables too; flags take precedence', async () => {
    const server = await startFlorin(['start', '--port', '0'], {
      FLORIN_DATA: ':memory:',
      FLORIN_PORT: '1',
      FLORIN_API_VERSION: '2023-10-16',
    });
    const answer = await fetch(`${server.url}/v1/customers`, { headers: { authorization: 'Bearer sk_test_cli' } });
    expect(answer.headers.get('stripe-version')).toBe('2023-10-16');
    await server.stop();
  });

  it('keeps its data through a restart', async () => {
    const data = join(folder, 'kept');
    const headers = { authorization: 'Bearer sk_test_cli' };
    const first = await startFlorin(['start', '--port', '0', '--data', data]);
    await fetch(`${first.url}/v1/customers`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ name: 'Jenny Rosen' }),
    });
    await first.stop();
    const second = await startFlorin(['start', '--port', '0', '--data', data]);
    const { data: customers } = (await (await fetch(`${second.url}/v1/customers`, { headers })).json()) as {
      data: { name: string }[];
    };
    expect(customers.map(({ name }) => name)).toEqual(['Jenny Rosen']);
    await second.stop();
  });

  it('writes registered keys to a private file once if its output is kept, and accepts no others (--keys strict)', async () => {
    const data = join(folder, 'strict');
    const first = await startFlorin(['start', '--port', '0', '--data', data, '--keys', 'strict']);
    const file = join(data, 'keys.txt');
    const [key = '', publishable = ''] = readFileSync(file, 'utf8').split('\n');
    expect([key, publishable]).toEqual([
      expect.stringMatching(/^sk_test_\w{32}$/),
      expect.stringMatching(/^pk_test_\w{32}$/),
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.output()).not.toContain(key);
    const ask = (bearer: string) =>
      fetch(`${first.url}/v1/customers`, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await ask(key)).status).toBe(200);
    expect((await ask('sk_test_BQokikJOvBiI2HlWgH4olfQ2')).status).toBe(401);
    expect(await (await fetch(first.url)).text()).not.toContain(key);
    await first.stop();
  });

  it('the network can have a journal of its own (--network-journal), which survives a kill', async () => {
    const journal = join(folder, 'network.jsonl');
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:', '--network-journal', journal]);
    await fetch(`${server.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_cli' },
      body: new URLSearchParams({
        amount: '1099',
        currency: 'usd',
        confirm: 'true',
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': '4242424242424242',
        'payment_method_data[card][exp_month]': '12',
        'payment_method_data[card][exp_year]': '2034',
        'payment_method_data[card][cvc]': '123',
        return_url: 'https://example.com/done',
      }),
    });
    await server.kill();
    expect([...readJournal(journal).effects().values()]).toMatchObject([{ authorized: 1099, captured: 1099 }]);
    expect(readFileSync(journal, 'utf8')).not.toContain('424242');
    const { code, line } = await runCommand(['start', '--port', '0', '--network-journal', folder]);
    expect(code).toBe(1);
    expect(line).toMatch(/^florin: --network-journal: EISDIR.*\n$/);
  });

  it.each([
    ['an unknown flag', ['start', '--colour', 'red'], /Unknown option '--colour'.*--port/],
    ['an unknown command', ['stop'], /Unknown command 'stop'/],
    ['a port that is none', ['start', '--port', 'high'], /--port must be a number/],
    ['open keys beyond loopback', ['start', '--host', '0.0.0.0'], /--keys strict, or --allow-open-keys/],
    [
      'an address with a path',
      ['start', '--url', 'https://pay.example.com/florin'],
      /--url must be an address without a path/,
    ],
    ['a host with a port', ['start', '--allow-hosts', 'florin:80'], /--allow-hosts must be host names without ports/],
    ['a proxy by its name', ['start', '--trusted-proxy', 'proxy'], /--trusted-proxy: 'proxy' is not an address/],
    ['an unknown key policy', ['start', '--keys', 'some'], /--keys must be open or strict/],
    [
      'an unknown API version',
      ['start', '--data', ':memory:', '--api-version', '2001-01-01'],
      /'2001-01-01' is not a Stripe API version/,
    ],
    [
      'an address of another machine',
      ['start', '--data', ':memory:', '--port', '0', '--host', '192.0.2.1', '--allow-open-keys'],
      /does not have the address 192\.0\.2\.1/,
    ],
  ])('rejects %s in one line', async (_what, args, told) => {
    const { code, line } = await runCommand(args);
    expect(code).not.toBe(0);
    expect(line).toMatch(told);
    expect(line.trim().split('\n')).toHaveLength(1);
  });

  it('reports a port in use in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, line } = await runCommand(['start', '--data', ':memory:', '--port', String(port)]);
    expect([code, line]).toEqual([1, `florin: Port ${port} on 127.0.0.1 is already in use. Use another --port.\n`]);
    other.close();
  });

  it('rejects a read-only folder and a database of a newer Florin, in one line', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const unwritable = await runCommand(['start', '--port', '0', '--data', join(file, 'inside')]);
    expect(unwritable.code).toBe(1);
    expect(unwritable.line).toMatch(/^florin: .*Use another --data\.\n$/);

    const data = join(folder, 'newer');
    await (await startFlorin(['start', '--port', '0', '--data', data])).stop();
    const db = new DatabaseSync(join(data, 'florin.db'));
    db.exec('PRAGMA user_version = 999');
    db.close();
    const newer = await runCommand(['start', '--port', '0', '--data', data]);
    expect(newer.code).toBe(1);
    expect(newer.line).toMatch(/^florin: .*newer Florin.*\n$/);
  });
});

describe('florin platform', () => {
  it("changes and prints the platform's settings", async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:']);
    const at = ['--api-base', server.url, '--api-key', 'sk_test_cli'];
    const uris = ['--redirect-uri', 'https://platform.example/a', '--redirect-uri', 'https://platform.example/b'];
    await runCommand(['platform', '--name', 'Rocket Rides', '--color', '#635bff', ...uris, ...at]);
    const { out } = await runCommand(['platform', ...at]);
    expect(JSON.parse(out)).toMatchObject({
      name: 'Rocket Rides',
      primary_color: '#635bff',
      redirect_uris: ['https://platform.example/a', 'https://platform.example/b'],
    });
    const wrong = await runCommand(['platform', '--icon', '/nowhere.png', ...at]);
    expect(wrong).toMatchObject({ code: 1, line: expect.stringContaining('cannot be read') });
    await server.stop();
  });
});

describe('florin clock', () => {
  it('moves the clock of a key forward', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:']);
    const { out } = await runCommand(['clock', 'advance', '5m', '--api-base', server.url, '--api-key', 'sk_test_cli']);
    expect(out).toMatch(/^The clock is now at 20\d\d-/);
    const wrong = await runCommand(['clock', 'advance', 'soon', '--api-base', server.url]);
    expect(wrong).toMatchObject({ code: 1, line: expect.stringContaining('by=5m') });
    await server.stop();
  });
});
