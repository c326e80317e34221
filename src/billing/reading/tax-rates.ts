import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { taxRates } from '../../products/tax-rates/type.ts';

/** The most tax rates of a line or an invoice: https://docs.stripe.com/billing/taxes/tax-rates */
const MOST_RATES = 5;

/** Returns the tax rates that a parameter names; `param` is its bracket path. Throws for unknown and inactive ones. */
export async function readTaxRates(
  { work }: Context,
  ids: readonly string[],
  param: string,
): Promise<Stripe.TaxRate[]> {
  if (ids.length > MOST_RATES) {
    throw invalidRequest(`You can apply at most ${MOST_RATES} tax rates, but you passed ${ids.length}.`, { param });
  }
  const found: Stripe.TaxRate[] = [];
  for (const [index, id] of ids.entries()) {
    const rate = await work.require(taxRates, id, `${param}[${index}]`);
    if (!rate.active) {
      throw invalidRequest(`The tax rate ${id} is inactive. Activate it, or use another one.`, {
        param: `${param}[${index}]`,
      });
    }
    if (found.some((other) => other.id === id)) {
      throw invalidRequest(`The tax rate ${id} is listed more than once.`, { param: `${param}[${index}]` });
    }
    found.push(rate);
  }
  return found;
}
