import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { createFlorin } from '../../../src/florin.ts';
import { NEVER_WAKES } from '../../../src/storage/never-wakes.ts';
import { runCommand, startFlorin } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-timers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with a refund and, about it, a dead timer and one that is tried again tomorrow. */
async function withFailedTimers(data: string): Promise<void> {
  const florin = await createFlorin({ storage: data });
  const call = async (path: string, form: Record<string, string>) => {
    const headers = { authorization: 'Bearer sk_test_timers' };
    const response = await florin.fetch(`http://127.0.0.1${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
    });
    return (await response.json()) as { id: string };
  };
  const card = { amount: '1000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' };
  const { id: intent } = await call('/v1/payment_intents', card);
  const { id: refund } = await call('/v1/refunds', { payment_intent: intent });
  await florin.close();
  const db = new DatabaseSync(join(data, 'florin.db'));
  const add = db.prepare(`INSERT INTO timers (account, id, queue, kind, subject, due_at, payload, attempt, lease_until,
      wake_at, failures, failure, retry_at)
    SELECT account, ?1, 'q', 'refund.settles', ?2, 1, '{"ends":"succeeded"}', 0, 0, ?3, ?4, 'the reason', ?3 FROM worlds`);
  const tomorrow = Date.now() + 86_400_000;
  add.run('timer_dead', refund, NEVER_WAKES, 10);
  add.run('timer_waits', refund, tomorrow, 2);
  db.close();
}

test('dead timers are found by the doctor, counted by metrics, listed, and run again beside a server', async () => {
  const data = join(folder, 'a');
  await withFailedTimers(data);
  const found = await runCommand(['doctor', '--data', data]);
  expect(found).toMatchObject({
    code: 1,
    line: expect.stringMatching(/^florin: 1 dead timer in .*florin timers retry\n$/),
  });
  expect(found.out).toMatch(
    /^acct_\w+: the timer timer_dead \(refund\.settles, re_\w+\) is dead after 10 failures: the reason\n$/,
  );
  expect(await runCommand(['backup', '--data', data, '--to', join(folder, 'backup.db')])).toMatchObject({ code: 0 });

  const server = await startFlorin(['start', '--data', data, '--port', '0']);
  try {
    const counted = async () =>
      (await (await fetch(`${server.url}/metrics`)).text()).match(/^florin_failed_timers.*$/gm)?.sort();
    expect(await counted()).toEqual([
      'florin_failed_timers{state="dead"} 1',
      'florin_failed_timers{state="retrying"} 1',
    ]);
    const list = async () => (await runCommand(['timers', 'list', '--data', data])).out;
    expect(await list()).toMatch(
      /timer_dead \(refund\.settles, re_\w+\) has failed 10 times, dead: the reason\n.*timer_waits .* failed 2 times, tried again at 20.*\n2 failed timers in /,
    );
    expect(await runCommand(['timers', 'retry', '--data', data])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^1 timer in .* will run again\.\n$/),
    });
    await expect.poll(list).toMatch(/^acct_\w+: timer_waits .*\n1 failed timer in /);
  } finally {
    await server.stop();
  }

  const named = await runCommand(['timers', 'retry', 'timer_waits', 'timer_other', '--data', data]);
  expect(named).toMatchObject({ code: 1, line: expect.stringContaining('have not failed, or do not exist') });
  expect(named.out).toMatch(/^1 timer in /);
  expect(await runCommand(['timers', 'list', '--data', data])).toMatchObject({
    code: 0,
    out: `0 failed timers in ${data}.\n`,
  });
});

test('the command refuses what it cannot do, in one line', async () => {
  for (const args of [[], ['list', 'timer_1'], ['drop']])
    expect(await runCommand(['timers', ...args])).toMatchObject({
      code: 1,
      line: expect.stringMatching(/^florin: Usage: .*\n$/),
    });
  const nowhere = join(folder, 'nowhere');
  expect(await runCommand(['timers', 'list', '--data', nowhere])).toMatchObject({
    code: 1,
    line: `florin: ${nowhere} does not exist.\n`,
  });
});
