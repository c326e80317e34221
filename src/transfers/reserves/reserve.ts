import { type ConnectedAccount, connectedAccountType } from '../../kernel/connected-account.ts';
import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import type { BookBalance } from '../../kernel/storage.ts';
import { book } from '../../ledger/balance-transactions.ts';

/** Part of a platform's balance that is held for the debt of an account. */
export interface Reserve extends Entity {
  readonly object: 'connect_reserve';
  /** Amounts by currency, in the smallest unit. */
  readonly held: Readonly<Record<string, number>>;
  /** Since when something is held without a break (seconds since epoch); null while nothing is. */
  readonly since: number | null;
}

export const reserves: ResourceType<Reserve> = {
  object: 'connect_reserve',
  prefix: 'connectreserve',
  noun: 'reserve',
  idParam: 'id',
  listed: false,
};
/** An account has one. */
export const RESERVE = 'connectreserve';

/**
 * Holds as much of the platform's balance as an account owes, and releases what it owes no more
 * (https://docs.stripe.com/connect/account-balances#holding-reserves-for-negative-balances). `context` is the account's, whose
 * losses its platform bears. Returns the reserve; undefined if there never was one.
 */
export async function holdReserve(context: Context, balances: readonly BookBalance[]): Promise<Reserve | undefined> {
  const { work } = context;
  const present = await work.get(reserves, RESERVE);
  const owed = owedOf(balances);
  if (!present && Object.keys(owed).length === 0) return undefined;
  return moveReserve(context, present, owed);
}

/** Changes what is held to `owed`, with a transaction of the platform's balance for each currency. */
export async function moveReserve(
  context: Context,
  present: Reserve | undefined,
  owed: Readonly<Record<string, number>>,
): Promise<Reserve> {
  const { work } = context;
  const platform = await context.at(work.world);
  const before = present?.held ?? {};
  for (const currency of new Set([...Object.keys(before), ...Object.keys(owed)])) {
    const more = (owed[currency] ?? 0) - (before[currency] ?? 0);
    if (more !== 0) bookReserve(platform, context.account.id, -more, currency);
  }
  const isHeld = Object.keys(owed).length > 0;
  await mark(platform, context.account.id, isHeld);
  const since = isHeld ? (present?.since ?? work.worldNow) : null;
  if (present) return work.save<Reserve>({ ...present, held: owed, since });
  return work.insert<Reserve>(reserves, { id: RESERVE, object: 'connect_reserve', held: owed, since });
}

/** Debts of an account by currency: how far its balance is below zero, pending funds included. */
function owedOf(balances: readonly BookBalance[]): Record<string, number> {
  const below = balances.filter(({ available, pending }) => available + pending < 0);
  return Object.fromEntries(below.map(({ currency, available, pending }) => [currency, -(available + pending)]));
}

function bookReserve(platform: Context, account: string, amount: number, currency: string): void {
  book(platform, {
    type: 'reserve_transaction',
    reportingCategory: 'connect_reserved_funds',
    amount,
    currency,
    fee: 0,
    book: 'reserve',
    availableOn: platform.work.worldNow,
    source: null,
    description: `${amount < 0 ? 'Reserve' : 'Release of a reserve'} for the negative balance of ${account}`,
  });
}

/** Movements of an account with a reserve are followed by another look at it. */
async function mark({ work }: Context, id: string, isReserved: boolean): Promise<void> {
  const account = await work.get(connectedAccountType, id);
  if (!account || (account.internal?.reserved ?? false) === isReserved) return;
  const { reserved: _, ...internal } = account.internal ?? {};
  work.save<ConnectedAccount>({ ...account, internal: { ...internal, ...(isReserved && { reserved: true }) } });
}
