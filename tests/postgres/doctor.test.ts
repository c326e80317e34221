import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../src/florin.ts';
import { runCommand } from '../support/command-line.ts';
import { createDatabase, sql, type TestDatabase } from '../support/postgres.ts';

describe('florin doctor on PostgreSQL', () => {
  let database: TestDatabase;
  let florin: Florin;

  beforeAll(async () => {
    database = await createDatabase();
    florin = await createFlorin({ storage: database.url });
  });
  afterAll(async () => {
    await florin.close();
    await database.drop();
  });

  const pay = async (key: string) => {
    const response = await florin.fetch('http://florin/v1/payment_intents', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: new URLSearchParams({ amount: '1000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' }),
    });
    expect(response.status, await response.clone().text()).toBe(200);
  };

  test('passes while payments are taken, because it reads one snapshot', async () => {
    await Promise.all(['sk_test_one', 'sk_test_two'].map(pay));
    let looking = true;
    const load = ['sk_test_one', 'sk_test_two'].map(async (key) => {
      while (looking) await pay(key);
    });
    const found = await runCommand(['doctor', '--data', database.url]);
    looking = false;
    await Promise.all(load);
    expect(found, found.line + found.out).toMatchObject({ code: 0, line: '' });
    expect(found.out).toMatch(/contains 2 worlds with .* No differences found\./);
    expect(found.out).not.toContain('postgres:');
  });

  test('finds a duplicate posting, a missing one, an event without its revision and a timer without its object', async () => {
    await pay('sk_test_broken');
    const [first, second] = await sql(
      database.url,
      `SELECT DISTINCT account, ledger_transaction AS id FROM postings ORDER BY ledger_transaction LIMIT 2`,
    );
    await sql(
      database.url,
      `INSERT INTO postings SELECT account, ledger_transaction, line + 10, book, currency, amount, available_on
         FROM postings WHERE ledger_transaction = '${first?.id}' AND book = 'merchant';
       DELETE FROM postings WHERE ledger_transaction = '${second?.id}' AND book = 'fees';
       INSERT INTO events SELECT account, 'evt_planted', 'charge.succeeded', 999999, NULL, '{}' FROM worlds LIMIT 1;
       INSERT INTO timers SELECT account, 'tmr_planted', 'q', 'refund.settles', 're_gone', 4e12, '{}', 0, 0, 4e12, NULL
         FROM worlds LIMIT 1`,
    );
    const { code, out, line } = await runCommand(['doctor', '--data', database.url]);
    expect(code, line).toBe(1);
    expect(out).toContain(`${first?.account}: the postings of ${first?.id} sum to 941 usd, not to zero`);
    expect(out).toContain(`${second?.id} and its postings differ by -59 usd (fees`);
    expect(out).toMatch(/the book merchant usd has the balance \d+ \(level 5\), but its postings sum to \d+/);
    expect(out).toContain('evt_planted (charge.succeeded) references revision 999999, which does not exist');
    expect(out).toContain('the timer tmr_planted (refund.settles) references re_gone, which does not exist');
  });

  test("reports an unreachable database, and one that is not Florin's", async () => {
    const empty = await createDatabase();
    const other = await runCommand(['doctor', '--data', empty.url]);
    expect(other).toMatchObject({
      code: 1,
      line: expect.stringMatching(/^florin: The database .* has no Florin data\.\n$/),
    });
    await empty.drop();
    const away = await runCommand(['doctor', '--data', 'postgres://florin:hush@127.0.0.1:1/florin']);
    expect(away.code).toBe(1);
    expect(away.line).toMatch(/^florin: PostgreSQL at .* cannot be reached .*\n$/);
    expect(away.line).not.toContain('hush');
    expect(
      await runCommand(['backup', '--data', 'postgres://florin@127.0.0.1:1/florin', '--to', '/nowhere/x']),
    ).toMatchObject({
      code: 1,
      line: expect.stringContaining('pg_dump'),
    });
  });
});
