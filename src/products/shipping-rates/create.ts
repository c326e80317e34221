import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { largestAmount } from '../../shared/currencies.ts';
import { checkRepeatsOwn } from '../own-currency.ts';
import { type ShippingAmount, type ShippingRate, shippingRates } from './type.ts';

/** Parameters of a new shipping rate, created directly or inline. */
export interface ShippingRateParams {
  readonly delivery_estimate?: Stripe.ShippingRateCreateParams.DeliveryEstimate;
  readonly display_name: string;
  readonly fixed_amount?: {
    readonly amount: number;
    readonly currency: string;
    readonly currency_options?: Readonly<Record<string, CurrencyOption>>;
  };
  readonly metadata?: MetadataParam;
  readonly tax_behavior?: string;
  readonly tax_code?: string;
}

/** Parameters of an amount in a further currency. */
export interface CurrencyOption {
  readonly amount?: number;
  readonly tax_behavior?: string;
}

/** The longest name that customers are shown, in characters. */
const LONGEST_NAME = 100;

/** Adds a shipping rate. `under` is the bracket path of the parameters; '' for those of the call itself. */
export function createShippingRate({ work }: Context, params: ShippingRateParams, under = ''): ShippingRate {
  const at = (name: string) => (under === '' ? name : `${under}[${name}]`);
  const { display_name: name, fixed_amount: fixed } = params;
  if (name === '' || name.length > LONGEST_NAME) {
    throw invalidRequest(`The name of a shipping rate must have between 1 and ${LONGEST_NAME} characters.`, {
      param: at('display_name'),
    });
  }
  if (fixed === undefined) throw parameterMissing(at('fixed_amount'));
  const path = at('fixed_amount');
  const currency = checkCurrency(fixed.currency, `${path}[currency]`);
  const amount = checkShippingAmount(fixed.amount, currency, `${path}[amount]`);
  const { tax_behavior = 'unspecified' } = params;
  const own = { currency, amount, tax_behavior };
  return work.insert(shippingRates, {
    id: work.newId(shippingRates.prefix),
    object: 'shipping_rate',
    active: true,
    created: work.now,
    delivery_estimate: readEstimate(params.delivery_estimate, at('delivery_estimate')),
    display_name: name,
    fixed_amount: { amount, currency },
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    tax_behavior,
    tax_code: params.tax_code ?? null,
    type: 'fixed_amount',
    internal: { currencyOptions: readOptions(fixed.currency_options ?? {}, own, `${path}[currency_options]`) },
  });
}

/** Amounts in further currencies, by currency; currencies left out of an update stay. */
export function readOptions(
  given: Readonly<Record<string, CurrencyOption>>,
  own: { readonly currency: string } & ShippingAmount,
  path: string,
  current: Readonly<Record<string, ShippingAmount>> = {},
): Record<string, ShippingAmount> {
  const options: Record<string, ShippingAmount> = { ...current };
  for (const [name, { amount, tax_behavior: behavior }] of Object.entries(given)) {
    const currency = checkCurrency(name, `${path}[${name}]`);
    if (currency === own.currency) {
      checkRepeatsOwn({ amount, tax_behavior: behavior }, own, `${path}[${name}]`);
      continue;
    }
    const before = options[currency];
    const known = amount ?? before?.amount;
    if (known === undefined) throw parameterMissing(`${path}[${name}][amount]`);
    options[currency] = {
      amount: checkShippingAmount(known, currency, `${path}[${name}][amount]`),
      tax_behavior: behavior ?? before?.tax_behavior ?? 'unspecified',
    };
  }
  return options;
}

function checkShippingAmount(amount: number, currency: string, param: string): number {
  const most = largestAmount(currency);
  if (amount >= 0 && amount <= most) return amount;
  const bound = amount < 0 ? 'greater than or equal to 0' : `less than or equal to ${most}`;
  throw invalidRequest(`This value must be ${bound}.`, { code: 'parameter_invalid_integer', param });
}

type Estimate = Stripe.ShippingRate.DeliveryEstimate;

function readEstimate(
  given: Stripe.ShippingRateCreateParams.DeliveryEstimate | undefined,
  param: string,
): Estimate | null {
  if (given === undefined) return null;
  for (const bound of ['minimum', 'maximum'] as const) {
    const value = given[bound]?.value;
    if (value === undefined || value > 0) continue;
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: `${param}[${bound}][value]`,
    });
  }
  return { maximum: given.maximum ?? null, minimum: given.minimum ?? null };
}
