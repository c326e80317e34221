import type Stripe from 'stripe';
import { createCustomer } from '../../customers/create.ts';
import { addTaxId } from '../../customers/tax-ids/create.ts';
import { taxIds } from '../../customers/tax-ids/type.ts';
import { customers } from '../../customers/type.ts';
import { updateCustomer } from '../../customers/update.ts';
import type { Context } from '../../kernel/context.ts';

type Details = Stripe.InvoiceCreatePreviewParams.CustomerDetails;

/** The tax IDs of a customer that are replaced. */
const MOST_TAX_IDS = 100;

/**
 * Gives a customer the details of a preview, or makes one that has them, and returns its id. The decision has to be a
 * rehearsal.
 */
export async function describedCustomer(
  context: Context,
  id: string | undefined,
  { address, shipping, tax_exempt: exempt, tax_ids: numbers }: Details,
): Promise<string> {
  const { work } = context;
  const fields = {
    ...(address !== undefined && { address }),
    ...(shipping !== undefined && { shipping }),
    ...(exempt !== undefined && { tax_exempt: exempt }),
  };
  const customer =
    id === undefined
      ? await createCustomer(context, fields)
      : await updateCustomer(context, await work.require(customers, id, 'customer'), fields);
  if (numbers === undefined) return customer.id;
  for (const old of await work.list(taxIds, { by: `customer/${customer.id}`, limit: MOST_TAX_IDS })) work.remove(old);
  for (const [index, number] of numbers.entries()) {
    addTaxId(context, customer.id, number, `customer_details[tax_ids][${index}][value]`);
  }
  return customer.id;
}
