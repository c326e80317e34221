import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { pathOf } from '../../kernel/param-path.ts';
import { decimalOf, formatDecimal, ONE, readDecimal } from '../../products/amounts/decimal.ts';
import { lineAmount } from '../../products/amounts/line-amount.ts';
import { toAmount } from '../../products/amounts/rounding.ts';
import { insertInlinePrice, type PriceParams } from '../../products/prices/create.ts';
import { priceTerms } from '../../products/prices/terms.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { createProduct } from '../../products/products/create.ts';
import { products } from '../../products/products/type.ts';
import type { LinePricing } from '../invoices/type.ts';

/** The parameters that decide what a line or an item costs: one of `amount`, `pricing`, `price_data`, `unit_amount_decimal`. */
export interface PriceableParams {
  readonly amount?: number;
  readonly currency?: string;
  readonly description?: string;
  readonly pricing?: { readonly price?: string };
  readonly price_data?: {
    readonly currency: string;
    readonly product?: string;
    readonly product_data?: object;
    readonly tax_behavior?: string;
    readonly unit_amount?: number;
    readonly unit_amount_decimal?: unknown;
  };
  readonly quantity?: number;
  readonly quantity_decimal?: unknown;
  readonly unit_amount_decimal?: unknown;
}

/** Price of a line. `amount` is in the smallest unit, before discounts and exclusive taxes. */
export interface Priced {
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly quantity: number;
  readonly pricing: LinePricing;
}

/**
 * Prices a line. `usual` is the currency where the parameters name none, and `under` the bracket path of the parameters
 * ('' for those of the call). Throws for parameters that exclude each other, and for recurring and inactive prices.
 */
export async function priceLine(context: Context, params: PriceableParams, usual: string, under = ''): Promise<Priced> {
  const at = (name: string) => pathOf(under, name);
  checkOneWay(params, at);
  const quantity = readQuantity(params, at);
  const { pricing, price_data: data } = params;
  if (pricing?.price !== undefined) {
    const price = await context.work.require(prices, pricing.price, at('pricing[price]'));
    checkPrice(price, at('pricing[price]'));
    return ofPrice(context, price, params, params.currency ?? usual, quantity, at('pricing[price]'));
  }
  if (data !== undefined) {
    const price = await inlinePrice(context, data, at('price_data'));
    return ofPrice(context, price, params, price.currency, quantity, at('price_data'));
  }
  return ofAmount(context, params, checkCurrency(params.currency ?? usual, at('currency')), quantity);
}

function checkOneWay(params: PriceableParams, at: (name: string) => string): void {
  const ways = (['amount', 'pricing', 'price_data', 'unit_amount_decimal'] as const).filter(
    (name) => params[name] !== undefined,
  );
  if (ways.length === 0) {
    throw invalidRequest(
      'One of the following params should be provided for this request: amount or pricing or price_data.',
      {
        code: 'parameter_missing',
        param: at('amount'),
      },
    );
  }
  if (ways.length > 1) {
    throw invalidRequest(`You may only specify one of these parameters: ${ways.join(', ')}.`, {
      param: at(ways[0] ?? 'amount'),
    });
  }
  if (params.amount !== undefined && params.quantity !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: amount, quantity.', { param: at('quantity') });
  }
}

function readQuantity({ quantity, quantity_decimal: decimal }: PriceableParams, at: (name: string) => string): number {
  if (decimal !== undefined && quantity === undefined) return readWhole(String(decimal), at('quantity_decimal'));
  if (quantity === undefined) return 1;
  if (quantity >= 0) return quantity;
  throw invalidRequest('This value must be greater than or equal to 0.', {
    code: 'parameter_invalid_integer',
    param: at('quantity'),
  });
}

function readWhole(text: string, param: string): number {
  const decimal = readDecimal(text);
  if (decimal !== undefined && decimal >= 0n && decimal % ONE === 0n) return toAmount(decimal / ONE);
  throw invalidRequest(`Florin bills whole quantities, not ${text}. Send a whole number.`, { param });
}

function checkPrice(price: Price, param: string): void {
  if (price.type === 'recurring') {
    throw invalidRequest(
      'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
      { param },
    );
  }
  if (price.active) return;
  throw invalidRequest('The price specified is inactive. This field only accepts active prices.', { param });
}

async function inlinePrice(
  context: Context,
  data: NonNullable<PriceableParams['price_data']>,
  under: string,
): Promise<Price> {
  const { product, product_data: made } = data;
  if ((product === undefined) === (made === undefined)) {
    throw invalidRequest(`You must specify either \`product\` or \`product_data\` in \`${under}\`.`, {
      param: `${under}[product]`,
    });
  }
  const id =
    product === undefined
      ? (
          await createProduct(
            context,
            // The contract has checked the hash as parameters of a product.
            { ...made, active: false } as Stripe.ProductCreateParams,
            `${under}[product_data]`,
          )
        ).id
      : (await context.work.require(products, product, `${under}[product]`)).id;
  return insertInlinePrice(context, id, data as PriceParams, under);
}

async function ofPrice(
  { work }: Context,
  price: Price,
  { description }: PriceableParams,
  currency: string,
  quantity: number,
  param: string,
): Promise<Priced> {
  const terms = priceTerms(price, currency);
  if (!terms) {
    throw invalidRequest(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      { param },
    );
  }
  const product = await work.get(products, price.product);
  return {
    amount: signedLineAmount(terms, quantity),
    currency,
    description: description || (product?.name ?? null),
    quantity,
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: terms.unit_amount_decimal,
    },
  };
}

/** Prices below zero are credits; they are rounded as their opposite is. */
function signedLineAmount(terms: Parameters<typeof lineAmount>[0], quantity: number): number {
  const unit = decimalOf(terms.unit_amount_decimal ?? 0);
  if (terms.tiers || unit >= 0n) return lineAmount(terms, quantity);
  return 0 - lineAmount({ ...terms, unit_amount_decimal: formatDecimal(-unit) }, quantity);
}

/** An amount without a price gets one of its own, of a product that is named after it. */
async function ofAmount(
  context: Context,
  params: PriceableParams,
  currency: string,
  quantity: number,
): Promise<Priced> {
  const unit = params.amount === undefined ? String(params.unit_amount_decimal) : String(params.amount);
  const { id: product } = await createProduct(context, { name: params.description || 'Invoice item', active: false });
  const isCredit = unit.startsWith('-');
  // A price is not below zero; the line of a credit shows its own amount.
  const price = await insertInlinePrice(
    context,
    product,
    { currency, unit_amount_decimal: isCredit ? unit.slice(1) : unit } as PriceParams,
    '',
  );
  const terms = priceTerms(price, currency);
  if (!terms) throw new Error(`${price.id} has no terms in its own currency`);
  const amount = lineAmount(terms, quantity);
  return {
    amount: isCredit ? 0 - amount : amount,
    currency,
    description: params.description || null,
    quantity,
    pricing: {
      price_details: { price: price.id, product },
      type: 'price_details',
      unit_amount_decimal: unit,
    },
  };
}
