import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import type { Assessed } from '../assess/assess.ts';
import { jurisdictionName } from '../assess/names.ts';

/** Characters after the prefix of an id. */
const ID_LENGTH = 24;

/**
 * Returns the tax rate of an assessed tax, created when it first applies; undefined where no tax exists. It is inactive,
 * so that no caller applies it by hand, and its id follows from its terms.
 */
export async function rateOf(
  { work }: Context,
  tax: Assessed,
  inclusive: boolean,
): Promise<Stripe.TaxRate | undefined> {
  const { country, level, name, rate, state, type } = tax;
  if (type === null) return undefined;
  // No tax is taken of a charge that is reversed; its name is that of the tax.
  const terms = [country, state ?? '', type, rate, level, inclusive].join('/');
  const id = `txr_${createHash('sha256').update(terms).digest('hex').slice(0, ID_LENGTH)}`;
  const known = await work.get(taxRates, id);
  if (known) return known;
  return work.insert(taxRates, {
    id,
    object: 'tax_rate',
    active: false,
    country,
    created: work.now,
    description: null,
    display_name: name || type.toUpperCase(),
    effective_percentage: Number(rate),
    flat_amount: null,
    inclusive,
    jurisdiction: jurisdictionName(country, state),
    jurisdiction_level: level,
    livemode: false,
    metadata: {},
    percentage: Number(rate),
    rate_type: 'percentage',
    state,
    tax_type: type,
  });
}
