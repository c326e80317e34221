import type Stripe from 'stripe';
import { resourceMissing } from '../kernel/errors.ts';
import { checkCursors, pageLimit } from '../kernel/list.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import { type Customer, customers } from '../payments/customer-type.ts';

type Settings = Stripe.CustomerUpdateCashBalanceParams.Settings;

/** The money a customer has sent ahead by bank transfer, and how it is matched to what they owe. */
export function cashBalanceOf({ id, internal }: Customer): Stripe.CashBalance {
  const mode = internal?.reconciliationMode;
  return {
    object: 'cash_balance',
    // No bank transfer arrives yet, so nothing has been sent ahead.
    available: null,
    customer: id,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: mode ?? 'automatic', using_merchant_default: mode === undefined },
  };
}

/** A customer with changed settings of their cash balance; `merchant_default` goes back to the account's own. */
export function withCashBalance(customer: Customer, settings: Settings | undefined): Customer {
  const mode = settings?.reconciliation_mode;
  if (mode === undefined) return customer;
  const { reconciliationMode: _, ...rest } = customer.internal ?? {};
  if (mode === 'merchant_default') return { ...customer, internal: rest };
  return { ...customer, internal: { ...rest, reconciliationMode: mode === 'manual' ? 'manual' : 'automatic' } };
}

const retrieve = operation('GET /v1/customers/{customer}/cash_balance', async ({ work }, _params, path) =>
  cashBalanceOf(await work.require(customers, path.customer)),
);

const update = operation('POST /v1/customers/{customer}/cash_balance', async ({ work }, params, path) => {
  const customer = await work.require(customers, path.customer);
  return cashBalanceOf(work.save(withCashBalance(customer, params.settings)));
});

/** Nothing moves a cash balance yet, so no customer has transactions of theirs. */
const listTransactions = operation(
  'GET /v1/customers/{customer}/cash_balance_transactions',
  async ({ work }, params, path) => {
    const { id } = await work.require(customers, path.customer);
    pageLimit(params);
    checkCursors(params);
    return { object: 'list' as const, data: [], has_more: false, url: `/v1/customers/${id}/cash_balance_transactions` };
  },
);

const retrieveTransaction = operation(
  'GET /v1/customers/{customer}/cash_balance_transactions/{transaction}',
  async ({ work }, _params, path) => {
    await work.require(customers, path.customer);
    throw resourceMissing('customer cash balance transaction', path.transaction, 'transaction');
  },
);

export const cashBalanceOperations: Operation[] = [retrieve, update, listTransactions, retrieveTransaction];
