import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { MOST_EMBEDDED } from '../../kernel/list.ts';
import { operation, type ParamsOf } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { covers, readScope } from './scope.ts';
import { type CreditGrant, creditGrants, currencyOf, isUsable } from './type.ts';

type Filter = ParamsOf<'GET /v1/billing/credit_balance_summary'>['filter'];

/** Remainder of a customer's credits: all that was granted, and the part that can pay for something now. */
const readSummary = operation(
  'GET /v1/billing/credit_balance_summary',
  async (context, params) => {
    const { work } = context;
    if (params.customer === undefined) throw parameterMissing('customer');
    const customer = await work.require(customers, params.customer, 'customer');
    await work.onClock(idOf(customer.test_clock ?? null));
    const grants = await filtered(context, customer.id, params.filter);
    const byCurrency = Map.groupBy(grants, currencyOf);
    const balances = [...byCurrency].map(([currency, found]) => ({
      available_balance: monetary(
        currency,
        found.filter((grant) => isUsable(grant, work.now)),
      ),
      ledger_balance: monetary(currency, found),
    }));
    return {
      object: 'billing.credit_balance_summary' as const,
      balances,
      customer: customer.id,
      customer_account: null,
      livemode: false,
    };
  },
  { notYet: ['customer_account'] },
);

async function filtered(context: Context, customer: string, filter: Filter): Promise<CreditGrant[]> {
  const { work } = context;
  const { type, credit_grant: id, applicability_scope: scope } = filter;
  if (type === 'credit_grant') {
    if (id === undefined) throw parameterMissing('filter[credit_grant]');
    const grant = await work.require(creditGrants, id, 'filter[credit_grant]');
    if (grant.customer === customer) return [grant];
    throw invalidRequest(`The credit grant \`${id}\` belongs to another customer.`, { param: 'filter[credit_grant]' });
  }
  if (scope === undefined) throw parameterMissing('filter[applicability_scope]');
  const wanted = await readScope(context, scope, 'filter[applicability_scope]');
  const grants = await grantsOf(context, customer);
  return grants.filter(({ applicability_config: { scope: own } }) =>
    wanted.prices ? wanted.prices.every(({ id: price }) => price !== null && covers(own, price)) : !own.prices,
  );
}

/** The grants of a customer, oldest first. */
export function grantsOf({ work }: Context, customer: string): Promise<CreditGrant[]> {
  return work.list(creditGrants, { by: `customer/${customer}`, descending: false, limit: MOST_EMBEDDED });
}

function monetary(currency: string, grants: readonly CreditGrant[]) {
  const value = grants.reduce((sum, { internal }) => sum + internal.remaining, 0);
  return { monetary: { currency, value }, type: 'monetary' as const };
}

export const creditSummaryResource = view('billing.credit_balance_summary', { operations: [readSummary] });
