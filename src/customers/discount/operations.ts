import type Stripe from 'stripe';
import { StripeError } from '../../kernel/errors.ts';
import { type Operation, operation, ownOperation } from '../../kernel/operation.ts';
import { type Customer, customers } from '../type.ts';
import { emitDiscountEvent } from './emit.ts';

function discountOf({ id, discount }: Customer): NonNullable<Customer['discount']> {
  if (discount) return discount;
  throw new StripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No active discount for customer: ${id}`,
  });
}

/** The API has had it since before discounts could be expanded, and the official package has it no more. */
const retrieveDiscount = ownOperation('GET /v1/customers/{customer}/discount', {}, async ({ work }, _params, path) =>
  discountOf(await work.require(customers, path.customer)),
);

const removeDiscount = operation('DELETE /v1/customers/{customer}/discount', async (context, _params, path) => {
  const customer = await context.work.require(customers, path.customer);
  const discount = discountOf(customer);
  context.work.save({ ...customer, discount: null });
  await emitDiscountEvent(context, discount, null);
  const { end: _, ...removed } = discount;
  return { ...removed, deleted: true } as Stripe.DeletedDiscount;
});

export const customerDiscountOperations: Operation[] = [retrieveDiscount, removeDiscount];
