import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { adjustableOf, checkPrice, MOST_LINES, priceOf } from './lines.ts';
import type { CheckoutSession } from './type.ts';

type Given = Stripe.Checkout.SessionCreateParams.OptionalItem;
type OptionalItem = Stripe.Checkout.Session.OptionalItem;

/** Limit of https://docs.stripe.com/payments/checkout/optional-items */
const MOST_ITEMS = 10;

/** Returns the validated optional items; undefined if there are none. */
export async function readOptionalItems(
  context: Context,
  given: readonly Given[] | undefined,
  { currency, lines, mode }: { readonly currency: string; readonly lines: number; readonly mode: string },
): Promise<OptionalItem[] | undefined> {
  if (given === undefined) return undefined;
  if (given.length > MOST_ITEMS) {
    throw invalidRequest(`A Checkout Session can have at most ${MOST_ITEMS} optional items.`, {
      param: 'optional_items',
    });
  }
  if (lines + given.length > MOST_LINES) {
    throw invalidRequest(`A Checkout Session can have at most ${MOST_LINES} line items and optional items together.`, {
      param: 'optional_items',
    });
  }
  const items: OptionalItem[] = [];
  for (const [index, item] of given.entries()) {
    const path = `optional_items[${index}]`;
    const price = await priceOf(context, item, path);
    checkPrice(price, currency, `${path}[price]`, mode);
    if (items.some((other) => other.price === price.id))
      throw invalidRequest(`The price ${price.id} is offered twice.`, { param: `${path}[price]` });
    if (item.quantity < 1) {
      throw invalidRequest('This value must be greater than or equal to 1.', {
        code: 'parameter_invalid_integer',
        param: `${path}[quantity]`,
      });
    }
    const adjustable = adjustableOf(item, path);
    items.push({
      adjustable_quantity: adjustable && { enabled: true, ...adjustable },
      price: price.id,
      quantity: item.quantity,
    });
  }
  return items;
}

/** Returns the session with optional items added or removed. Throws for an item that it does not offer. */
export function withOptionalItems(
  { work }: Context,
  session: CheckoutSession,
  choices: readonly { readonly price: string; readonly selected: boolean }[],
): CheckoutSession {
  let { lines } = session.internal;
  for (const [index, { price, selected }] of choices.entries()) {
    const item = session.optional_items?.find((one) => one.price === price);
    if (!item) {
      throw invalidRequest(`This session has no optional item with the price '${price}'.`, {
        code: 'resource_missing',
        param: `optional_items[${index}][price]`,
      });
    }
    const there = lines.find((line) => line.optional && line.price === price);
    if (!selected) lines = lines.filter((line) => line !== there);
    else if (!there) {
      const { quantity, adjustable_quantity: bounds } = item;
      const adjustable = bounds && { minimum: bounds.minimum ?? 0, maximum: bounds.maximum ?? quantity };
      const line = { id: work.newId('li'), price, quantity, adjustable, taxRates: [], metadata: {} };
      lines = [...lines, { ...line, optional: true }];
    }
  }
  return { ...session, internal: { ...session.internal, lines } };
}
