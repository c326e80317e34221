import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { bankAccounts } from '../payment-methods/sources/type.ts';
import { paymentMethods } from '../payment-methods/type.ts';
import { taxIds } from './tax-ids/type.ts';
import type { Customer } from './type.ts';

/** Objects of a deleted customer that are removed per page. */
const AT_ONCE = 500;

/** Deletes a customer, detaches their payment methods and deletes what else belongs to them. */
export async function removeCustomer(context: Context, customer: Customer): Promise<Stripe.DeletedCustomer> {
  const { work } = context;
  const { id } = customer;
  for (;;) {
    const methods = await work.list(paymentMethods, { by: `customer/${id}`, limit: AT_ONCE });
    if (methods.length === 0) break;
    for (const method of methods)
      work.save({ ...method, customer: null, internal: { ...method.internal, spent: true } });
  }
  for (;;) {
    const accounts = await work.list(bankAccounts, { by: `source_of/${id}`, limit: AT_ONCE });
    const numbers = await work.list(taxIds, { by: `customer/${id}`, limit: AT_ONCE });
    if (accounts.length + numbers.length === 0) break;
    for (const belonging of [...accounts, ...numbers]) work.remove(belonging);
  }
  work.emit('customer.deleted', customer);
  work.remove(customer);
  return { id, object: 'customer', deleted: true };
}
