import type { OperationId } from '../../contract/contract.ts';
import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import type { OlderAddress } from '../../kernel/older-address.ts';
import { subscriptions } from './type.ts';

const LIST = '/v1/customers/{customer}/subscriptions';
const ONE = `${LIST}/{subscription}`;

/** Throws for a subscription that is not one of the customer in the path. */
async function ofCustomer({ customer = '', subscription = '' }: Record<string, string>, { work }: Context) {
  const found = await work.get(subscriptions, subscription);
  if (found?.customer !== customer) throw resourceMissing('subscription', subscription, 'id');
  return { path: { subscription } };
}

const one = (method: 'GET' | 'POST' | 'DELETE'): OlderAddress => {
  const is: OperationId = `${method} /v1/subscriptions/{subscription}`;
  return { at: `${method} ${ONE}`, is, as: ofCustomer };
};

/** Subscriptions below their customers, where they were before they had an address of their own. */
export const olderSubscriptionAddresses: readonly OlderAddress[] = [
  { at: `GET ${LIST}`, is: 'GET /v1/subscriptions', as: ({ customer = '' }) => ({ params: { customer } }) },
  { at: `POST ${LIST}`, is: 'POST /v1/subscriptions', as: ({ customer = '' }) => ({ params: { customer } }) },
  one('GET'),
  one('POST'),
  one('DELETE'),
];
