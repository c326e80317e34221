import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { giveBackShare, type Share } from '../../transfers/application-fees/give-back.ts';
import { reverse, unreversed } from '../../transfers/reversals/reverse.ts';
import { transfers } from '../../transfers/type.ts';
import type { Charge } from '../type.ts';

type Options = Pick<Stripe.RefundCreateParams, 'refund_application_fee' | 'reverse_transfer'>;

/** Throws for a charge without a transfer, which cannot be reversed. */
export function checkTransferred(charge: Charge): void {
  if (charge.transfer) return;
  throw invalidRequest(
    `Cannot reverse transfer: charge ${charge.id} does not have an associated transfer. Leave \`reverse_transfer\` out.`,
    { param: 'reverse_transfer' },
  );
}

/**
 * Takes back the part of a refund that others got of the charge: the account's of its transfer, and the platform's of its
 * fee. Each is in proportion to the refunded amount. Returns the refund with its reversal.
 */
export async function returnShares(
  context: Context,
  charge: Charge,
  refund: Stripe.Refund,
  { refund_application_fee: fee, reverse_transfer: reversed }: Options,
): Promise<Stripe.Refund> {
  const share = { part: refund.amount, of: charge.amount };
  const taken = idOf(charge.application_fee);
  const returnedFee = fee ? share : undefined;
  const reversal = reversed ? await reverseShare(context, charge, refund, { ...share, returnedFee }) : null;
  if (fee && taken !== null) await giveBackShare(context, taken, share);
  return reversal === null ? refund : context.work.save<Stripe.Refund>({ ...refund, transfer_reversal: reversal });
}

async function reverseShare(
  context: Context,
  charge: Charge,
  refund: Stripe.Refund,
  { part, of, returnedFee }: Share & { readonly returnedFee: Share | undefined },
): Promise<string | null> {
  const transfer = await context.work.require(transfers, idOf(charge.transfer ?? ''));
  const amount = Math.min(unreversed(transfer), Math.round((transfer.amount * part) / of));
  if (amount === 0) return null;
  return (await reverse(context, transfer, amount, { sourceRefund: refund.id, returnedFee })).id;
}
