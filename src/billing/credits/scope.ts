import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { prices } from '../../products/prices/type.ts';

type Scope = Stripe.Billing.CreditGrant.ApplicabilityConfig.Scope;
type ScopeParams = Stripe.Billing.CreditGrantCreateParams.ApplicabilityConfig.Scope;

/** The most prices of a scope: https://docs.stripe.com/api/billing/credit-grant/create */
const MOST_PRICES = 20;

/** Prices that credits pay for: all metered prices, or those named. Throws for prices that are not metered. */
export async function readScope(
  { work }: Context,
  { price_type: type, prices: named }: ScopeParams,
  under = 'applicability_config[scope]',
): Promise<Scope> {
  if ((type === undefined) === (named === undefined || named.length === 0)) {
    throw invalidRequest('A scope has either `price_type` or `prices`.', {
      param: type === undefined ? under : `${under}[prices]`,
    });
  }
  if (type !== undefined) return { price_type: type };
  if (named && named.length > MOST_PRICES) {
    throw invalidRequest(`A scope has at most ${MOST_PRICES} prices.`, { param: `${under}[prices]` });
  }
  const found: { id: string }[] = [];
  for (const [index, { id }] of (named ?? []).entries()) {
    const param = `${under}[prices][${index}][id]`;
    const price = await work.require(prices, id, param);
    if (price.recurring?.usage_type !== 'metered') {
      throw invalidRequest(`Billing credits only pay for metered prices, and \`${id}\` is not metered.`, { param });
    }
    found.push({ id });
  }
  return { prices: found };
}

/** True if credits of a scope pay for a metered price. */
export function covers(scope: Scope, price: string): boolean {
  return scope.prices ? scope.prices.some(({ id }) => id === price) : true;
}
