import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { cardDetails } from '../../payment-methods/card.ts';
import type { MadeMethod } from '../../payment-methods/method.ts';
import { tokens } from './type.ts';

/** Turns a card token into a payment method's details. Throws for an unknown token and for one used before. */
export async function spendToken({ work }: Context, id: string, param: string): Promise<MadeMethod> {
  const token = await work.require(tokens, id, param);
  if (token.used) {
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, { code: 'token_already_used', param });
  }
  work.save({ ...token, used: true });
  return cardDetails(token.internal.card);
}
