import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeUpgrade, fixture, MOVES, type OldData } from './upgraded.ts';

const root = mkdtempSync(join(tmpdir(), 'florin-upgrade-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;

/** Returns a function that copies a fixture into a new folder. */
const copyOf = (name: string) => async (): Promise<OldData> => {
  const data = join(root, String(made++));
  mkdirSync(data);
  writeFileSync(join(data, 'florin.db'), fixture(`${name}.db`));
  return { data, done: async () => {} };
};

describeUpgrade('before-worlds', copyOf('before-worlds'));
// Its worlds also have subscriptions, invoices and connected accounts. The first invoice that is not paid ends after a day,
// and the debit was over before.
describeUpgrade(
  'with-billing',
  copyOf('with-billing'),
  [
    ...MOVES.filter((move) => !move.includes('processing')),
    'checkout.session: open → expired',
    'payment_intent: requires_payment_method → canceled',
  ].sort(),
);
