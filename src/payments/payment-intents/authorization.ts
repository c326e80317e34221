import type { Context } from '../../kernel/context.ts';
import type { Authorization } from '../../methods/method.ts';
import { authorizationOf } from '../../methods/registry.ts';
import type { AuthorizeResult } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { PaymentIntent } from './type.ts';

/** How the authorization of an attempt can be used: what the merchant wished for, as far as network and issuer grant it. */
export function authorizationFor(
  { account }: Context,
  { amount, currency, payment_method_options: options }: PaymentIntent,
  method: PaymentMethod,
  attempt: { offSession: boolean; result: AuthorizeResult | null },
): Authorization {
  const { offSession, result } = attempt;
  return authorizationOf(method, {
    amount,
    currency,
    initiator: offSession ? 'merchant' : 'customer',
    merchantCountry: account.country,
    options: (options as Readonly<Record<string, object>> | null)?.[method.type],
    plain: result?.outcome === 'approved' && result.plainAuthorization === true,
  });
}
