import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { createHarness } from '../../support/harness.ts';

/** A clause of every kind, alone, negated, and combined. */
const QUERIES = {
  payment_intents: [
    'metadata["order_id"]:"7"',
    '-metadata["order_id"]:"7"',
    'metadata["order_id"]:null',
    'amount>500 amount<=1000',
    'amount=500 OR currency:"eur"',
    'status:"succeeded" AND -amount>500',
    'customer:null',
    '-customer:null created>1',
  ],
  customers: [
    'created>1',
    'created>1 created<9',
    '-created<9 -name:"jenny"',
    'email~"@shop"',
    'email~"nowhere"',
    'name:"jenny rosen"',
    'name:"rosen jenny"',
    '-name~"jenny"',
    'phone:null',
    '-phone:null',
    '-name:null metadata["n"]:"all"',
    'metadata["n"]:"none" name:"jenny"',
    'name:"jenny" email~"nowhere" created>9',
    'name:"jenny" OR email~"shop" OR created>9',
  ],
  charges: ['refunded:"true"', 'payment_method_details.card.last4:4242 amount>1', 'disputed:null OR refunded:null'],
} as const;

const jenny = (n: number) => ({
  name: `Jenny Rosen ${n}`,
  email: `jenny${n}@shop.example`,
  metadata: { n: 'all' },
});

/** So many that no clause is selective. */
const MANY = 1_100;
const AT_ONCE = 100;

test('every search uses an index, and scans no table', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'florin-plans-'));
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  try {
    const harness = await createHarness({ storage: folder });
    const { stripe } = harness;
    for (let n = 0; n < MANY; n += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => stripe.customers.create(jenny(n + more))));
    }
    await stripe.paymentIntents.create({ amount: 500, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' });
    for (const [resource, queries] of Object.entries(QUERIES)) {
      for (const query of queries) {
        expect((await harness.call('GET', `/v1/${resource}/search`, { query })).status).toBe(200);
      }
    }
    await harness.close();
    const prepared = prepare.mock.calls.map(([sql]) => sql);
    // The list of indexed worlds is short and read once.
    const statements = new Set(prepared.filter((sql) => /^\s*SELECT[\s\S]*\bsearch_(?!indexes)/.test(sql)));
    expect(statements.size).toBeGreaterThan(20);
    const db = new DatabaseSync(join(folder, 'florin.db'), { readOnly: true });
    for (const sql of statements) {
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
      // A table or its alias; the rows of subqueries are looked up one by one.
      const scans = plan.map(({ detail }) => detail).filter((step) => /^SCAN (?:search_\w+|\w)\b/.test(step));
      expect([sql, scans]).toEqual([sql, []]);
    }
    db.close();
  } finally {
    prepare.mockRestore();
    await rm(folder, { recursive: true });
  }
});
