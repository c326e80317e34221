import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { prices } from '../../../products/prices/type.ts';
import { products } from '../../../products/products/type.ts';
import type { FeatureParams } from './feature-params.ts';
import type { PortalProduct } from './type.ts';

/** The most products of a configuration: https://docs.stripe.com/api/customer_portal/configurations/create */
const MOST_PRODUCTS = 10;

type Given = Exclude<NonNullable<NonNullable<FeatureParams['subscription_update']>['products']>, ''>;

/** Reads the products that subscriptions can be switched to. Each price must be a recurring one of its product. */
export async function readProducts(context: Context, given: Given): Promise<PortalProduct[]> {
  const under = 'features[subscription_update][products]';
  if (given.length > MOST_PRODUCTS) {
    throw invalidRequest(`A configuration has at most ${MOST_PRODUCTS} products.`, { param: under });
  }
  const found: PortalProduct[] = [];
  for (const [index, { product, prices: named, adjustable_quantity: quantity }] of given.entries()) {
    const at = `${under}[${index}]`;
    await context.work.require(products, product, `${at}[product]`);
    if (named.length === 0) {
      throw invalidRequest('A product needs at least one price.', {
        code: 'parameter_missing',
        param: `${at}[prices]`,
      });
    }
    for (const [place, id] of named.entries()) await checkPrice(context, id, product, `${at}[prices][${place}]`);
    const { enabled = false, minimum = 1, maximum = null } = quantity ?? {};
    if (minimum < 0 || (maximum !== null && maximum < minimum)) {
      throw invalidRequest('The maximum of a quantity must not be below its minimum.', {
        param: `${at}[adjustable_quantity][maximum]`,
      });
    }
    found.push({ adjustable_quantity: { enabled, maximum, minimum }, prices: named, product });
  }
  return found;
}

async function checkPrice({ work }: Context, id: string, product: string, param: string): Promise<void> {
  const price = await work.require(prices, id, param);
  const why =
    price.product !== product
      ? `The price \`${id}\` belongs to another product.`
      : !price.active
        ? `The price \`${id}\` is inactive.`
        : price.recurring?.usage_type === 'licensed'
          ? undefined
          : `The price \`${id}\` is not a recurring price of a quantity.`;
  if (why) throw invalidRequest(`${why} Use an active recurring price of the product.`, { param });
}
