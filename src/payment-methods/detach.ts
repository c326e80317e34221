import { customers } from '../customers/type.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { operation } from '../kernel/operation.ts';
import { removeSource } from './sources/remove.ts';
import { type PaymentMethod, paymentMethods } from './type.ts';

/** Detaches a payment method from its customer permanently: it cannot be used or attached again. */
export async function detach(context: Context, method: PaymentMethod): Promise<PaymentMethod> {
  const owner = method.customer;
  if (owner === null) {
    throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.');
  }
  const { work } = context;
  if (method.internal.legacy) {
    await removeSource(context, method);
  } else {
    const detached = work.save<PaymentMethod>({
      ...method,
      customer: null,
      internal: { ...method.internal, spent: true },
    });
    work.emit('payment_method.detached', detached, { customer: owner });
  }
  const customer = await work.get(customers, owner);
  if (customer && idOf(customer.invoice_settings.default_payment_method) === method.id) {
    work.save({ ...customer, invoice_settings: { ...customer.invoice_settings, default_payment_method: null } });
  }
  return work.require(paymentMethods, method.id);
}

export const detachPaymentMethod = operation(
  'POST /v1/payment_methods/{payment_method}/detach',
  async (context, _params, path) => {
    const method = await context.work.require(paymentMethods, path.payment_method);
    const { customer = method.customer } = context.caller;
    if (method.customer !== customer)
      throw resourceMissing(paymentMethods.noun, method.id, paymentMethods.idParam, 404);
    return detach(context, method);
  },
);
