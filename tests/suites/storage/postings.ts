import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookBalance, Posting, Storage } from '../../../src/kernel/storage.ts';
import { batch, posting, world } from './samples.ts';

export function describePostings(storage: () => Storage): void {
  describe('postings', () => {
    it('are read back by their transaction, line by line', async () => {
      const lines = [2, 0, 1].map((line) => posting({ transaction: 'txn_1', line, amount: line - 1 }));
      const other = posting({ transaction: 'txn_2', line: 0, amount: 7 });
      await storage().commit(batch({ postings: [...lines, other] }));
      expect(await storage().postingsOf(world, 'txn_1')).toEqual([lines[1], lines[2], lines[0]]);
      expect(await storage().postingsOf(world, 'txn_9')).toEqual([]);
      expect(await storage().postingsOf('acct_other', 'txn_1')).toEqual([]);
    });

    it("sum up to a book's balance, available from their time on", async () => {
      const lines = [
        posting({ transaction: 'txn_1', line: 0, amount: 100, availableOn: 50 }),
        posting({ transaction: 'txn_1', line: 1, amount: -30, availableOn: 60 }),
        posting({ transaction: 'txn_1', line: 2, amount: 9, currency: 'dkk', availableOn: 70 }),
        posting({ transaction: 'txn_1', line: 3, amount: -79, book: 'acquirer', availableOn: 50 }),
      ];
      await storage().commit(batch({ postings: lines }));
      const balances = (now: number) => storage().bookBalances(world, 'merchant', now);
      expect(await balances(49)).toEqual([dkk(0, 9), usd(0, 70)]);
      expect(await balances(50)).toEqual([dkk(0, 9), usd(100, -30)]);
      expect(await balances(60)).toEqual([dkk(0, 9), usd(70, 0)]);
      expect(await balances(70)).toEqual([dkk(9, 0), usd(70, 0)]);
      expect(await storage().bookBalances(world, 'nothing', 70)).toEqual([]);
      expect(await storage().bookBalances('acct_other', 'merchant', 70)).toEqual([]);
      expect(await storage().sumOfAllPostings(world)).toEqual([
        { currency: 'dkk', amount: 9 },
        { currency: 'usd', amount: -9 },
      ]);
    });

    it('have the same sum for any history and time', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(rounds, { minLength: 1, maxLength: 4 }),
          fc.integer({ min: 0 }),
          async (drawn, seed) => {
            const owner = `acct_${seed}_${Math.random()}`;
            const written: Posting[] = [];
            for (const [n, { lines, repeat, moments }] of drawn.entries()) {
              const postings = repeated(lines, repeat, `txn_${n}`);
              await storage().commit(batch({ world: owner, postings }));
              written.push(...postings);
              const asked = [...moments, ...lines.map((line) => line.availableOn)];
              for (const now of asked) {
                for (const book of books) {
                  expect(await storage().bookBalances(owner, book, now)).toEqual(sum(written, book, now));
                }
              }
            }
          },
        ),
        { numRuns: 25 },
      );
    }, 60_000);
  });
}

const books = ['merchant', 'acquirer'];
const moment = fc.oneof(
  fc.integer({ min: 1_700_000_000, max: 1_700_000_200 }),
  fc.integer({ min: 1_690_000_000, max: 1_800_000_000 }),
  fc.constantFrom(0, 64, 4_095, 4_096, 2 ** 32),
);
const line = fc.record({
  book: fc.constantFrom(...books),
  currency: fc.constantFrom('dkk', 'usd'),
  amount: fc.integer({ min: -99_999_999, max: 99_999_999 }),
  availableOn: moment,
});
/** Postings, how often they are written again later, and the moments to compare afterwards. */
const rounds = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  repeat: fc.constantFrom(1, 7, 60),
  moments: fc.array(moment, { maxLength: 4 }),
});

function repeated(lines: readonly Omit<Posting, 'transaction' | 'line'>[], repeat: number, name: string): Posting[] {
  return Array.from({ length: repeat }, (_, again) =>
    lines.map((drawn, index) => ({
      ...drawn,
      transaction: `${name}_${again}`,
      line: index,
      availableOn: drawn.availableOn + again * 7,
    })),
  ).flat();
}

/** The plain sum that every optimization must agree with. */
function sum(postings: readonly Posting[], book: string, now: number): BookBalance[] {
  const balances = new Map<string, BookBalance>();
  for (const { currency, amount, availableOn } of postings.filter((posting) => posting.book === book)) {
    const { available, pending } = balances.get(currency) ?? { available: 0, pending: 0 };
    const counts = availableOn <= now;
    balances.set(currency, {
      currency,
      available: available + (counts ? amount : 0),
      pending: pending + (counts ? 0 : amount),
    });
  }
  return [...balances.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

const usd = (available: number, pending: number) => ({ currency: 'usd', available, pending });
const dkk = (available: number, pending: number) => ({ currency: 'dkk', available, pending });
