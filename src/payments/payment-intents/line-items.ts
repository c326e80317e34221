import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import { type Page, type PageParams, pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

export type LineItem = Stripe.PaymentIntentAmountDetailsLineItem;

/** The line items of one payment's amount: a document beside the PaymentIntent, which so stays small. Not part of the API. */
interface LineItems extends Entity {
  readonly object: 'payment_intent_line_items';
  readonly items: readonly LineItem[];
}

const lineItems: ResourceType<LineItems> = {
  object: 'payment_intent_line_items',
  prefix: 'pili',
  noun: 'line items',
  idParam: 'id',
  listed: false,
};

/** The line items of a PaymentIntent's amount, in the order in which they were given. */
export async function lineItemsOf({ work }: Context, intent: PaymentIntent): Promise<readonly LineItem[]> {
  const { lineItems: id } = intent.internal;
  return id === undefined ? [] : (await work.require(lineItems, id)).items;
}

/** Stores a PaymentIntent's line items; returns their entry in `internal`. */
export async function saveLineItems(
  { work }: Context,
  intent: PaymentIntent,
  items: readonly LineItem[],
): Promise<{ readonly lineItems?: string }> {
  const { lineItems: id } = intent.internal;
  if (id !== undefined)
    return { lineItems: work.save<LineItems>({ ...(await work.require(lineItems, id)), items }).id };
  if (items.length === 0) return {};
  const made = work.insert(lineItems, { id: work.newId(lineItems.prefix), object: 'payment_intent_line_items', items });
  return { lineItems: made.id };
}

/** `amount_details.line_items`, which is only there when asked for: the first page of them. */
export async function includedLineItems(context: Context, id: string): Promise<Page<LineItem>> {
  return pageOf(await lineItemsOf(context, await context.work.require(paymentIntents, id)), id, {});
}

export const listLineItems = operation(
  'GET /v1/payment_intents/{intent}/amount_details_line_items',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    return pageOf(await lineItemsOf(context, intent), intent.id, params);
  },
);

function pageOf(items: readonly LineItem[], intent: string, params: PageParams): Page<LineItem> {
  return pageOfItems(items, params, `/v1/payment_intents/${intent}/amount_details_line_items`);
}
