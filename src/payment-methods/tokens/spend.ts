import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { cardDetails } from '../../methods/card.ts';
import type { MadeMethod } from '../../methods/method.ts';
import { type Token, tokens } from './type.ts';

/** Uses a token. Throws for an unknown one, for one used before, and for one that has expired. */
export async function takeToken({ work }: Context, id: string, param: string): Promise<Token> {
  const token = await work.require(tokens, id, param);
  if (token.used) {
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, { code: 'token_already_used', param });
  }
  if (token.internal.v2 && token.internal.v2.expiresAt <= work.worldNow) {
    throw invalidRequest(`The token ${id} has expired. Create another one.`, { param });
  }
  return work.save<Token>({ ...token, used: true });
}

/** Turns a card token into a payment method's details. Throws for an unknown token and for one used before. */
export async function spendToken(context: Context, id: string, param: string): Promise<MadeMethod> {
  const { internal, type } = await takeToken(context, id, param);
  if (internal.card) return cardDetails(internal.card);
  throw invalidRequest(`The token ${id} is of type ${type}. Use a token of type card.`, { param });
}
