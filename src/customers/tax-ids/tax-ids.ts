import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { customers } from '../type.ts';
import { addTaxId } from './create.ts';
import { taxIds } from './type.ts';
import { taxIdTimers } from './verification.ts';

type OwnerParam = Stripe.TaxIdCreateParams.Owner | Stripe.TaxIdListParams.Owner;

/** The customer an owner parameter names; null for the account itself. */
async function ownerOf({ work }: Context, owner: OwnerParam | undefined): Promise<string | null> {
  if (owner === undefined || owner.type === 'self') return null;
  if (owner.type !== 'customer') {
    throw invalidRequest(
      `Florin does not support tax IDs of type ${owner.type} yet. Use owner[type]=customer or owner[type]=self.`,
      {
        param: 'owner[type]',
      },
    );
  }
  if (owner.customer === undefined) throw parameterMissing('owner[customer]');
  await work.require(customers, owner.customer, 'owner[customer]');
  return owner.customer;
}

function remove({ work }: Context, taxId: Stripe.TaxId): Stripe.DeletedTaxId {
  if (taxId.customer !== null) work.emit('customer.tax_id.deleted', taxId);
  work.remove(taxId);
  return { id: taxId.id, object: 'tax_id', deleted: true };
}

/** The tax ID, if it is this customer's. */
async function ofCustomer({ work }: Context, path: { customer: string; id: string }): Promise<Stripe.TaxId> {
  await work.require(customers, path.customer);
  const found = await work.get(taxIds, path.id);
  if (found && idOf(found.customer) === path.customer) return found;
  throw resourceMissing(taxIds.noun, path.id, taxIds.idParam);
}

const notYet = ['owner[account]', 'owner[customer_account]'] as const;

const create = operation(
  'POST /v1/tax_ids',
  async (context, params) => addTaxId(context, await ownerOf(context, params.owner), params),
  { notYet },
);

const retrieve = operation('GET /v1/tax_ids/{id}', ({ work }, _params, path) => work.require(taxIds, path.id));

const del = operation('DELETE /v1/tax_ids/{id}', async (context, _params, path) =>
  remove(context, await context.work.require(taxIds, path.id)),
);

const list = operation(
  'GET /v1/tax_ids',
  async (context, params) => {
    const customer = await ownerOf(context, params.owner);
    return listPage(context, taxIds, params, '/v1/tax_ids', {
      by: customer === null ? 'owner/self' : `customer/${customer}`,
    });
  },
  { notYet },
);

const createOfCustomer = operation('POST /v1/customers/{customer}/tax_ids', async (context, params, path) => {
  const { id } = await context.work.require(customers, path.customer);
  return addTaxId(context, id, params);
});

const retrieveOfCustomer = operation('GET /v1/customers/{customer}/tax_ids/{id}', (context, _params, path) =>
  ofCustomer(context, path),
);

const deleteOfCustomer = operation('DELETE /v1/customers/{customer}/tax_ids/{id}', async (context, _params, path) =>
  remove(context, await ofCustomer(context, path)),
);

const listOfCustomer = operation('GET /v1/customers/{customer}/tax_ids', async (context, params, path) => {
  const { id } = await context.work.require(customers, path.customer);
  return listPage(context, taxIds, params, `/v1/customers/${id}/tax_ids`, { by: `customer/${id}` });
});

export const taxIdResource = resource(taxIds, {
  operations: [create, retrieve, del, list, createOfCustomer, retrieveOfCustomer, deleteOfCustomer, listOfCustomer],
  timers: taxIdTimers,
});
