import type Stripe from 'stripe';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { products } from '../../products/products/type.ts';
import { shippingAmount, shippingRates } from '../../products/shipping-rates/type.ts';
import { type AssessedAmount, taxAmounts } from '../assess/amounts.ts';
import type { Sale } from '../assess/assess.ts';
import { termsOf } from '../assess/collecting.ts';
import { kindOf, SHIPPING_CODE, USUAL_CODE } from '../codes/codes.ts';
import { locations } from '../locations/type.ts';
import { registrationsAt } from '../registrations/active.ts';
import { activeSettings } from '../settings/settings.ts';
import { breakdownOfAll, breakdownOfLine } from './breakdown.ts';
import { buyerOf, requirePlace, wholeAddress } from './buyer.ts';
import { type Calculation, type CalculationLine, calculations } from './type.ts';

type Params = Stripe.Tax.CalculationCreateParams;

/** Limits of https://docs.stripe.com/api/tax/calculations/create */
const MOST_LINES = 1_000;
const LASTS_S = 90 * DAY_SECONDS;
const FARTHEST_TAX_DATE_S = 2 * DAY_SECONDS;

/** Calculates the taxes of a sale and keeps the calculation until it expires. */
export async function createCalculation(context: Context, params: Params): Promise<Calculation> {
  const { work } = context;
  const currency = checkCurrency(params.currency);
  if (params.line_items.length === 0) throw parameterMissing('line_items');
  if (params.line_items.length > MOST_LINES) {
    throw invalidRequest(`A calculation can have at most ${MOST_LINES} line items.`, { param: 'line_items' });
  }
  const taxDate = params.tax_date ?? work.now;
  if (Math.abs(taxDate - work.now) > FARTHEST_TAX_DATE_S) {
    throw invalidRequest('`tax_date` must be within 48 hours of now.', { param: 'tax_date' });
  }
  const settings = await activeSettings(context);
  const buyer = await buyerOf(context, params);
  const from = params.ship_from_details?.address;
  const sale: Sale = {
    place: requirePlace(buyer),
    origin: from?.country ?? settings.head_office.address.country,
    exemption: buyer.taxability_override as Sale['exemption'],
    taxIds: buyer.tax_ids,
    registrations: (await registrationsAt(context, taxDate)).map(termsOf),
  };
  const usualCode = settings.defaults.tax_code ?? USUAL_CODE;
  const taxed: TaxedLine[] = [];
  for (const [index, line] of params.line_items.entries()) {
    taxed.push(await taxLine(context, { line, index, sale, currency, usualCode }));
  }
  checkReferences(taxed);
  const shipping = params.shipping_cost ? await taxShipping(context, params.shipping_cost, sale, currency) : null;
  const taxes = [...taxed.flatMap((one) => one.taxes), ...(shipping?.taxes ?? [])];
  const sum = (inclusive: boolean) =>
    taxes.reduce((total, tax) => total + (tax.inclusive === inclusive ? tax.amount : 0), 0);
  const before = taxed.reduce((total, { line }) => total + line.amount, 0) + (shipping?.cost.amount ?? 0);
  return work.insert<Calculation>(calculations, {
    id: work.newId(calculations.prefix),
    object: 'tax.calculation',
    amount_total: before + sum(false),
    currency,
    customer: params.customer ?? null,
    customer_details: buyer,
    expires_at: work.now + LASTS_S,
    livemode: false,
    ship_from_details: from ? { address: wholeAddress(from) } : null,
    shipping_cost: shipping?.cost ?? null,
    tax_amount_exclusive: sum(false),
    tax_amount_inclusive: sum(true),
    tax_breakdown: breakdownOfAll(taxes),
    tax_date: taxDate,
    internal: { lines: taxed.map(({ line }) => line) },
  });
}

interface TaxedLine {
  readonly line: CalculationLine;
  readonly taxes: readonly AssessedAmount[];
}

async function taxLine(
  context: Context,
  given: {
    readonly line: Params['line_items'][number];
    readonly index: number;
    readonly sale: Sale;
    readonly currency: string;
    readonly usualCode: string;
  },
): Promise<TaxedLine> {
  const { work } = context;
  const { line, index, sale, currency, usualCode } = given;
  const at = (name: string) => `line_items[${index}][${name}]`;
  checkAmount(line.amount, at('amount'));
  if (line.quantity !== undefined && line.quantity < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: at('quantity'),
    });
  }
  const product = line.product === undefined ? null : await work.require(products, line.product, at('product'));
  const venue =
    line.performance_location === undefined
      ? null
      : await work.require(locations, line.performance_location, at('performance_location'));
  const code = readCode(line.tax_code, at('tax_code')) ?? (product && idOf(product.tax_code)) ?? usualCode;
  const inclusive = line.tax_behavior === 'inclusive';
  const place = venue ? requirePlace(venue) : sale.place;
  const taxes = taxAmounts({ ...sale, place }, { amount: line.amount, inclusive, kind: kindOf(code), currency });
  return {
    taxes,
    line: {
      id: work.newId('tax_li'),
      object: 'tax.calculation_line_item',
      amount: line.amount,
      amount_tax: taxes.reduce((total, { amount }) => total + amount, 0),
      livemode: false,
      metadata: line.metadata ? mergeMetadata({}, line.metadata) : null,
      performance_location: venue?.id ?? null,
      product: product?.id ?? null,
      quantity: line.quantity ?? 1,
      reference: line.reference ?? `L${index + 1}`,
      tax_behavior: inclusive ? 'inclusive' : 'exclusive',
      tax_breakdown: breakdownOfLine(taxes, venue ? 'performance' : sourcingOf(place, taxes)),
      tax_code: code,
    },
  };
}

/** Tax is due at the destination, unless it is that of the seller's country. */
function sourcingOf({ country }: { readonly country: string }, [first]: readonly AssessedAmount[]) {
  return first !== undefined && first.country !== country ? ('origin' as const) : ('destination' as const);
}

async function taxShipping(
  { work }: Context,
  given: NonNullable<Params['shipping_cost']>,
  sale: Sale,
  currency: string,
): Promise<{ readonly cost: Stripe.Tax.Calculation.ShippingCost; readonly taxes: readonly AssessedAmount[] }> {
  const { amount: sent, shipping_rate: id } = given;
  if ((sent === undefined) === (id === undefined)) {
    throw invalidRequest('You must specify either `shipping_cost[amount]` or `shipping_cost[shipping_rate]`.', {
      param: 'shipping_cost',
    });
  }
  const rate = id === undefined ? null : await work.require(shippingRates, id, 'shipping_cost[shipping_rate]');
  const priced = rate && shippingAmount(rate, currency);
  if (rate && !priced) {
    throw invalidRequest(`The shipping rate ${rate.id} has no amount in ${currency}.`, {
      param: 'shipping_cost[shipping_rate]',
    });
  }
  const amount = priced?.amount ?? sent ?? 0;
  checkAmount(amount, 'shipping_cost[amount]');
  const behavior = given.tax_behavior ?? (rate?.tax_behavior === 'inclusive' ? 'inclusive' : 'exclusive');
  const code = readCode(given.tax_code, 'shipping_cost[tax_code]') ?? idOf(rate?.tax_code) ?? SHIPPING_CODE;
  const inclusive = behavior === 'inclusive';
  const taxes = taxAmounts(sale, { amount, inclusive, kind: kindOf(code), currency });
  return {
    taxes,
    cost: {
      amount,
      amount_tax: taxes.reduce((total, tax) => total + tax.amount, 0),
      ...(rate && { shipping_rate: rate.id }),
      tax_behavior: behavior,
      tax_breakdown: breakdownOfLine(taxes, sourcingOf(sale.place, taxes)),
      tax_code: code,
    },
  };
}

function checkAmount(amount: number, param: string): void {
  if (amount >= 0) return;
  throw invalidRequest('This value must be greater than or equal to 0.', { code: 'parameter_invalid_integer', param });
}

function readCode(code: string | undefined, param: string): string | undefined {
  if (code === undefined || /^txcd_\d{8}$/.test(code)) return code;
  throw invalidRequest(`No such tax code: '${code}'`, { code: 'resource_missing', param });
}

function checkReferences(taxed: readonly TaxedLine[]): void {
  const seen = new Set<string>();
  for (const [index, { line }] of taxed.entries()) {
    if (seen.has(line.reference)) {
      throw invalidRequest(`The reference '${line.reference}' is used twice. Give each line item its own.`, {
        param: `line_items[${index}][reference]`,
      });
    }
    seen.add(line.reference);
  }
}
