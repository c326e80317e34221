import type Stripe from 'stripe';
import { StripeError } from '../../kernel/errors.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { customers } from '../type.ts';
import { emitDiscountEvent } from './emit.ts';

const removeDiscount = operation('DELETE /v1/customers/{customer}/discount', async (context, _params, path) => {
  const customer = await context.work.require(customers, path.customer);
  if (!customer.discount) {
    throw new StripeError(404, {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No active discount for customer: ${customer.id}`,
    });
  }
  context.work.save({ ...customer, discount: null });
  await emitDiscountEvent(context, customer.discount, null);
  const { end: _, ...discount } = customer.discount;
  return { ...discount, deleted: true } as Stripe.DeletedDiscount;
});

export const customerDiscountOperations: Operation[] = [removeDiscount];
