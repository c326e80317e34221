import { flag, integer, like, list, required, text, type ValuesOf } from '../../contract/shape.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { createLink } from '../payment-links/create.ts';
import { intervalOf } from './interval.ts';
import { PAGE } from './page-fields.ts';
import { type PricingTable, pricingTables, type TablePrice } from './type.ts';

/** Limits of https://docs.stripe.com/payments/checkout/pricing-table */
const MOST_PRODUCTS = 4;
const MOST_PRICES = 3;

const FIELDS = {
  prices: required(list(text)),
  highlighted_product: text,
  after_completion: like('POST /v1/payment_links', 'after_completion'),
  allow_promotion_codes: flag,
  trial_period_days: integer,
};

/** Makes a table of prices, each with a payment link that its button opens. */
async function createTable(context: Context, params: ValuesOf<typeof FIELDS>): Promise<PricingTable> {
  const { work } = context;
  if (params.prices.length === 0) throw parameterMissing('prices');
  if (params.prices.length > MOST_PRODUCTS * MOST_PRICES) throw tooManyProducts();
  const found: Price[] = [];
  for (const [index, id] of params.prices.entries()) found.push(await work.require(prices, id, `prices[${index}]`));
  checkPrices(found, params.highlighted_product);
  const shown: TablePrice[] = [];
  for (const price of found) {
    const { id } = await createLink(context, linkParams(price, params));
    shown.push({ price: price.id, product: price.product, payment_link: id });
  }
  return work.insert<PricingTable>(pricingTables, {
    id: work.newId(pricingTables.prefix),
    object: pricingTables.object,
    created: work.now,
    livemode: false,
    highlighted_product: params.highlighted_product ?? null,
    prices: shown,
  });
}

/** Throws for too many products or prices, and for two prices that one tab would show of the same product. */
function checkPrices(found: readonly Price[], highlighted: string | undefined): void {
  const products = Map.groupBy(found, ({ product }) => product);
  if (products.size > MOST_PRODUCTS) throw tooManyProducts();
  for (const [product, ofProduct] of products) {
    if (ofProduct.length > MOST_PRICES) {
      throw invalidRequest(
        `A pricing table shows at most ${MOST_PRICES} prices of a product, which ${product} exceeds.`,
        {
          param: 'prices',
        },
      );
    }
    if (new Set(ofProduct.map(intervalOf)).size < ofProduct.length) {
      throw invalidRequest(`Prices of ${product} have the same interval. Send one price of it for each interval.`, {
        param: 'prices',
      });
    }
  }
  if (highlighted !== undefined && !products.has(highlighted)) {
    throw invalidRequest(`The table has no price of the product ${highlighted}. Highlight one that it shows.`, {
      param: 'highlighted_product',
    });
  }
}

function tooManyProducts() {
  return invalidRequest(
    `A pricing table shows at most ${MOST_PRODUCTS} products, with at most ${MOST_PRICES} prices each.`,
    {
      param: 'prices',
    },
  );
}

/** One-time prices have no trial, and metered ones no quantity. */
function linkParams({ id, recurring }: Price, params: ValuesOf<typeof FIELDS>): Parameters<typeof createLink>[1] {
  const { after_completion: after, allow_promotion_codes: codes, trial_period_days: days } = params;
  const line = { price: id, ...(recurring?.usage_type !== 'metered' && { quantity: 1 }) };
  return {
    // The package requires a quantity, which metered prices do not have.
    line_items: [line as { price: string; quantity: number }],
    ...(after && { after_completion: after }),
    ...(codes !== undefined && { allow_promotion_codes: codes }),
    ...(recurring && days !== undefined && { subscription_data: { trial_period_days: days } }),
  };
}

const PATH = '/_florin/pricing_tables';

/** Tables are made in Stripe's dashboard only, so these operations are Florin's own. */
export const pricingTableResource = resource(pricingTables, {
  operations: [
    ownOperation(`POST ${PATH}`, FIELDS, createTable),
    ownOperation(`GET ${PATH}`, PAGE, (context, params) => listPage(context, pricingTables, params, PATH)),
    ownOperation(`GET ${PATH}/{pricing_table}`, {}, ({ work }, _params, path) =>
      work.require(pricingTables, path.pricing_table),
    ),
  ],
});
