import { previousAttributes } from '../../kernel/changes.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { customers } from '../customer-type.ts';
import { attachPaymentMethod } from './attach.ts';
import { billingDetails } from './billing-details.ts';
import { detachPaymentMethod } from './detach.ts';
import { makePaymentMethod, resolvePaymentMethod } from './make.ts';
import { type PaymentMethod, paymentMethods } from './type.ts';

const create = operation(
  'POST /v1/payment_methods',
  async (context, params) => {
    refuseUnsupported(params, ['customer', 'payment_method']);
    if (params.type === undefined) {
      throw invalidRequest('Missing required param: type.', { code: 'parameter_missing', param: 'type' });
    }
    return makePaymentMethod(context, params);
  },
  'publishable',
);

const plain = resource(
  paymentMethods,
  { collection: '/v1/payment_methods', item: '/v1/payment_methods/{payment_method}' },
  {
    retrieve: (context, id) => resolvePaymentMethod(context, id, 'payment_method'),
    async update({ work }, current, params) {
      if (current.customer === null) {
        throw invalidRequest('You must save this PaymentMethod to a customer before you can update it.');
      }
      const updated: PaymentMethod = {
        ...current,
        allow_redisplay: params.allow_redisplay ?? current.allow_redisplay ?? 'unspecified',
        billing_details: billingDetails(params.billing_details, current.billing_details),
        ...(current.card && {
          card: {
            ...current.card,
            exp_month: params.card?.exp_month ?? current.card.exp_month,
            exp_year: params.card?.exp_year ?? current.card.exp_year,
          },
        }),
        metadata: mergeMetadata(current.metadata, params.metadata),
      };
      work.save(updated);
      work.emit('payment_method.updated', updated, previousAttributes(current, updated));
      return updated;
    },
    list: (params) => ({
      ...(params.customer !== undefined && { by: `customer/${params.customer}` }),
      ...(params.type !== undefined && { keep: (method) => method.type === params.type }),
    }),
  },
);

const listOfCustomer = operation('GET /v1/customers/{customer}/payment_methods', async (context, params, path) => {
  const customer = await context.work.require(customers, path.customer);
  return listPage(context, paymentMethods, params, `/v1/customers/${customer.id}/payment_methods`, {
    by: `customer/${customer.id}`,
    ...(params.type !== undefined && { keep: (method) => method.type === params.type }),
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
  attachPaymentMethod,
  detachPaymentMethod,
  listOfCustomer,
  retrieveOfCustomer,
];
