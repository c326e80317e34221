import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import { define, type Operation, operation } from '../../kernel/operation.ts';
import { detach } from '../../payment-methods/detach.ts';
import { saveSource, setDefaultSource } from '../../payment-methods/sources/add.ts';
import { sourceOfCustomer, sourcePage } from '../../payment-methods/sources/find.ts';
import { type GivenSource, makeSource } from '../../payment-methods/sources/make.ts';
import { removeSource } from '../../payment-methods/sources/remove.ts';
import type { CustomerSource } from '../../payment-methods/sources/type.ts';
import { viewOf } from '../../payment-methods/sources/view.ts';
import { type Customer, customers } from '../type.ts';
import { updateSource } from './update.ts';
import { verifySource } from './verify.ts';

/** A source may be typed or referenced; the older API had a parameter for each type. */
type CreateParams = Omit<Stripe.CustomerCreateSourceParams, 'source'> & {
  readonly source?: GivenSource;
  readonly card?: GivenSource;
  readonly bank_account?: GivenSource;
};

/** A source in a response. The official types lack the fields stored internally, which are never returned. */
const shown = (source: CustomerSource) => viewOf(source) as Stripe.CustomerSource;

const create = operation('POST /v1/customers/{customer}/sources', async (context, params, path) => {
  const { source, card, bank_account: bank, validate, metadata } = params as CreateParams;
  const customer = await context.work.require(customers, path.customer);
  const given = source ?? card ?? bank;
  if (given === undefined) throw parameterMissing('source');
  const saved = await saveSource(context, customer.id, await makeSource(context, given, 'source'), {
    validate,
    metadata,
  });
  makeDefaultIfFirst(context, customer, saved);
  return shown(saved);
});

/** The first source is the default until another is chosen. */
function makeDefaultIfFirst(context: Context, customer: Customer, saved: CustomerSource): void {
  if (idOf(customer.default_source) === null) setDefaultSource(context, customer, saved.id);
}

const retrieve = operation('GET /v1/customers/{customer}/sources/{id}', async (context, _params, path) => {
  await context.work.require(customers, path.customer);
  return shown(await sourceOfCustomer(context, path.customer, path.id));
});

const list = define('GET /v1/customers/{customer}/sources', async (context, params, path) => {
  await context.work.require(customers, path.customer);
  return sourcePage(context, path.customer, params);
});

const remove = operation('DELETE /v1/customers/{customer}/sources/{id}', async (context, _params, path) => {
  await context.work.require(customers, path.customer);
  const source = await sourceOfCustomer(context, path.customer, path.id);
  if (source.object === 'payment_method') await detach(context, source);
  else await removeSource(context, source);
  return leftOf(source);
});

/** Returns a removed source: a stub, or the Source itself, consumed. */
function leftOf(source: CustomerSource): Stripe.CustomerSource | Stripe.DeletedCustomerSource {
  const view = shown(source);
  if (view.object === 'source') {
    const { customer: _, ...rest } = view;
    return { ...rest, status: 'consumed' };
  }
  return { id: view.id, object: view.object, deleted: true } as Stripe.DeletedCustomerSource;
}

export const customerSourceOperations: Operation[] = [create, retrieve, list, remove, updateSource, verifySource];
