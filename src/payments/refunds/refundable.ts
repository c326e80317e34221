import type { Context } from '../../kernel/context.ts';
import { formatAmount } from '../../kernel/currencies.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { Charge } from '../charges/type.ts';
import { disputesOf } from '../disputes/type.ts';

/** Charges are refunded in their own currency; naming another one is a mistake. */
export function checkCurrency(charge: Charge, currency: string | undefined): void {
  if (currency === undefined || currency.toLowerCase() === charge.currency) return;
  throw invalidRequest(
    `Charge ${charge.id} was made in ${charge.currency}, so it cannot be refunded in another currency.`,
    { param: 'currency' },
  );
}

/** A payment that its bank has taken back cannot be given back once more. Inquiries and disputes that were won allow it. */
export async function checkNotChargedBack(context: Context, charge: Charge): Promise<void> {
  if (!charge.disputed) return;
  const disputes = await disputesOf(context, charge.id);
  if (disputes.every((dispute) => dispute.is_charge_refundable)) return;
  throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: 'charge_disputed',
  });
}

/** What of the captured amount has not gone back; what was never captured was released, though it shows as refunded. */
export function unrefunded(charge: Charge): number {
  return charge.amount_captured - (charge.amount_refunded - (charge.internal.released ?? 0));
}

/** Throws unless `amount`, in the charge's smallest unit, can be given back of a charge. */
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
}

function tooMuch(charge: Charge, amount: number, left: number): Error {
  const [what, most] =
    amount > charge.amount ? ['charge amount', charge.amount] : ['unrefunded amount on charge', left];
  const shown = (value: number) => formatAmount(value, charge.currency);
  return invalidRequest(`Refund amount (${shown(amount)}) is greater than ${what} (${shown(most)})`, {
    param: 'amount',
  });
}
