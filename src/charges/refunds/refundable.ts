import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkWhole } from '../../kernel/money.ts';
import { methodOf } from '../../methods/registry.ts';
import { formatAmount } from '../../shared/currencies.ts';
import { disputesOf } from '../disputes/type.ts';
import type { Charge } from '../type.ts';

/** Charges are refunded in their own currency; naming another one is a mistake. */
export function checkCurrency(charge: Charge, currency: string | undefined): void {
  if (currency === undefined || currency.toLowerCase() === charge.currency) return;
  throw invalidRequest(
    `Charge ${charge.id} was made in ${charge.currency}, so it cannot be refunded in another currency.`,
    { param: 'currency' },
  );
}

/** A charge with lost or open disputes cannot be refunded; inquiries and won disputes allow it. */
export async function checkNotChargedBack(context: Context, charge: Charge): Promise<void> {
  if (!charge.disputed) return;
  const disputes = await disputesOf(context, charge.id);
  if (disputes.every((dispute) => dispute.is_charge_refundable)) return;
  throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: 'charge_disputed',
  });
}

/** Throws if the payment method does not support refunds, or its refund window has passed. */
export function checkStillRefundable(charge: Charge, now: number): void {
  const { label, refund } = methodOf(charge.payment_method_details?.type ?? 'card');
  const { impossible, withinDays } = refund;
  if (impossible) {
    throw invalidRequest(
      `Payments with ${label} cannot be refunded. Return the money of ${charge.id} outside Florin.`,
      {
        code: 'charge_not_refundable',
      },
    );
  }
  if (withinDays === undefined || now < charge.created + withinDays * DAY_SECONDS) return;
  throw invalidRequest(
    `Payments with ${label} can only be refunded within ${withinDays} days. ${charge.id} is older.`,
    {
      code: 'charge_not_refundable',
    },
  );
}

/**
 * Returns the unrefunded part of the captured amount. The uncaptured part was released, although it counts as refunded.
 */
export function unrefunded(charge: Charge): number {
  return charge.amount_captured - (charge.amount_refunded - (charge.internal.released ?? 0));
}

/** Throws unless `amount`, in the charge's smallest unit, can be refunded. */
export function checkRefundable(charge: Charge, amount: number): void {
  const left = unrefunded(charge);
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${charge.id} has not succeeded, so there is nothing to refund.`, { param: 'charge' });
  }
  if (charge.refunded || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > left) throw tooMuch(charge, amount, left);
  checkWhole(amount, charge.currency, 'amount');
}

function tooMuch(charge: Charge, amount: number, left: number): Error {
  const [what, most] =
    amount > charge.amount ? ['charge amount', charge.amount] : ['unrefunded amount on charge', left];
  const shown = (value: number) => formatAmount(value, charge.currency);
  return invalidRequest(`Refund amount (${shown(amount)}) is greater than ${what} (${shown(most)})`, {
    param: 'amount',
  });
}
