import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { PaymentMethod } from './type.ts';

/** Refuses a payment method that was used or detached and belongs to nobody: Stripe lets it be used only once. */
export function checkReusable(method: PaymentMethod): void {
  if (!method.internal.spent || method.customer !== null) return;
  throw invalidRequest(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
  );
}

/** Refuses a payment method of another customer, or a customer's when the payment names none. */
export function checkOwner(method: PaymentMethod, customer: string | null): void {
  const owner = idOf(method.customer);
  if (owner === null || owner === customer) return;
  throw invalidRequest(
    customer === null
      ? `The PaymentMethod ${method.id} belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`
      : `The PaymentMethod ${method.id} belongs to another Customer (${owner}). You can only use it with that Customer.`,
    { param: 'payment_method' },
  );
}
