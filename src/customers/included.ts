import { subscriptions } from '../billing/subscriptions/type.ts';
import type { Context } from '../kernel/context.ts';
import type { Entity } from '../kernel/entity.ts';
import { embeddedList, MOST_EMBEDDED } from '../kernel/list.ts';
import type { Include } from '../kernel/resource.ts';
import { listSources } from '../payment-methods/sources/find.ts';
import { viewOf } from '../payment-methods/sources/view.ts';
import { creditBalance } from './balance/adjust.ts';
import { cashBalanceOf } from './cash-balance/view.ts';
import { taxOf } from './tax.ts';
import { taxIds } from './tax-ids/type.ts';
import { type Customer, customers } from './type.ts';

const FIELDS: Readonly<Record<string, (context: Context, customer: Customer) => Promise<unknown>>> = {
  cash_balance: async (_context, customer) => cashBalanceOf(customer),
  invoice_credit_balance: async (context, customer) => creditBalances(context, customer),
  sources: async (context, { id }) =>
    embeddedList((await listSources(context, id)).map(viewOf), `/v1/customers/${id}/sources`),
  subscriptions: async ({ work }, { id }) => {
    const all = await work.list(subscriptions, { by: `customer/${id}`, limit: MOST_EMBEDDED });
    return embeddedList(
      all.filter(({ status }) => status !== 'canceled'),
      `/v1/customers/${id}/subscriptions`,
    );
  },
  tax: async (context, customer) => taxOf(context, customer),
  tax_ids: async ({ work }, { id }) =>
    embeddedList(
      await work.list(taxIds, { by: `customer/${id}`, limit: MOST_EMBEDDED }),
      `/v1/customers/${id}/tax_ids`,
    ),
};

/** Fields of a customer that are only sent when a request expands them. */
export const customerIncludes: Readonly<Record<string, Include>> = Object.fromEntries(
  Object.entries(FIELDS).map(([field, include]) => [
    field,
    async (context: Context, { id }: Entity) => {
      const customer = await context.work.get(customers, id);
      return customer && include(context, customer);
    },
  ]),
);

/** A customer's credit balances by currency, without zero balances. */
function creditBalances(context: Context, customer: Customer): Record<string, number> {
  const currencies = [customer.currency, ...Object.keys(customer.internal?.balances ?? {})];
  const balances = currencies.flatMap((currency) => {
    const balance = currency ? creditBalance(context, customer, currency) : 0;
    return currency && balance !== 0 ? [[currency, balance] as const] : [];
  });
  return Object.fromEntries(balances);
}
