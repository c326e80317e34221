import { customers } from '../customers/type.ts';
import { parameterMissing, resourceMissing } from '../kernel/errors.ts';
import { deleteFields } from '../kernel/hash.ts';
import { checkNamed, listPage } from '../kernel/list.ts';
import { operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { dataNotYet, methodTypes } from '../methods/registry.ts';
import { attachPaymentMethod } from './attach.ts';
import { clonePaymentMethod } from './clone.ts';
import { detachPaymentMethod } from './detach.ts';
import { makePaymentMethod, resolvePaymentMethod } from './make.ts';
import { sourceTimers } from './sources/expiring.ts';
import { paymentMethods } from './type.ts';
import { updatePaymentMethod } from './update.ts';

const create = operation(
  'POST /v1/payment_methods',
  async (context, params) => {
    if (params.payment_method !== undefined || params.customer !== undefined)
      return clonePaymentMethod(context, params);
    if (params.type === undefined) throw parameterMissing('type');
    return makePaymentMethod(context, params);
  },
  {
    access: 'publishable',
    forPages: ['allow_redisplay', 'billing_details', 'metadata', 'radar_options', 'type', ...methodTypes()],
    notYet: dataNotYet(),
  },
);

const list = operation(
  'GET /v1/payment_methods',
  async (context, params) => {
    const { allow_redisplay, customer, type } = params;
    await checkNamed(context, customers, customer, 'customer');
    return listPage(context, paymentMethods, params, '/v1/payment_methods', {
      where: { allow_redisplay, customer, type },
    });
  },
  { notYet: ['customer_account'] },
);

const listOfCustomer = operation('GET /v1/customers/{customer}/payment_methods', async (context, params, path) => {
  const { id: customer } = await context.work.require(customers, path.customer);
  const { allow_redisplay, type } = params;
  return listPage(context, paymentMethods, params, `/v1/customers/${customer}/payment_methods`, {
    where: { allow_redisplay, customer, type },
  });
});

const retrieveOfCustomer = operation(
  'GET /v1/customers/{customer}/payment_methods/{payment_method}',
  async (context, _params, path) => {
    const customer = await context.work.require(customers, path.customer);
    const method = await context.work.get(paymentMethods, path.payment_method);
    if (method && method.customer === customer.id) return method;
    throw resourceMissing(paymentMethods.noun, path.payment_method, 'payment_method');
  },
);

export const paymentMethodResource = resource(paymentMethods, {
  item: '/v1/payment_methods/{payment_method}',
  retrieve: (context, id) => resolvePaymentMethod(context, id, 'payment_method', 404),
  update: updatePaymentMethod,
  options: { update: { notYet: ['us_bank_account'] } },
  operations: [create, list, attachPaymentMethod, detachPaymentMethod, listOfCustomer, retrieveOfCustomer],
  timers: sourceTimers,
  forPages(method) {
    deleteFields(method, ['metadata']);
    deleteFields(method.card, ['fingerprint']);
  },
});
