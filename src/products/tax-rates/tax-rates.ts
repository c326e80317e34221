import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { patch } from '../../kernel/patch.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { isCountry } from '../../shared/formats.ts';
import { readPercentage } from '../percentage.ts';
import { taxRates } from './type.ts';

/** The longest name that customers are shown, in characters. */
const LONGEST_NAME = 50;
/** The longest jurisdiction. */
const LONGEST_JURISDICTION = 200;
/** Digits after the point that a percentage may have. */
const DECIMALS = 4;

/** Applies the parameters that creating and updating have in common. */
function withFields(rate: Stripe.TaxRate, params: Stripe.TaxRateUpdateParams): Stripe.TaxRate {
  const { active = rate.active, display_name: name = rate.display_name } = params;
  checkLength(name, LONGEST_NAME, 'display_name');
  checkLength(params.jurisdiction ?? '', LONGEST_JURISDICTION, 'jurisdiction');
  return patch<Stripe.TaxRate, Stripe.TaxRateUpdateParams>({ ...rate, active, display_name: name }, params, {
    country: checkCountry,
    description: true,
    jurisdiction: true,
    state: true,
    tax_type: true,
  });
}

function checkLength(text: string, longest: number, param: string): void {
  if (text.length <= longest) return;
  throw invalidRequest(`Invalid string: must be at most ${longest} characters`, { param });
}

function checkCountry(country: string): string {
  if (isCountry(country)) return country.toUpperCase();
  throw invalidRequest(`Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead.`, {
    code: 'country_code_invalid',
    param: 'country',
  });
}

/** Adds a tax rate and emits its event. `under` is the bracket path of its percentage's hash; '' for the call itself. */
export async function createTaxRate(
  { work }: Context,
  params: Stripe.TaxRateCreateParams,
  under = '',
): Promise<Stripe.TaxRate> {
  const blank: Stripe.TaxRate = {
    id: work.newId(taxRates.prefix),
    object: 'tax_rate',
    active: params.active ?? true,
    country: null,
    created: work.now,
    description: null,
    display_name: params.display_name,
    // The following fields are only set on rates created by automatic tax.
    effective_percentage: null,
    flat_amount: null,
    inclusive: params.inclusive,
    jurisdiction: null,
    jurisdiction_level: null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    percentage: readPercentage(params.percentage, {
      decimals: DECIMALS,
      param: under === '' ? 'percentage' : `${under}[percentage]`,
    }),
    rate_type: null,
    state: null,
    tax_type: null,
  };
  const rate = work.insert(taxRates, withFields(blank, params));
  work.emit('tax_rate.created', rate);
  return rate;
}

export const taxRateResource = resource(taxRates, {
  collection: '/v1/tax_rates',
  item: '/v1/tax_rates/{tax_rate}',
  create: createTaxRate,
  retrieve: true,
  async update({ work }, current, params) {
    const updated: Stripe.TaxRate = {
      ...withFields(current, params),
      metadata: mergeMetadata(current.metadata, params.metadata),
    };
    const previous = previousAttributes(current, updated);
    if (Object.keys(previous).length === 0) return current;
    work.save(updated);
    work.emit('tax_rate.updated', updated, previous);
    return updated;
  },
  list: ({ active, inclusive }) => ({ where: { active, inclusive } }),
});
