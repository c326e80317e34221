import { externalBankAccounts } from '../accounts/external-accounts/type.ts';
import { accountOf } from '../accounts/find.ts';
import { settle } from '../accounts/settle.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import type { TimerHandler } from '../kernel/timer-handler.ts';
import { type BankFailure, payoutNetworkPort } from '../network/payouts/payout-network.ts';
import { decides } from '../timers/worker.ts';
import { returnFunds } from './return-funds.ts';
import { MOVES_AFTER_SECONDS, PAYOUT_MOVES } from './timer-kind.ts';
import { type Payout, payouts } from './type.ts';

/** Timers of payouts. */
export const payoutTimers: Readonly<Record<string, TimerHandler>> = {
  [PAYOUT_MOVES]: decides(async (context, timer) => {
    await context.lock(timer.subject);
    const payout = await context.work.get(payouts, timer.subject);
    if (payout?.status === 'pending') depart(context, payout);
    else if (payout?.status === 'in_transit') await arrive(context, payout);
  }),
};

function depart({ work }: Context, payout: Payout): void {
  save(work, payout, { ...payout, status: 'in_transit' }, 'payout.updated');
  work.schedule({
    kind: PAYOUT_MOVES,
    subject: payout.id,
    dueAt: work.worldNowMs + MOVES_AFTER_SECONDS * 1000,
    onWorldClock: true,
  });
}

async function arrive(context: Context, payout: Payout): Promise<void> {
  const { id, method, internal } = payout;
  const result = await context.use(payoutNetworkPort).resultOf({ payout: id, method, failure: internal.failure });
  if ('failure' in result) return fail(context, payout, result.failure);
  const { work } = context;
  const paid = save(
    work,
    payout,
    { ...payout, status: 'paid', trace_id: { status: 'supported', value: result.trace } },
    'payout.paid',
  );
  if (!payout.automatic) return;
  save(work, paid, { ...paid, reconciliation_status: 'completed' }, 'payout.reconciliation_completed');
}

/** The bank refuses the money: it is back in the balance, and the bank account is not paid out to until it is updated. */
async function fail(context: Context, payout: Payout, { code, message }: BankFailure): Promise<void> {
  const { work } = context;
  const transaction = returnFunds(context, payout, 'payout_failure');
  const failed: Payout = {
    ...payout,
    failure_balance_transaction: transaction.id,
    failure_code: code,
    failure_message: message,
    status: 'failed',
  };
  save(work, payout, failed, 'payout.failed');
  await markErrored(context, idOf(payout.destination) ?? '');
}

async function markErrored(context: Context, id: string): Promise<void> {
  const { work } = context;
  const bank = await work.get(externalBankAccounts, id);
  if (!bank || bank.status === 'errored') return;
  work.emit('account.external_account.updated', work.save({ ...bank, status: 'errored' }), { status: bank.status });
  const account = work.connected === null ? undefined : await accountOf(work, work.connected);
  // The account shows its external accounts.
  if (account) await settle(await context.at(work.world), account, account);
}

function save(
  work: Context['work'],
  before: Payout,
  after: Payout,
  event: 'payout.updated' | 'payout.paid' | 'payout.failed' | 'payout.reconciliation_completed',
): Payout {
  const saved = work.save<Payout>(after);
  work.emit(event, saved, event === 'payout.updated' ? previousAttributes(before, after) : undefined);
  return saved;
}
