import { customers } from '../customers/type.ts';
import { idOf } from '../kernel/entity.ts';
import { parameterMissing, resourceMissing } from '../kernel/errors.ts';
import { checkNamed, listPage } from '../kernel/list.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { dataNotYet } from '../methods/registry.ts';
import { attachPaymentMethod } from './attach.ts';
import { detachPaymentMethod } from './detach.ts';
import { makePaymentMethod, resolvePaymentMethod } from './make.ts';
import { type PaymentMethod, paymentMethods } from './type.ts';
import { updatePaymentMethod } from './update.ts';

const create = operation(
  'POST /v1/payment_methods',
  async (context, params) => {
    if (params.type === undefined) throw parameterMissing('type');
    return makePaymentMethod(context, params);
  },
  { access: 'publishable', notYet: ['customer', 'payment_method', ...dataNotYet()] },
);

const plain = resource(
  paymentMethods,
  { collection: '/v1/payment_methods', item: '/v1/payment_methods/{payment_method}' },
  {
    retrieve: (context, id) => resolvePaymentMethod(context, id, 'payment_method', 404),
    update: updatePaymentMethod,
  },
  { update: { notYet: ['us_bank_account'] } },
);

const list = operation(
  'GET /v1/payment_methods',
  async (context, params) => {
    const { customer } = params;
    await checkNamed(context, customers, customer, 'customer');
    return listPage(context, paymentMethods, params, '/v1/payment_methods', {
      ...(customer !== undefined && { by: `customer/${customer}` }),
      ...filtered(params),
    });
  },
  { notYet: ['customer_account'] },
);

/** What a list's own filters leave of it. */
function filtered({ type, allow_redisplay: allowed }: { type?: string; allow_redisplay?: string }): {
  keep?: (method: PaymentMethod) => boolean;
} {
  if (type === undefined && allowed === undefined) return {};
  const keep = (method: PaymentMethod) =>
    (type === undefined || method.type === type) && (allowed === undefined || method.allow_redisplay === allowed);
  return { keep };
}

const listOfCustomer = operation('GET /v1/customers/{customer}/payment_methods', async (context, params, path) => {
  const customer = await context.work.require(customers, path.customer);
  return listPage(context, paymentMethods, params, `/v1/customers/${customer.id}/payment_methods`, {
    by: `customer/${customer.id}`,
    ...filtered(params),
  });
});

const retrieveOfCustomer = operation(
  'GET /v1/customers/{customer}/payment_methods/{payment_method}',
  async (context, _params, path) => {
    const customer = await context.work.require(customers, path.customer);
    const method = await context.work.get(paymentMethods, path.payment_method);
    if (method && idOf(method.customer) === customer.id) return method;
    throw resourceMissing(paymentMethods.noun, path.payment_method, 'payment_method');
  },
);

export const paymentMethodOperations: Operation[] = [
  create,
  ...plain,
  list,
  attachPaymentMethod,
  detachPaymentMethod,
  listOfCustomer,
  retrieveOfCustomer,
];
