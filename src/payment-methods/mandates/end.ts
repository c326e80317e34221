import type { Context } from '../../kernel/context.ts';
import type { PaymentMethod } from '../type.ts';
import { moveMandate } from './grant.ts';

/** The refusals after which there is nothing left to debit, or nobody who agrees to it. */
const FINAL: readonly string[] = ['account_closed', 'bank_account_restricted', 'debit_not_authorized', 'no_account'];

/** Ends what a payer agreed to where their bank has said that it will not pay under it any more. */
export async function endMandate(context: Context, method: PaymentMethod, code: string): Promise<void> {
  const { mandate } = method.internal;
  if (mandate !== undefined && FINAL.includes(code)) await moveMandate(context, mandate, 'inactive');
}
