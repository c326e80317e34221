import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';

/** The session of this id. Throws, in the words that the API has for sessions alone, when there is none. */
export async function requireSession({ work }: Context, id: string): Promise<CheckoutSession> {
  const session = await work.get(checkoutSessions, id);
  if (session) return session;
  throw new StripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such checkout.session: ${id}`,
  });
}
