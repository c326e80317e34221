import type { Context } from '../../kernel/context.ts';
import type { PaymentMethod } from '../type.ts';
import { moveMandate } from './grant.ts';

/** Decline codes that end a mandate: closed account or revoked agreement. */
const FINAL: readonly string[] = ['account_closed', 'bank_account_restricted', 'debit_not_authorized', 'no_account'];

/** Deactivates a mandate if the bank's decline ends it. */
export async function endMandate(context: Context, method: PaymentMethod, code: string): Promise<void> {
  const { mandate } = method.internal;
  if (mandate !== undefined && FINAL.includes(code)) await moveMandate(context, mandate, 'inactive');
}
