import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { createProduct } from '../products/create.ts';
import { products } from '../products/type.ts';
import { type AmountParams, readAmounts, readCurrencyOptions } from './amounts.ts';
import { emitPriceEvents } from './emit.ts';
import { markSold } from './first-price.ts';
import { claimLookupKey } from './lookup-key.ts';
import { readMeter } from './meter.ts';
import { type RecurringParam, readRecurring } from './recurring.ts';
import { type Price, prices } from './type.ts';

/** Parameters of a new price: created directly, with a product, or inline. */
export interface PriceParams extends AmountParams {
  readonly active?: boolean;
  readonly billing_scheme?: string;
  readonly currency: string;
  readonly currency_options?: Readonly<Record<string, AmountParams>>;
  /** Not a request parameter; see `insertInlinePrice`. */
  readonly inline?: true;
  /** Nor this: the id of a price that was created as a plan. */
  readonly id?: string;
  readonly lookup_key?: string;
  readonly metadata?: MetadataParam;
  readonly nickname?: string;
  readonly recurring?: RecurringParam;
  readonly tiers_mode?: string;
  readonly transfer_lookup_key?: boolean;
  readonly transform_quantity?: { readonly divide_by: number; readonly round: string };
}

/** Creates a price of an existing product or of one in `product_data`. */
export async function createPrice(context: Context, params: Stripe.PriceCreateParams): Promise<Price> {
  const { product, product_data: data } = params;
  if (product !== undefined && data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: product, product_data.', { param: 'product' });
  }
  if (product === undefined && data === undefined) {
    throw invalidRequest('You must specify either `product` or `product_data` when creating a price.', {
      code: 'parameter_missing',
      param: 'product',
    });
  }
  if (product !== undefined) await context.work.require(products, product, 'product');
  const id = product ?? (await createProduct(context, data as Stripe.ProductCreateParams, 'product_data')).id;
  return insertPrice(context, id, params);
}

/** Adds a price that `price_data` describes, for one purchase. `under` is its bracket path. */
export function insertInlinePrice(
  context: Context,
  product: string,
  params: PriceParams,
  under: string,
): Promise<Price> {
  return insertPrice(context, product, { ...params, active: false, inline: true }, under);
}

/**
 * Adds a price to an existing product and emits its event. `under` is the bracket path of the parameters, such as
 * `line_items[0][price_data]`; '' for top-level ones.
 */
export async function insertPrice(context: Context, product: string, params: PriceParams, under = ''): Promise<Price> {
  const { work } = context;
  const at = (name: string) => (under === '' ? name : `${under}[${name}]`);
  const currency = checkCurrency(params.currency, at('currency'));
  const tiered = params.billing_scheme === 'tiered';
  const rules = { tiered, recurring: params.recurring !== undefined };
  checkTiersMode(params, tiered, at('tiers_mode'));
  const { tiers, ...amounts } = readAmounts(params, currency, { ...rules, under });
  const own = { currency, ...amounts, ...(tiers && { tiers }) };
  const currencyOptions = readCurrencyOptions(params.currency_options ?? {}, own, rules, at('currency_options'));
  const { lookup_key: lookupKey = null } = params;
  const active = params.active ?? true;
  const recurring = params.recurring
    ? {
        ...readRecurring(params.recurring, at('recurring')),
        meter: await readMeter(context, params.recurring, at('recurring')),
      }
    : null;
  const id = params.id ?? work.newId(prices.prefix);
  if (lookupKey !== null && active) {
    await claimLookupKey(context, lookupKey, { transfer: params.transfer_lookup_key ?? false, owner: id });
  }
  const price = work.insert(prices, {
    id,
    object: 'price',
    active,
    billing_scheme: tiered ? 'tiered' : 'per_unit',
    created: work.now,
    currency,
    ...amounts,
    livemode: false,
    lookup_key: lookupKey,
    metadata: mergeMetadata({}, params.metadata),
    nickname: params.nickname || null,
    product,
    recurring,
    tiers_mode: params.tiers_mode ?? null,
    transform_quantity: readTransform(params, tiered, at('transform_quantity')),
    type: params.recurring ? 'recurring' : 'one_time',
    internal: { currencyOptions, ...(tiers && { tiers }), ...(params.inline && { inline: true }) },
  });
  if (!params.inline) await markSold(context, price);
  emitPriceEvents(context, 'created', price);
  return price;
}

function checkTiersMode({ tiers_mode: mode }: PriceParams, tiered: boolean, param: string): void {
  if (tiered === (mode !== undefined)) return;
  throw tiered
    ? invalidRequest('A tiered price needs `tiers_mode`: `graduated` or `volume`.', {
        code: 'parameter_missing',
        param,
      })
    : invalidRequest('`tiers_mode` can only be used with `billing_scheme=tiered`.', { param });
}

function readTransform(
  { transform_quantity: given }: PriceParams,
  tiered: boolean,
  param: string,
): Stripe.Price.TransformQuantity | null {
  if (given === undefined) return null;
  if (tiered) throw invalidRequest('`transform_quantity` cannot be combined with `tiers`.', { param });
  if (given.divide_by < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: `${param}[divide_by]`,
    });
  }
  return { divide_by: given.divide_by, round: given.round };
}
