import { StripeError } from '../../kernel/errors.ts';
import type { Permissions } from './permissions.ts';

/** The objects that an ephemeral key may use: its customer, and that customer's payment methods. */
export const OF_A_CUSTOMER: Permissions = { customer: 'write', payment_method: 'write' };

/** Operations that name the customer as a parameter, and those that find it in the payment method. */
const NAMED_BY_PARAM = /^(GET \/v1\/payment_methods|POST \/v1\/payment_methods\/\{payment_method\}\/attach)$/;
const NAMED_BY_METHOD = 'POST /v1/payment_methods/{payment_method}/detach';
const NAMED_BY_PATH = /^\w+ \/v1\/customers\/\{customer\}(\/(payment_methods|sources)\b|$)/;

/** Throws Stripe's 403 unless an operation is on the customer that an ephemeral key is for. */
export function checkOfCustomer(
  { customer, masked }: { readonly customer: string; readonly masked: string },
  operation: string,
  path: Readonly<Record<string, string>>,
  params: Readonly<Record<string, unknown>>,
): void {
  if (operation === NAMED_BY_METHOD) return;
  if (NAMED_BY_PATH.test(operation) && path.customer === customer) return;
  if (NAMED_BY_PARAM.test(operation) && params.customer === customer) return;
  throw new StripeError(403, {
    type: 'invalid_request_error',
    message: `The provided key '${masked}' does not have the required permissions for this endpoint. It is an ephemeral key of the customer '${customer}'.`,
  });
}
