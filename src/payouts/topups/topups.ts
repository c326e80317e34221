import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkAmount, checkCurrency } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { rangeOf } from '../../kernel/value-range.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { payoutNetworkPort } from '../../network/payouts/payout-network.ts';
import { decides } from '../../timers/worker.ts';
import { topupSource } from './source.ts';
import { type Topup, topups } from './type.ts';

/** The kind of timer that ends a top-up. */
const TOPUP_ENDS = 'topup.ends';
/** Seconds that a top-up takes in test mode. */
const ENDS_AFTER_SECONDS = 10;
/** The longest text on a bank statement, in characters. */
const LONGEST_DESCRIPTOR = 15;

/** Draws money from the platform's bank account into its balance. */
async function createTopup(context: Context, params: Stripe.TopupCreateParams): Promise<Topup> {
  const { work } = context;
  const currency = checkCurrency(params.currency);
  checkAmount(params.amount, currency);
  if (work.connected !== null) throw invalidRequest('Top-ups are not supported for connected accounts.');
  const { statement_descriptor: descriptor, source } = params;
  if (descriptor !== undefined && descriptor.length > LONGEST_DESCRIPTOR) {
    throw invalidRequest(`The statement descriptor must be at most ${LONGEST_DESCRIPTOR} characters.`, {
      param: 'statement_descriptor',
    });
  }
  const topup = work.insert<Topup>(topups, {
    id: work.newId(topups.prefix),
    object: 'topup',
    amount: params.amount,
    balance_transaction: null,
    created: work.worldNow,
    currency,
    description: params.description || null,
    expected_availability_date: work.worldNow + ENDS_AFTER_SECONDS,
    failure_code: null,
    failure_message: null,
    initiated_by: 'user',
    livemode: false,
    metadata: mergeMetadata({}, params.metadata || undefined),
    source: topupSource(context, currency),
    statement_descriptor: descriptor ?? null,
    status: 'pending',
    transfer_group: params.transfer_group ?? null,
    internal: { from: source ?? null },
  });
  work.emit('topup.created', topup);
  const dueAt = work.worldNowMs + ENDS_AFTER_SECONDS * 1000;
  work.schedule({ kind: TOPUP_ENDS, subject: topup.id, dueAt, onWorldClock: true });
  return topup;
}

const cancelTopup = operation(
  'POST /v1/topups/{topup}/cancel',
  async ({ work }, _params, path) => {
    const topup = await work.require(topups, path.topup);
    if (topup.status !== 'pending') {
      throw invalidRequest(`Only pending top-ups can be canceled. ${topup.id} has a status of ${topup.status}.`);
    }
    await work.cancelTimers(topup.id, TOPUP_ENDS);
    const canceled = work.save<Topup>({ ...topup, status: 'canceled' });
    work.emit('topup.canceled', canceled);
    return canceled;
  },
  { lock: 'topup' },
);

const topupTimers: Readonly<Record<string, TimerHandler>> = {
  [TOPUP_ENDS]: decides(async (context, timer) => {
    await context.lock(timer.subject);
    const topup = await context.work.get(topups, timer.subject);
    if (topup?.status !== 'pending') return;
    const failure = await context.use(payoutNetworkPort).drawFrom(topup.internal.from);
    if (failure) fail(context, topup, failure);
    else succeed(context, topup);
  }),
};

function fail(
  { work }: Context,
  topup: Topup,
  { code, message }: { readonly code: string; readonly message: string },
): void {
  const failed = work.save<Topup>({ ...topup, failure_code: code, failure_message: message, status: 'failed' });
  work.emit('topup.failed', failed);
}

function succeed(context: Context, topup: Topup): void {
  const { work } = context;
  const { id } = book(context, {
    type: 'topup',
    reportingCategory: 'topup',
    amount: topup.amount,
    currency: topup.currency,
    fee: 0,
    book: 'bank',
    availableOn: work.worldNow,
    source: topup.id,
    description: topup.description,
  });
  const succeeded = work.save<Topup>({ ...topup, balance_transaction: id, status: 'succeeded' });
  work.emit('topup.succeeded', succeeded);
}

export const topupResource = resource(topups, {
  collection: '/v1/topups',
  item: '/v1/topups/{topup}',
  create: createTopup,
  retrieve: true,
  async update({ work }, current, params) {
    const updated: Topup = {
      ...current,
      ...(params.description !== undefined && { description: params.description || null }),
      metadata: mergeMetadata(current.metadata, params.metadata),
    };
    return Object.keys(previousAttributes(current, updated)).length === 0 ? current : work.save<Topup>(updated);
  },
  list: ({ amount, status }) => ({ where: { amount: rangeOf(amount), status } }),
  options: {
    create: { notYet: ['payment_method', 'payment_method_options'] },
    update: { lock: 'topup' },
  },
  operations: [cancelTopup],
  timers: topupTimers,
});
