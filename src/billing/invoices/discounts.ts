import { emitDiscountEvent } from '../../customers/discount/emit.ts';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { discounts } from '../../products/discounts/type.ts';
import type { Invoice } from './type.ts';

/** Ends the discount of a customer that is for one invoice, once an invoice with it is finalized. */
export async function endSpentDiscount(context: Context, customer: Customer, invoice: Invoice): Promise<void> {
  const { discount } = customer;
  if (!discount || !invoice.discounts.includes(discount.id)) return;
  const { internal } = await context.work.require(discounts, discount.id);
  if (internal.coupon.duration !== 'once') return;
  context.work.save<Customer>({ ...customer, discount: null });
  await emitDiscountEvent(context, discount, null);
}
