import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import { type PaymentMethod, paymentMethods } from '../type.ts';
import { type CustomerSession, customerSessions } from './type.ts';

/** The most payment methods looked at to find those that are shown. */
const MOST_LOOKED_AT = 100;

const SECRET = /^cuss_secret_([A-Za-z0-9]{24})[A-Za-z0-9]+$/;

/**
 * The customer session of a secret. Throws for a secret of none, once its half hour is over, and if none of the components
 * that may be `wanted` is enabled.
 */
export async function openCustomerSession(
  { work }: Context,
  secret: string,
  ...wanted: readonly (keyof NonNullable<CustomerSession['components']>)[]
): Promise<CustomerSession> {
  const tail = SECRET.exec(secret)?.[1];
  const session = tail === undefined ? undefined : await work.get(customerSessions, `cuss_${tail}`);
  const param = 'customer_session_client_secret';
  if (session?.client_secret !== secret) {
    throw invalidRequest('No such customer session: the client secret does not match a session of this account.', {
      code: 'resource_missing',
      param,
    });
  }
  if (work.now >= session.expires_at) {
    throw invalidRequest('This customer session has expired. Create a new one on your server.', {
      code: 'customer_session_expired',
      param,
    });
  }
  if (wanted.length > 0 && !wanted.some((name) => session.components?.[name].enabled)) {
    throw invalidRequest(`This customer session is for other components. Enable ${wanted.join(' or ')} in it.`, {
      param,
    });
  }
  return session;
}

/**
 * Returns the saved payment methods of the Payment Element, newest first: those of its types that match its redisplay
 * filters.
 */
export async function shownMethods(
  { work }: Context,
  session: CustomerSession,
  types: readonly string[],
): Promise<PaymentMethod[]> {
  const features = session.components?.payment_element.features;
  if (features?.payment_method_redisplay !== 'enabled') return [];
  const filters = features.payment_method_allow_redisplay_filters;
  const found = await work.list(paymentMethods, { by: `customer/${session.customer}`, limit: MOST_LOOKED_AT });
  return found
    .filter(
      (method) =>
        types.includes(method.type) &&
        methodOf(method.type).reusable &&
        !method.internal.legacy &&
        filters.includes(method.allow_redisplay ?? 'unspecified'),
    )
    .slice(0, features.payment_method_redisplay_limit ?? undefined);
}

/** Returns a payment method that a customer session shows; undefined for any other. */
export async function shownMethod(
  context: Context,
  session: CustomerSession,
  id: string,
): Promise<PaymentMethod | undefined> {
  const found = await context.work.get(paymentMethods, id);
  if (!found) return undefined;
  return (await shownMethods(context, session, [found.type])).find((shown) => shown.id === id);
}
