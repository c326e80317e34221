import type Stripe from 'stripe';
import { refunds } from '../../charges/refunds/type.ts';
import { type Charge, charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { availableOn } from '../../ledger/availability.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { convertBack, settlementCurrency } from '../../ledger/conversion.ts';
import type { Money } from '../../ledger/type.ts';
import { formatAmount } from '../../shared/currencies.ts';
import { giveBackShare, returnedShare, type Share } from '../application-fees/give-back.ts';
import { withEntry } from '../embedded.ts';
import type { Transfer } from '../type.ts';
import { type TransferReversal, transferReversals } from './type.ts';

interface Options {
  readonly description?: string | null | undefined;
  readonly metadata?: Stripe.Metadata;
  /** The refund of the platform's charge that asked for it. */
  readonly sourceRefund?: string;
  readonly refundApplicationFee?: boolean | undefined;
  /** The part of the application fee that the same decision returns to the receiver, if its caller does so. */
  readonly returnedFee?: Share | undefined;
}

/** The part of a transfer that was not reversed yet, in its smallest unit. */
export function unreversed({ amount, amount_reversed: reversed }: Transfer): number {
  return amount - reversed;
}

/**
 * Takes back a part of a transfer. `context` is the sender's. Throws if the amount, in the transfer's smallest unit, is more
 * than what is left of it, or than the receiver has where the platform does not bear its losses.
 */
export async function reverse(
  context: Context,
  transfer: Transfer,
  amount: number,
  options: Options = {},
): Promise<TransferReversal> {
  checkReversible(transfer, amount);
  const { work } = context;
  const { currency } = transfer;
  const receiver = await context.at(idOf(transfer.destination) ?? '');
  const payment = await receiver.work.require(charges, idOf(transfer.destination_payment ?? ''));
  const fee = idOf(payment.application_fee);
  const share = options.refundApplicationFee ? { part: amount, of: transfer.amount } : options.returnedFee;
  const returned = fee !== null && share ? await returnedShare(context, fee, share) : null;
  const debited = convertBack({ amount, currency }, settlementCurrency(receiver.account, currency));
  await checkFunded(receiver, { ...debited, amount: debited.amount - (returned?.amount ?? 0) });
  const id = work.newId(transferReversals.prefix);
  const refund = payBack(receiver, payment, { amount, reversal: id });
  const credit = book(context, {
    type: 'transfer_refund',
    reportingCategory: 'transfer_reversal',
    amount,
    currency,
    fee: 0,
    book: 'connect',
    availableOn: availableOn(work.worldNow, context.account.country, context.account),
    source: transfer.id,
    description: options.description ?? 'REFUND FOR TRANSFER',
  });
  const reversal = work.insert<TransferReversal>(transferReversals, {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: credit.id,
    created: work.now,
    currency,
    destination_payment_refund: refund.id,
    metadata: options.metadata ?? {},
    source_refund: options.sourceRefund ?? null,
    transfer: transfer.id,
    internal: { account: receiver.account.id },
  });
  saveReversed(context, transfer, reversal);
  if (options.refundApplicationFee && fee !== null && share) await giveBackShare(context, fee, share);
  return reversal;
}

function saveReversed({ work }: Context, transfer: Transfer, { internal: _, ...reversal }: TransferReversal): void {
  const reversed = transfer.amount_reversed + reversal.amount;
  const after = work.save<Transfer>({
    ...transfer,
    amount_reversed: reversed,
    reversed: reversed === transfer.amount,
    reversals: withEntry(transfer.reversals, reversal),
  });
  work.emit('transfer.reversed', after, {
    amount_reversed: transfer.amount_reversed,
    ...(after.reversed && { reversed: false }),
  });
}

/** Debits the receiver: a refund (`pyr_…`) of the payment that the transfer brought. */
function payBack(
  receiver: Context,
  payment: Charge,
  { amount, reversal }: { readonly amount: number; readonly reversal: string },
): Stripe.Refund {
  const { work, account } = receiver;
  const id = work.newId('pyr');
  const { currency } = payment;
  const transaction = book(receiver, {
    type: 'payment_refund',
    reportingCategory: 'refund',
    ...convertBack({ amount: -amount, currency }, settlementCurrency(account, currency)),
    fee: 0,
    book: 'connect',
    availableOn: availableOn(work.worldNow, account.country, account),
    source: id,
    description: 'REFUND FOR PAYMENT',
  });
  const refunded = payment.amount_refunded + amount;
  work.save<Charge>({ ...payment, amount_refunded: refunded, refunded: refunded === payment.amount });
  return work.insert(refunds, {
    id,
    object: 'refund',
    amount,
    balance_transaction: transaction.id,
    charge: payment.id,
    created: work.now,
    currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: reversal,
    status: 'succeeded',
    transfer_reversal: reversal,
  });
}

function checkReversible(transfer: Transfer, amount: number): void {
  const left = unreversed(transfer);
  const shown = (value: number) => formatAmount(value, transfer.currency);
  if (left === 0) throw invalidRequest(`Transfer ${transfer.id} is already fully reversed.`);
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount <= left) return;
  throw invalidRequest(
    `Transfer reversal amount (${shown(amount)}) is greater than unreversed amount on transfer (${shown(left)})`,
    { param: 'amount' },
  );
}

/** An account may fall below zero only if its platform bears its losses. */
async function checkFunded({ work, account }: Context, { amount, currency }: Money): Promise<void> {
  if (work.connected === null || account.lossesOnPlatform) return;
  const row = (await work.bookBalances('merchant')).find((one) => one.currency === currency);
  if ((row ? row.available + row.pending : 0) >= amount) return;
  throw invalidRequest('The connected account does not have sufficient funds to cover this reversal.', {
    code: 'balance_insufficient',
  });
}
