import { type ErrorDetail, invalidRequest } from '../kernel/errors.ts';
import type { PaymentMethod } from './type.ts';

/**
 * Throws unless a payment method can be used by an intent of this customer. `on` is the kind of intent and what else
 * goes into the error about another customer.
 */
export function checkUsable(
  method: PaymentMethod,
  customer: string | null,
  on?: Parameters<typeof checkOwner>[2],
): void {
  checkReusable(method);
  checkOwner(method, customer, on);
}

/** Throws for a payment method that was used or detached and has no customer: Stripe lets it be used only once. */
export function checkReusable(method: PaymentMethod): void {
  checkNotOwn(method);
  const { spent, setUpUnowned } = method.internal;
  if (method.customer === null && (spent || setUpUnowned)) throw usedUp();
}

/** Throws for a payment method that was used or detached. One that was only set up can be saved. */
export function checkAttachable(method: PaymentMethod): void {
  checkNotOwn(method);
  if (method.customer === null && method.internal.spent) throw usedUp();
}

/** The account's own payment method moves the account's own money only. */
function checkNotOwn({ id, internal }: PaymentMethod): void {
  if (!internal.ownAccount) return;
  throw invalidRequest(
    `The PaymentMethod ${id} was set up for the account itself (\`attach_to_self\`). It cannot be used for payments or for customers.`,
    { param: 'payment_method' },
  );
}

function usedUp(): Error {
  return invalidRequest(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
  );
}

/** Throws for a payment method of another customer, or of a customer if the intent has none. */
export function checkOwner(
  method: PaymentMethod,
  customer: string | null,
  on: { readonly noun: string } & Partial<ErrorDetail> = { noun: 'PaymentIntent' },
): void {
  const owner = method.customer;
  if (owner === null || owner === customer) return;
  const { noun, ...fields } = on;
  throw invalidRequest(
    customer === null
      ? `The payment method supplied (${method.id}) belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the ${noun}.`
      : `The PaymentMethod ${method.id} does not belong to the Customer you supplied ${customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
    { ...fields, param: 'payment_method' },
  );
}
