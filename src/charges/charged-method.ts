import type { Customer } from '../customers/type.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest, StripeError } from '../kernel/errors.ts';
import { findSource } from '../payment-methods/sources/find.ts';
import { type GivenSource, makeSource } from '../payment-methods/sources/make.ts';
import type { CustomerSource } from '../payment-methods/sources/type.ts';
import { type PaymentMethod, paymentMethods } from '../payment-methods/type.ts';

/**
 * Returns the payment method of an older charge request: a token or typed card, a source of the customer, or the
 * customer's default source. Throws if there is none.
 */
export async function chargedMethod(
  context: Context,
  customer: Customer | null,
  given: GivenSource | undefined,
): Promise<PaymentMethod> {
  const source = customer ? await sourceOf(context, customer, given) : await ownSource(context, given);
  if (source.object === 'payment_method') return source;
  throw new StripeError(501, {
    type: 'api_error',
    message: 'Florin does not support charges of bank accounts yet. Nothing was done. Charge a card instead.',
    param: 'source',
  });
}

async function ownSource(context: Context, given: GivenSource | undefined): Promise<CustomerSource> {
  if (given === undefined) {
    throw invalidRequest('Must provide source or customer.', { code: 'parameter_missing' });
  }
  const source = await makeSource(context, given, 'source');
  const owner = idOf(source.customer);
  if (owner === null) return source;
  throw invalidRequest(
    `The source ${source.id} belongs to the customer ${owner}. Send that customer in \`customer\`.`,
    {
      param: 'customer',
    },
  );
}

async function sourceOf(context: Context, customer: Customer, given: GivenSource | undefined): Promise<CustomerSource> {
  if (given !== undefined && typeof given !== 'string') {
    throw invalidRequest('This card is not saved to the customer. Save it to the customer first, then charge it.', {
      param: 'source',
    });
  }
  const id = given ?? idOf(customer.default_source);
  if (id === null) throw await withoutSource(context, customer.id);
  const source = await findSource(context, id);
  if (source && idOf(source.customer) === customer.id) return source;
  throw notTheirs(customer.id, id);
}

/** A token must be saved to the customer before the customer can be charged with it. */
function notTheirs(customer: string, id: string): StripeError {
  const detail = id.startsWith('tok_')
    ? { code: 'resource_missing', param: 'card', message: `Customer ${customer} does not have card with ID ${id}` }
    : {
        code: 'missing',
        param: 'source',
        message: `Customer ${customer} does not have a linked source with ID ${id}.`,
      };
  return new StripeError(404, { type: 'invalid_request_error', ...detail });
}

async function withoutSource({ work }: Context, customer: string): Promise<StripeError> {
  const [method] = await work.list(paymentMethods, { by: `customer/${customer}`, limit: 1 });
  const message = method
    ? 'This customer has a PaymentMethod but no card or source of the older API. Pay with a PaymentIntent instead of a Charge.'
    : 'Cannot charge a customer that has no active card. Save a source for them, or pay with a PaymentIntent and a PaymentMethod.';
  return new StripeError(402, { type: 'card_error', code: 'missing', param: 'card', message });
}
