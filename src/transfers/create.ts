import type Stripe from 'stripe';
import { type Charge, charges } from '../charges/type.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { checkCurrency } from '../kernel/money.ts';
import { balanceTransactions } from '../ledger/type.ts';
import { formatAmount, largestAmount } from '../shared/currencies.ts';
import { availableToSpend } from './balance.ts';
import { requireDestination } from './destination.ts';
import { send } from './send.ts';
import type { Transfer } from './type.ts';

type Params = Stripe.TransferCreateParams;

/** Sends available funds to an account; with `source_transaction` the funds of a charge, which may be pending. */
export async function createTransfer(context: Context, params: Params): Promise<Transfer> {
  const currency = checkCurrency(params.currency);
  const to = await requireDestination(context, params.destination, 'destination');
  const fields = {
    currency,
    description: params.description || null,
    metadata: mergeMetadata({}, params.metadata),
    ...(params.source_type !== undefined && { sourceType: params.source_type }),
    applicationFee: null,
    isDestination: false,
  };
  if (params.source_transaction === undefined) {
    const { amount } = params;
    if (amount === undefined) throw parameterMissing('amount');
    checkTransferred(amount, currency);
    if ((await availableToSpend(context, currency)) < amount) throw insufficientFunds();
    const availableOn = context.work.worldNow;
    const transferGroup = params.transfer_group ?? null;
    return (await send(context, to, { ...fields, amount, availableOn, sourceTransaction: null, transferGroup }))
      .transfer;
  }
  const source = await sourceOf(context, params.source_transaction, currency);
  const amount = params.amount ?? source.left;
  checkTransferred(amount, currency);
  if (amount > source.left) throw exceedsSource(source, currency);
  const { charge, availableOn } = source;
  const transferGroup = params.transfer_group ?? groupOf(charge);
  const { transferred = 0 } = charge.internal;
  context.work.save<Charge>({ ...charge, internal: { ...charge.internal, transferred: transferred + amount } });
  const sent = await send(context, to, { ...fields, amount, availableOn, sourceTransaction: charge.id, transferGroup });
  return sent.transfer;
}

interface Source {
  readonly charge: Charge;
  readonly availableOn: number;
  /** The part of the charge that was not transferred yet. */
  readonly left: number;
}

/** The charge that a transfer takes its money from. Throws unless it has been paid in the transfer's currency. */
async function sourceOf({ work }: Context, id: string, currency: string): Promise<Source> {
  const charge = await work.require(charges, id, 'source_transaction');
  const booked =
    charge.balance_transaction === null
      ? undefined
      : await work.get(balanceTransactions, idOf(charge.balance_transaction));
  if (!charge.paid || !booked) {
    throw invalidRequest(`Charge ${id} has not been captured, so its funds cannot be transferred.`, {
      param: 'source_transaction',
    });
  }
  if (booked.currency !== currency) {
    throw invalidRequest(
      `The currency of source_transaction's balance transaction (${booked.currency}) must be the same as the transfer currency (${currency})`,
      { param: 'currency' },
    );
  }
  return { charge, availableOn: booked.available_on, left: booked.amount - (charge.internal.transferred ?? 0) };
}

/** Transfers of one payment belong together. */
function groupOf(charge: Charge): string | null {
  return charge.transfer_group ?? (charge.payment_intent === null ? null : `group_${idOf(charge.payment_intent)}`);
}

function checkTransferred(amount: number, currency: string): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  const most = largestAmount(currency);
  if (amount > most) {
    throw invalidRequest(`Amount must be no more than ${formatAmount(most, currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
}

function insufficientFunds(): Error {
  return invalidRequest(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
    { code: 'balance_insufficient' },
  );
}

function exceedsSource({ charge, left }: Source, currency: string): Error {
  const { transferred = 0 } = charge.internal;
  const before =
    transferred === 0
      ? ''
      : ` (There is already a transfer using this source, amounting to ${formatAmount(transferred, currency)}.)`;
  return invalidRequest(
    `Transfers using this transaction as a source must not exceed the source amount of ${formatAmount(left + transferred, currency)}.${before}`,
    { param: 'amount' },
  );
}
