import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';

/** Sets a customer's currency, which their first invoice or item decides. Returns the customer. */
export function fixCurrency(context: Context, customer: Customer, currency: string): Customer {
  return customer.currency ? customer : saveCustomer(context, customer, { ...customer, currency });
}

/** Saves a customer and emits an event if it shows a change. `next_invoice_sequence` alone is none. */
export function saveCustomer({ work }: Context, before: Customer, after: Customer): Customer {
  const saved = work.save<Customer>(after);
  const { next_invoice_sequence: _, ...previous } = previousAttributes(before, saved);
  if (Object.keys(previous).length > 0) work.emit('customer.updated', saved, previousAttributes(before, saved));
  return saved;
}
