import { StripeError } from '../kernel/errors.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import { customers } from '../payments/customer-type.ts';

/** Customers have no discounts before there are coupons, so there is none to take away. */
const removeDiscount = operation('DELETE /v1/customers/{customer}/discount', async ({ work }, _params, path) => {
  const { id } = await work.require(customers, path.customer);
  throw new StripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No active discount for customer: ${id}`,
  });
});

export const customerDiscountOperations: Operation[] = [removeDiscount];
