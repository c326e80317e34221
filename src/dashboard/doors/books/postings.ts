import { disputes } from '../../../charges/disputes/type.ts';
import { refunds } from '../../../charges/refunds/type.ts';
import { charges } from '../../../charges/type.ts';
import { plainName } from '../../../kernel/account-names.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Posting } from '../../../kernel/storage.ts';
import { balanceTransactions } from '../../../ledger/type.ts';

/** Objects of one kind that are read of a payment, and transactions of an object. */
const MOST_READ = 50;

/** The ids of a payment's charges, refunds and disputes; of another object, its own id. */
export async function sourcesOf({ work }: Context, id: string): Promise<string[]> {
  if (!/^(pi|ch|py)_/.test(id)) return [id];
  const by = id.startsWith('pi_') ? `payment_intent/${id}` : undefined;
  const of = by ? await work.list(charges, { by, limit: MOST_READ }) : [{ id }];
  const later = await Promise.all(
    of.flatMap((charge) => [
      work.list(refunds, { by: `charge/${charge.id}`, limit: MOST_READ }),
      work.list(disputes, { by: `charge/${charge.id}`, limit: MOST_READ }),
    ]),
  );
  return [...of.map((charge) => charge.id), ...later.flat().map((one) => one.id)];
}

/** A transaction of the ledger with its lines. */
export interface Booked {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** Seconds since epoch. */
  readonly created: number;
  readonly lines: readonly Pick<Posting, 'book' | 'currency' | 'amount'>[];
}

/** The transactions of an object and of what belongs to it, oldest first. */
export async function bookedFor(context: Context, id: string): Promise<Booked[]> {
  const { work, storage } = context;
  const sources = id.startsWith('txn_') ? [] : await sourcesOf(context, id);
  const lists = await Promise.all(
    sources.map((source) => work.list(balanceTransactions, { by: `source/${source}`, limit: MOST_READ })),
  );
  const own = id.startsWith('txn_') ? await work.get(balanceTransactions, id) : undefined;
  const transactions = [...lists.flat(), ...(own ? [own] : [])].sort(
    (a, b) => a.created - b.created || (a.id < b.id ? -1 : 1),
  );
  return Promise.all(
    transactions.map(async (txn) => {
      const postings = await storage.postingsOf(work.world, txn.id);
      const lines = postings.map(({ book, currency, amount }) => ({ book: plainName(book), currency, amount }));
      return { id: txn.id, type: txn.type, source: String(txn.source ?? ''), created: txn.created, lines };
    }),
  );
}

/** True if the lines of each transaction sum to zero in each currency. */
export function isBalanced(booked: readonly Booked[]): boolean {
  return booked.every(({ lines }) => {
    const sums = new Map<string, number>();
    for (const { currency, amount } of lines) sums.set(currency, (sums.get(currency) ?? 0) + amount);
    return [...sums.values()].every((sum) => sum === 0);
  });
}
