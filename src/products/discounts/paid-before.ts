import { charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import { findFiltered } from '../../kernel/list.ts';

/** True if a customer has paid for anything before; false without a customer. */
export async function hasPaidBefore(context: Context, customer: string | null): Promise<boolean> {
  if (customer === null) return false;
  const paid = await findFiltered(context, charges, { where: { customer, paid: true }, limit: 1 });
  return paid.length > 0;
}
