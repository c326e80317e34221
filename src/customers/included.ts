import type { Context } from '../kernel/context.ts';
import type { Entity } from '../kernel/entity.ts';
import { DEFAULT_PAGE } from '../kernel/list.ts';
import { listSources } from '../payment-methods/sources/find.ts';
import { viewOf } from '../payment-methods/sources/view.ts';
import { creditBalance } from './balance/adjust.ts';
import { cashBalanceOf } from './cash-balance/view.ts';
import { taxOf } from './tax.ts';
import { taxIds } from './tax-ids/type.ts';
import { type Customer, customers } from './type.ts';

/** The most entries an embedded list counts; it shows the newest few. */
const MOST_COUNTED = 1_000;

type Include = (context: Context, customer: Customer) => Promise<unknown>;

const FIELDS: Readonly<Record<string, Include>> = {
  cash_balance: async (_context, customer) => cashBalanceOf(customer),
  invoice_credit_balance: async (context, customer) => creditBalances(context, customer),
  sources: async (context, { id }) =>
    embedded((await listSources(context, id)).map(viewOf), `/v1/customers/${id}/sources`),
  tax: async (_context, customer) => taxOf(customer),
  tax_ids: async ({ work }, { id }) =>
    embedded(await work.list(taxIds, { by: `customer/${id}`, limit: MOST_COUNTED }), `/v1/customers/${id}/tax_ids`),
};

/** Fields of a customer that are only there when asked for, by `customer.field`. */
export const CUSTOMER_INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> =
  Object.fromEntries(
    Object.entries(FIELDS).map(([field, include]) => [
      `customer.${field}`,
      async (context: Context, object: Entity) => {
        // What is rendered may be a copy without what Florin remembers with it.
        const customer = await context.work.get(customers, object.id);
        return customer && include(context, customer);
      },
    ]),
  );

function embedded(found: readonly object[], url: string): object {
  const data = found.slice(0, DEFAULT_PAGE);
  return { object: 'list', data, has_more: found.length > data.length, total_count: found.length, url };
}

/** A customer's credit balances by currency; those of nothing are left out. */
function creditBalances(context: Context, customer: Customer): Record<string, number> {
  const currencies = [customer.currency, ...Object.keys(customer.internal?.balances ?? {})];
  const balances = currencies.flatMap((currency) => {
    const balance = currency ? creditBalance(context, customer, currency) : 0;
    return currency && balance !== 0 ? [[currency, balance] as const] : [];
  });
  return Object.fromEntries(balances);
}
