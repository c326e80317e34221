import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { Instrument } from '../../network/type.ts';
import { takeToken } from '../../payment-methods/tokens/spend.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';

const PARAM = 'payment_method_options[card][cvc_token]';

/**
 * Returns the instrument of an attempt with a CVC token. The first attempt consumes the token; with `isSpent` the CVC
 * was already sent. Throws for a used token or one without a CVC.
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
