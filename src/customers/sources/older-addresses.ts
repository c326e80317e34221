import type { OperationId } from '../../contract/contract.ts';
import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import type { OlderAddress } from '../../kernel/older-address.ts';
import { sourceOfCustomer } from '../../payment-methods/sources/find.ts';
import { viewOf } from '../../payment-methods/sources/view.ts';
import { customers } from '../type.ts';

const LIST = '/v1/customers/{customer}/sources';
const ONE = `${LIST}/{id}` as const;

/** The sources of one kind, each below a path of its own. */
function addressesOf(object: 'card' | 'bank_account', segment: string): OlderAddress[] {
  const at = (method: string, path: string) => `${method} ${path.replace('/sources', `/${segment}`)}`;

  async function one({ customer = '', id = '' }: Record<string, string>, context: Context) {
    await context.work.require(customers, customer);
    const source = await sourceOfCustomer(context, customer, id);
    if (viewOf(source).object !== object) throw resourceMissing('source', id, 'id');
    return { path: { customer, id } };
  }
  const oneWith = (method: 'GET' | 'POST' | 'DELETE'): OlderAddress => {
    const is: OperationId = `${method} ${ONE}`;
    return { at: at(method, ONE), is, as: one };
  };

  return [
    { at: at('GET', LIST), is: `GET ${LIST}`, as: (path) => ({ params: { object }, path }) },
    { at: at('POST', LIST), is: `POST ${LIST}`, as: (path) => ({ path }) },
    oneWith('GET'),
    oneWith('POST'),
    oneWith('DELETE'),
  ];
}

/** Cards and bank accounts of customers at the addresses that they had before sources. */
export const olderSourceAddresses: readonly OlderAddress[] = [
  ...addressesOf('card', 'cards'),
  ...addressesOf('bank_account', 'bank_accounts'),
  {
    at: 'POST /v1/customers/{customer}/bank_accounts/{id}/verify',
    is: 'POST /v1/customers/{customer}/sources/{id}/verify',
    as: (path) => ({ path }),
  },
];
