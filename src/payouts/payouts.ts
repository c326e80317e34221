import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { rangeOf } from '../kernel/value-range.ts';
import { createPayout } from './create.ts';
import { payoutTimers } from './move.ts';
import { returnFunds } from './return-funds.ts';
import { reversePayout } from './reverse.ts';
import { PAYOUT_MOVES } from './timer-kind.ts';
import { type Payout, payouts } from './type.ts';

const cancelPayout = operation(
  'POST /v1/payouts/{payout}/cancel',
  async (context, _params, path) => {
    const { work } = context;
    const payout = await work.require(payouts, path.payout);
    checkCancelable(payout);
    await work.cancelTimers(payout.id, PAYOUT_MOVES);
    const { id } = returnFunds(context, payout, 'payout_cancel');
    const canceled = work.save<Payout>({ ...payout, failure_balance_transaction: id, status: 'canceled' });
    work.emit('payout.canceled', canceled);
    return canceled;
  },
  { lock: 'payout' },
);

function checkCancelable({ id, status, original_payout: original }: Payout): void {
  if (status === 'pending' && original === null) return;
  throw invalidRequest(
    `Payouts can only be canceled while they are pending. ${id} has a status of ${status}${original === null ? '' : ' and reverses another payout'}.`,
  );
}

export const payoutResource = resource(payouts, {
  collection: '/v1/payouts',
  item: '/v1/payouts/{payout}',
  create: createPayout,
  retrieve: true,
  async update({ work }: Context, current, params) {
    const updated: Payout = { ...current, metadata: mergeMetadata(current.metadata ?? {}, params.metadata) };
    if (JSON.stringify(updated.metadata) === JSON.stringify(current.metadata)) return current;
    work.emit('payout.updated', work.save<Payout>(updated), { metadata: current.metadata });
    return updated;
  },
  list: ({ arrival_date: arrival, destination, status }) => ({
    where: { destination, status, arrival_date: rangeOf(arrival) },
  }),
  options: {
    create: { lock: ({ work }) => [work.account], notYet: ['payout_method'] },
    update: { lock: 'payout' },
  },
  operations: [cancelPayout, reversePayout],
  timers: payoutTimers,
});
