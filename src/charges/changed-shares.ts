import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { checkShares } from '../transfers/terms.ts';
import type { Charge } from './type.ts';

/** The parameters that change the shares of a payment which is not captured yet. */
interface Given {
  readonly application_fee_amount?: number | '' | null | undefined;
  readonly transfer_data?: { readonly amount?: number | undefined } | undefined;
}

/**
 * The platform's fee and the part of an account of a charge, where a call changes them. `amount` is what is captured or
 * authorized, in the charge's smallest unit. Throws for shares that do not fit it.
 */
export function changedShares(
  context: Context,
  { application_fee_amount: before, currency, on_behalf_of: merchant, transfer_data: data }: Charge,
  given: Given,
  amount: number,
): Partial<Pick<Charge, 'application_fee_amount' | 'transfer_data'>> {
  const { application_fee_amount: fee = before, transfer_data: sent } = given;
  if (given.application_fee_amount === undefined && sent?.amount === undefined) return {};
  if (sent?.amount !== undefined && data === null) {
    throw invalidRequest(
      'Nothing of this payment is transferred to an account. Create it with `transfer_data[destination]` to change the transferred amount.',
      { param: 'transfer_data[amount]' },
    );
  }
  const changed = {
    application_fee_amount: fee === '' ? null : fee,
    transfer_data: data && { ...data, amount: sent?.amount ?? data.amount },
  };
  const transfer = changed.transfer_data;
  const part = transfer?.amount;
  checkShares(
    context,
    {
      application_fee_amount: changed.application_fee_amount,
      on_behalf_of: merchant,
      transfer_data: transfer && {
        destination: idOf(transfer.destination),
        ...(typeof part === 'number' && { amount: part }),
      },
    },
    { amount, currency },
  );
  return changed;
}
