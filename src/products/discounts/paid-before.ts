import { charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';

/** Whether a customer has paid for anything before; nobody in particular has not. */
export async function hasPaidBefore({ work }: Context, customer: string | null): Promise<boolean> {
  if (customer === null) return false;
  const paid = await work.list(charges, { by: `customer/${customer}`, limit: 1, keep: (charge) => charge.paid });
  return paid.length > 0;
}
