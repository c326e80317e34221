import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';

/** Returns the session with this id. Throws the API's message for sessions if it does not exist. */
export async function requireSession({ work }: Context, id: string): Promise<CheckoutSession> {
  const session = await work.get(checkoutSessions, id);
  if (session) return session;
  throw new StripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such checkout.session: ${id}`,
  });
}
