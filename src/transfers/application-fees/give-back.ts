import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { availableOn } from '../../ledger/availability.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { type Converted, midRate } from '../../ledger/conversion.ts';
import type { Money } from '../../ledger/type.ts';
import { formatAmount } from '../../shared/currencies.ts';
import { withEntry } from '../embedded.ts';
import { type ApplicationFee, applicationFees, type FeeRefund, feeRefunds } from './type.ts';

/** The part of a fee that was not refunded yet, in its smallest unit. */
export function unrefundedFee(fee: ApplicationFee): number {
  return fee.amount - fee.amount_refunded;
}

/**
 * A part of a fee as its account gets it back: in its own currency, and in proportion to what was taken. A fraction of the
 * smallest unit stays with the platform, as with Stripe: a fee of 41 refunded by halves returns 20 twice.
 */
function returnedOf({ amount: whole, currency, internal }: ApplicationFee, amount: number): Converted {
  const taken = internal?.taken;
  if (!taken) return { amount, currency };
  return {
    amount: Math.floor((taken.amount * amount) / whole),
    currency: taken.currency,
    exchangeRate: midRate(currency, taken.currency),
    original: { amount, currency },
  };
}

/**
 * Returns a part of a fee to the account that it was taken from. `context` is the platform's. Throws if the amount, in the
 * fee's smallest unit, is more than what is left of it.
 */
export async function giveBackFee(
  context: Context,
  fee: ApplicationFee,
  amount: number,
  metadata: FeeRefund['metadata'] = {},
): Promise<FeeRefund> {
  checkRefundable(fee, amount);
  const { work } = context;
  const { currency } = fee;
  const returned = returnedOf(fee, amount);
  const rate = returned.exchangeRate !== undefined && { exchangeRate: returned.exchangeRate };
  const account = await context.at(idOf(fee.account));
  const moved = { fee: 0, book: 'connect' as const };
  const debit = book(context, {
    ...moved,
    type: 'application_fee_refund',
    reportingCategory: 'platform_earning_refund',
    amount: -amount,
    currency,
    ...rate,
    availableOn: availableOn(work.worldNow, context.account.country, context.account),
    source: fee.id,
    description: 'REFUND FOR APPLICATION FEE',
  });
  book(account, {
    ...moved,
    type: 'adjustment',
    reportingCategory: 'fee',
    ...returned,
    availableOn: availableOn(work.worldNow, account.account.country, account.account),
    source: idOf(fee.charge),
    description: `Application fee refund (${fee.id})`,
  });
  const refund = work.insert(feeRefunds, {
    id: work.newId(feeRefunds.prefix),
    object: 'fee_refund',
    amount: returned.amount,
    balance_transaction: debit.id,
    created: work.now,
    currency: returned.currency,
    fee: fee.id,
    metadata,
  });
  const refunded = fee.amount_refunded + amount;
  const after = work.save<ApplicationFee>({
    ...fee,
    amount_refunded: refunded,
    refunded: refunded === fee.amount,
    refunds: withEntry(fee.refunds, refund),
  });
  work.emit('application_fee.refunded', after, {
    amount_refunded: fee.amount_refunded,
    ...(after.refunded && { refunded: false }),
  });
  return refund;
}

/** A part of a payment. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/** The part of a fee that belongs to a part of its payment, as far as it is left, in the fee's smallest unit. */
function shareOf(fee: ApplicationFee, { part, of }: Share): number {
  return Math.min(unrefundedFee(fee), Math.round((fee.amount * part) / of));
}

/** Returns the part of a fee that belongs to a part of its payment. No effect if nothing of the fee is left. */
export async function giveBackShare(context: Context, id: string, share: Share): Promise<void> {
  const platform = await context.at(context.work.world);
  const fee = await platform.work.require(applicationFees, id);
  const amount = shareOf(fee, share);
  if (amount > 0) await giveBackFee(platform, fee, amount);
}

/** The money with which `giveBackShare` would credit the account. */
export async function returnedShare(context: Context, id: string, share: Share): Promise<Money> {
  const fee = await (await context.at(context.work.world)).work.require(applicationFees, id);
  return returnedOf(fee, shareOf(fee, share));
}

function checkRefundable(fee: ApplicationFee, amount: number): void {
  const left = unrefundedFee(fee);
  if (left === 0) {
    throw invalidRequest(`Application fee ${fee.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount <= left) return;
  const shown = (value: number) => formatAmount(value, fee.currency);
  throw invalidRequest(`Refund amount (${shown(amount)}) is greater than fee amount (${shown(left)})`, {
    param: 'amount',
  });
}
