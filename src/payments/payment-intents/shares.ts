import type { Charge } from '../../charges/type.ts';
import type { PaymentIntent } from './type.ts';

/** The shares of a PaymentIntent after those of its charge have changed. */
export function sharesOf(
  { transfer_data: data }: PaymentIntent,
  { application_fee_amount: fee, transfer_data: changed }: Partial<Charge>,
): Partial<PaymentIntent> {
  const amount = changed?.amount ?? undefined;
  return {
    ...(fee !== undefined && { application_fee_amount: fee }),
    ...(data && amount !== undefined && { transfer_data: { ...data, amount } }),
  };
}
