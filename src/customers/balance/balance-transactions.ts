import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { customers } from '../type.ts';
import { adjustBalance } from './adjust.ts';
import { customerBalanceTransactions } from './type.ts';

const create = operation('POST /v1/customers/{customer}/balance_transactions', async (context, params, path) => {
  const before = await context.work.require(customers, path.customer);
  const currency = checkCurrency(params.currency);
  if (params.amount === 0) {
    throw invalidRequest('The amount of a balance transaction must not be zero.', { param: 'amount' });
  }
  const { customer, transaction } = adjustBalance(context, before, {
    amount: params.amount,
    currency,
    type: 'adjustment',
    description: params.description || null,
    metadata: mergeMetadata({}, params.metadata),
  });
  const previous = previousAttributes(before, customer);
  if (Object.keys(previous).length > 0) context.work.emit('customer.updated', customer, previous);
  return transaction;
});

/** The transaction, if it is this customer's. */
async function ofCustomer(
  { work }: Context,
  path: { customer: string; transaction: string },
): Promise<Stripe.CustomerBalanceTransaction> {
  await work.require(customers, path.customer);
  const found = await work.get(customerBalanceTransactions, path.transaction);
  if (found && idOf(found.customer) === path.customer) return found;
  throw resourceMissing(customerBalanceTransactions.noun, path.transaction, 'transaction');
}

const retrieve = operation(
  'GET /v1/customers/{customer}/balance_transactions/{transaction}',
  (context, _params, path) => ofCustomer(context, path),
);

const update = operation(
  'POST /v1/customers/{customer}/balance_transactions/{transaction}',
  async (context, params, path) => {
    const current = await ofCustomer(context, path);
    return context.work.save<Stripe.CustomerBalanceTransaction>({
      ...current,
      description: params.description === undefined ? current.description : params.description || null,
      metadata: mergeMetadata(current.metadata, params.metadata),
    });
  },
);

const list = operation('GET /v1/customers/{customer}/balance_transactions', async (context, params, path) => {
  const { id } = await context.work.require(customers, path.customer);
  const { invoice } = params;
  return listPage(context, customerBalanceTransactions, params, `/v1/customers/${id}/balance_transactions`, {
    where: { customer: id, invoice },
  });
});

export const customerBalanceTransactionResource = resource(customerBalanceTransactions, {
  operations: [create, retrieve, update, list],
});
