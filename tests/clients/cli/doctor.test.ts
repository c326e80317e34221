import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { createFlorin } from '../../../src/florin.ts';
import { runCommand } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'florin-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

interface Ids {
  readonly intent: string;
  readonly charge: string;
  readonly transaction: string;
  readonly refund: string;
}

async function paidAndRefunded(): Promise<{ data: string; ids: Ids }> {
  const data = join(folder, String(made++));
  const florin = await createFlorin({ storage: data });
  const call = async (path: string, form?: Record<string, string>) => {
    const response = await florin.fetch(`http://florin${path}`, {
      headers: { authorization: 'Bearer sk_test_doctor' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    if (response.status !== 200) throw new Error(await response.text());
    return (await response.json()) as { id: string; latest_charge: string; balance_transaction: string };
  };
  const card = { amount: '1000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' };
  const { id: intent, latest_charge: charge } = await call('/v1/payment_intents', card);
  const { id: refund } = await call('/v1/refunds', { payment_intent: intent, amount: '400' });
  const { balance_transaction: transaction } = await call(`/v1/charges/${charge}`);
  await florin.close();
  return { data, ids: { intent, charge, transaction, refund } };
}

/** Changes a stored object directly in the database. */
function change(db: DatabaseSync, id: string, from: string, to: string): void {
  const revisions = db.prepare(
    'SELECT base, revision FROM objects o JOIN revisions r USING (account, revision) WHERE o.id = ?',
  );
  // Deltas don't contain whole fields; the texts of these tests are in the delta or its base.
  const row = revisions.get(id) as { base: number | null; revision: number };
  const changed = db
    .prepare('UPDATE revisions SET body = replace(body, ?, ?) WHERE revision IN (?, ?) AND instr(body, ?) > 0')
    .run(from, to, row.revision, row.base ?? row.revision, from);
  if (changed.changes === 0) throw new Error(`${id} has no ${from}`);
}

test('finds nothing in an intact folder', async () => {
  const { data } = await paidAndRefunded();
  const found = await runCommand(['doctor', '--data', data]);
  expect(found, found.line).toMatchObject({ code: 0, line: '' });
  expect(found.out).toMatch(/contains 1 world with \d+ objects, .* No differences found\.\n$/);
});

test('rejects a missing folder in one line', async () => {
  const { code, line } = await runCommand(['doctor', '--data', join(folder, 'nowhere')]);
  expect(code).toBe(1);
  expect(line).toMatch(/^florin: The file .*florin\.db does not exist\.\n$/);
});

describe('finds', () => {
  const copyOf = (where: string) =>
    `INSERT INTO postings (account, ledger_transaction, lines, line, book, currency, amount, available_on)
     SELECT account, ledger_transaction, NULL, line + 10, book, currency, amount, available_on FROM postings WHERE ${where}`;

  test.each<[string, (db: DatabaseSync, ids: Ids) => void, (ids: Ids) => (string | RegExp)[]]>([
    [
      'a doubled posting',
      (db, { transaction }) => db.exec(copyOf(`ledger_transaction = '${transaction}' AND book = 'merchant'`)),
      ({ transaction }) => [
        `the postings of ${transaction} sum to 941 usd, not to zero`,
        `${transaction} and its postings differ by 941 usd (merchant`,
      ],
    ],
    [
      'a transaction that was booked twice, though its lines sum to zero',
      (db, { transaction }) => db.exec(copyOf(`ledger_transaction = '${transaction}'`)),
      ({ transaction }) => [`${transaction} and its postings differ by -1000 usd (acquirer`],
    ],
    [
      'a lost posting',
      (db, { transaction }) =>
        db.exec(`DELETE FROM postings WHERE ledger_transaction = '${transaction}' AND book = 'fees'`),
      ({ transaction }) => [
        `the postings of ${transaction} sum to -59 usd`,
        `${transaction} and its postings differ by -59 usd (fees`,
      ],
    ],
    [
      'all postings of a transaction lost',
      (db, { transaction }) => db.exec(`DELETE FROM postings WHERE ledger_transaction = '${transaction}'`),
      ({ transaction }) => [`${transaction} and its postings differ by -941 usd (merchant`],
    ],
    [
      'postings of a transaction that nobody knows',
      (db, { transaction }) =>
        db.exec(`UPDATE postings SET ledger_transaction = 'txn_stray' WHERE ledger_transaction = '${transaction}'`),
      () => ['belong to txn_stray, which does not exist'],
    ],
    [
      'a sum that reads rely on and that its postings do not bear out',
      (db) => db.exec(`INSERT INTO folds SELECT account, book, 5, 0, currency, 7 FROM postings WHERE posting = 1`),
      () => [/the book \w+ usd has the balance .* \(level 5\), but its postings sum to/],
    ],
    [
      'a payment that says it received more than was captured',
      (db, { intent }) => change(db, intent, '"amount_received":1000', '"amount_received":1001'),
      ({ intent }) => [`amount_received of ${intent} differs by 1 from the captured amount of its charges`],
    ],
    [
      'a refund that was lost from its charge',
      (db, { refund }) => change(db, refund, '"amount":400', '"amount":300'),
      ({ charge, refund }) => [
        `balance transactions of ${refund} differ by -100 from the amount on it`,
        `amount_refunded of ${charge} differs by 100 from its refunds`,
      ],
    ],
    [
      'an object that another names and that is not there',
      (db, { charge }) => db.exec(`DELETE FROM objects WHERE id = '${charge}'`),
      ({ charge, intent }) => [
        `latest_charge of ${intent} is ${charge}, which does not exist`,
        `${charge} is listed in charge but does not exist`,
        /evt_\w+ \(charge\.succeeded\) references an object that does not exist/,
      ],
    ],
    [
      'an event whose revision is lost, and the object that stands at it',
      (db, { refund }) => db.exec(`DELETE FROM revisions WHERE id = '${refund}'`),
      ({ refund }) => [
        /evt_\w+ \(refund\.created\) references revision \d+, which does not exist/,
        `the refund ${refund} is at revision`,
      ],
    ],
    [
      'a timer about nothing',
      (db) =>
        db.exec(`INSERT INTO timers
                   (account, id, queue, kind, subject, due_at, payload, attempt, lease_until, wake_at)
                 SELECT account, 'tmr_x', 'q', 'refund.settles', 're_gone', 1, '{}', 0, 0, 1 FROM worlds`),
      () => ['the timer tmr_x (refund.settles) references re_gone, which does not exist'],
    ],
    [
      'a timer on a test clock that is not there',
      (db, { refund }) =>
        db.exec(`INSERT INTO timers
                   (account, id, queue, kind, subject, due_at, payload, attempt, lease_until, wake_at, clock)
                 SELECT account, 'tmr_x', 'q', 'refund.settles', '${refund}', 1, '{}', 0, 0, 1, 'clock_gone' FROM worlds`),
      () => ['the timer tmr_x (refund.settles) is on the clock clock_gone, which does not exist'],
    ],
    [
      'an event of another account than its object',
      (db) => db.exec(`UPDATE events SET connected_account = 'acct_other' WHERE id = (SELECT max(id) FROM events)`),
      () => [/evt_\w+ \([a-z._]+\) is an event of acct_other about \w+/],
    ],
  ])('%s', async (_what, plant, told) => {
    const { data, ids } = await paidAndRefunded();
    const db = new DatabaseSync(join(data, 'florin.db'));
    plant(db, ids);
    db.close();
    const found = await runCommand(['doctor', '--data', data]);
    expect(found.code).toBe(1);
    for (const what of told(ids)) expect(found.out).toMatch(what instanceof RegExp ? what : escaped(what));
    expect(found.line).toMatch(/^florin: \d+ differences? in .*\n$/);
  });
});

test('finds money between accounts that does not agree', async () => {
  const data = join(folder, String(made++));
  const florin = await createFlorin({ storage: data });
  const call = async (path: string, form: Record<string, string>) => {
    const response = await florin.fetch(`http://florin${path}`, {
      headers: { authorization: 'Bearer sk_test_doctor' },
      method: 'POST',
      body: new URLSearchParams(form),
    });
    if (response.status !== 200) throw new Error(await response.text());
    return (await response.json()) as { id: string; destination_payment: string };
  };
  const funds = { amount: '5000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_bypassPending' };
  await call('/v1/payment_intents', funds);
  const { id: account } = await call('/v1/accounts', { type: 'standard' });
  const sent = { amount: '700', currency: 'usd', destination: account };
  const { id: transfer, destination_payment: payment } = await call('/v1/transfers', sent);
  await call('/v1/charges', {
    amount: '500',
    currency: 'usd',
    source: (await call('/v1/accounts', { type: 'custom' })).id,
  });
  await florin.settled();
  await florin.close();
  const db = new DatabaseSync(join(data, 'florin.db'));
  change(db, `${account}/${payment}`, '"amount":700', '"amount":701');
  const { id: reserve } = db.prepare("SELECT id FROM objects WHERE id LIKE '%connectreserve'").get() as { id: string };
  change(db, reserve, '"usd":500', '"usd":400');
  db.close();
  const { out } = await runCommand(['doctor', '--data', data]);
  expect(out).toContain(`${transfer} differ by -1 from the payment that it brought`);
  expect(out).toContain('the reserve differs by 100 usd from what is held for its accounts');
});

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
