import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { Instrument } from '../../network/type.ts';
import { takeToken } from '../../payment-methods/tokens/spend.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';

const PARAM = 'payment_method_options[card][cvc_token]';

/**
 * What an attempt charges when its merchant sent a token with the CVC that the payer typed again. A token is spent with
 * the first attempt; once `isSpent`, the CVC is known to have come. Throws for a token that was used or holds no CVC.
 */
export async function withCvc(
  context: Context,
  method: PaymentMethod,
  id: string,
  isSpent: boolean,
): Promise<Instrument> {
  const { instrument } = method.internal;
  if (method.type !== 'card') return instrument;
  if (!isSpent) {
    const { type } = await takeToken(context, id, PARAM);
    if (type !== 'cvc_update') throw invalidRequest(`The token ${id} is not a CVC update token.`, { param: PARAM });
  }
  return { ...instrument, cvcProvided: true };
}
