import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFlorin } from '../../src/florin.ts';
import { florin } from '../support/command-line.ts';
import { createDatabase } from '../support/postgres.ts';
import { CARD, clientOf } from './nodes.ts';

const root = mkdtempSync(join(tmpdir(), 'florin-commands-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Runs a command; returns its output and exit code. */
async function run(...args: string[]): Promise<{ code: number; printed: string }> {
  const child = florin(args);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  const [code] = await once(child, 'close');
  return { code, printed };
}

/** Starts a node, calls `work` with its address, stops the node and returns its output. */
async function withStarted(args: readonly string[], work: (url: string) => Promise<void>): Promise<string> {
  const child = florin(['start', '--port', '0', ...args]);
  const closed = once(child, 'close');
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        printed += chunk;
        const found = /listens on (http:\S+)/.exec(printed)?.[1];
        if (found && printed.includes('Data is stored')) resolve(found);
      });
    }
    child.once('exit', () => reject(new Error(printed)));
  });
  await work(url);
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
  return printed;
}

describe('florin', () => {
  it('migrate upgrades a database to the schema, and reports it', async () => {
    const { url, drop } = await createDatabase();
    expect(await run('migrate', '--data', url)).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/was migrated from schema 0 to \d+\.\n$/),
    });
    expect((await run('migrate', '--data', url)).printed).toMatch(/already has this Florin's schema/);
    expect(await run('migrate', '--data', './folder')).toMatchObject({
      code: 1,
      printed: expect.stringContaining('Usage: florin'),
    });
    await drop();
  }, 60_000);

  it('copy copies a data folder, and start serves the copy', async () => {
    const folder = mkdtempSync(join(root, 'data-'));
    const florin = await createFlorin({ storage: folder });
    const { id } = await clientOf(florin).paymentIntents.create(CARD);
    await florin.close();
    const { url, drop } = await createDatabase();
    const copied = await run('copy', '--from', folder, '--to', url);
    expect(copied).toMatchObject({
      code: 0,
      printed: expect.stringContaining('the balance of every book are the same'),
    });
    const printed = await withStarted(['--data', url], async (address) => {
      const answer = await fetch(`${address}/v1/payment_intents/${id}`, {
        headers: { authorization: 'Bearer sk_test_nodes' },
      });
      expect(await answer.json()).toMatchObject({ id, status: 'succeeded' });
    });
    expect(printed).toContain('Data is stored in PostgreSQL at 127.0.0.1');
    expect(printed + copied.printed).not.toContain('florin:florin@');
    await drop();
  }, 60_000);

  it('start --role divides the work between processes', async () => {
    const { url, drop } = await createDatabase();
    const ask = async (address: string) =>
      (await fetch(`${address}/v1/customers`, { headers: { authorization: 'Bearer sk_test_nodes' } })).status;
    await withStarted(['--data', url, '--role', 'api'], async (api) => {
      expect(await ask(api)).toBe(200);
      const printed = await withStarted(['--data', url, '--role', 'worker'], async (worker) => {
        expect(await ask(worker)).toBe(503);
        expect((await fetch(`${worker}/readyz`)).status).toBe(200);
      });
      expect(printed).toContain('--role worker');
    });
    expect(await run('start', '--role', 'leader')).toMatchObject({
      code: 1,
      printed: expect.stringContaining("--role must be all, api or worker, not 'leader'"),
    });
    await drop();
  }, 60_000);

  it('start reports in one line why a database cannot be used', async () => {
    const { code, printed } = await run('start', '--data', 'postgres://florin:hunter2@127.0.0.1:1/florin');
    expect(code).toBe(1);
    expect(printed).toMatch(/^florin: PostgreSQL at 127\.0\.0\.1:1\/florin cannot be reached \(.*\)\.\n$/);
  }, 60_000);
});
