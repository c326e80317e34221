import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { cutText } from '../../kernel/cut-text.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { formatAmount } from '../../shared/currencies.ts';
import { type LineItem, lineItemsOf, saveLineItems } from './line-items.ts';
import type { PaymentIntent, PaymentIntentInternal } from './type.ts';

/** A PaymentIntent's `amount_details`; line items are stored separately. */
type Details = NonNullable<Stripe.PaymentIntent['amount_details']>;
type DetailsParam = Stripe.PaymentIntentConfirmParams.AmountDetails;
type LineItemParam = Stripe.PaymentIntentConfirmParams.AmountDetails.LineItem;

export const NO_DETAILS: Details = { tip: {} };
/** The most line items a payment may have. */
const MOST_LINE_ITEMS = 200;
/** The longest codes and units that card networks take, in characters. */
const LONGEST_CODE = 12;

/**
 * Returns a PaymentIntent's details after a request's `amount_details`: `''` unsets all, a sent part replaces that
 * part. They must add up to `amount`. With `add` (a further partial capture) sums are added to the earlier ones and
 * line items are appended. Throws if they do not add up, unless validation is off.
 */
export async function changeDetails(
  context: Context,
  intent: PaymentIntent,
  param: DetailsParam | '' | undefined,
  { amount, add = false }: { amount: number; add?: boolean },
): Promise<{ amount_details: Details; internal: PaymentIntentInternal }> {
  const current = intent.amount_details ?? NO_DETAILS;
  if (param === '') {
    return {
      amount_details: NO_DETAILS,
      internal: { ...intent.internal, ...(await saveLineItems(context, intent, [])) },
    };
  }
  const before = await lineItemsOf(context, intent);
  const details = param ? withParts(add ? NO_DETAILS : current, param) : current;
  const given = param?.line_items;
  const items = given === undefined ? (add ? [] : before) : newItems(context, given || []);
  const checked = withCheck(details, items, {
    amount,
    currency: intent.currency,
    enforce: param ? (param.enforce_arithmetic_validation ?? true) : !current.error,
  });
  const saved = given === undefined ? {} : await saveLineItems(context, intent, add ? [...before, ...items] : items);
  return {
    amount_details: add ? sumOf(current, checked) : checked,
    internal: { ...intent.internal, ...saved },
  };
}

/** True if a payment has details that must add up. */
export function hasDetails({ amount_details: details, internal }: PaymentIntent): boolean {
  return internal.lineItems !== undefined || Object.keys(details ?? {}).some((name) => name !== 'tip');
}

function withParts(current: Details, param: DetailsParam): Details {
  const { error: _, ...rest } = current;
  const { discount_amount: discount, shipping, tax } = param;
  const parts = new Map<string, unknown>(Object.entries(rest));
  const set = (name: string, value: unknown, stored: () => unknown) => {
    if (value === '' || value === null) parts.delete(name);
    else if (value !== undefined) parts.set(name, stored());
  };
  set('discount_amount', discount, () => atLeast(discount, 1, 'amount_details[discount_amount]'));
  set('shipping', shipping, () => shippingOf(shipping || {}));
  set('tax', tax, () => ({
    total_tax_amount: atLeast((tax || undefined)?.total_tax_amount, 0, 'amount_details[tax][total_tax_amount]'),
  }));
  return Object.fromEntries(parts) as Details;
}

function shippingOf(shipping: Stripe.PaymentIntentConfirmParams.AmountDetails.Shipping): Details['shipping'] {
  const { amount } = shipping;
  return {
    amount:
      amount === undefined || amount === null || amount === ''
        ? null
        : atLeast(amount, 0, 'amount_details[shipping][amount]'),
    from_postal_code: shipping.from_postal_code || null,
    to_postal_code: shipping.to_postal_code || null,
  };
}

function newItems({ work }: Context, params: readonly LineItemParam[]): LineItem[] {
  if (params.length > MOST_LINE_ITEMS) {
    throw invalidRequest(
      `A payment can have up to ${MOST_LINE_ITEMS} line items, but you passed in ${params.length}.`,
      {
        param: 'amount_details[line_items]',
      },
    );
  }
  return params.map((item, index) => {
    const under = `amount_details[line_items][${index}]`;
    return {
      id: work.newId('uli'),
      object: 'payment_intent_amount_details_line_item',
      discount_amount:
        item.discount_amount === undefined ? null : atLeast(item.discount_amount, 1, `${under}[discount_amount]`),
      payment_method_options: optionsOf(item),
      product_code: code(item.product_code, `${under}[product_code]`),
      product_name: item.product_name,
      quantity: atLeast(item.quantity, 1, `${under}[quantity]`),
      tax: item.tax
        ? { total_tax_amount: atLeast(item.tax.total_tax_amount, 0, `${under}[tax][total_tax_amount]`) }
        : null,
      unit_cost: atLeast(item.unit_cost, 0, `${under}[unit_cost]`),
      unit_of_measure: code(item.unit_of_measure, `${under}[unit_of_measure]`),
    };
  });
}

/** A line item's options of one payment method, with all fields. */
function optionsOf({ payment_method_options: options }: LineItemParam): LineItem['payment_method_options'] {
  if (!options) return null;
  const { card, card_present: present, klarna, paypal } = options;
  return {
    ...(card && { card: { commodity_code: card.commodity_code ?? null } }),
    ...(present && { card_present: { commodity_code: present.commodity_code ?? null } }),
    ...(klarna && {
      klarna: {
        image_url: klarna.image_url ?? null,
        product_url: klarna.product_url ?? null,
        reference: klarna.reference ?? null,
        subscription_reference: klarna.subscription_reference ?? null,
      },
    }),
    ...(paypal && { paypal }),
  };
}

function code(text: string | undefined, param: string): string | null {
  if (text === undefined || text.length <= LONGEST_CODE) return text ?? null;
  throw invalidRequest(`Invalid string: ${cutText(text, LONGEST_CODE)}…; must be at most ${LONGEST_CODE} characters`, {
    param,
  });
}

function atLeast(value: number | '' | null | undefined, least: number, param: string): number {
  const number = value || 0;
  if (number >= least) return number;
  throw invalidRequest(`This value must be greater than or equal to ${least}.`, {
    code: 'parameter_invalid_integer',
    param,
  });
}

/** Returns validated details. An error is thrown, or returned in `error` if validation is off. */
function withCheck(
  details: Details,
  items: readonly LineItem[],
  { amount, currency, enforce }: { amount: number; currency: string; enforce: boolean },
): Details {
  checkGivenOnce(details, items);
  const { error: _, ...rest } = details;
  const problem = problemOf(details, items, amount, currency);
  if (!problem) return rest;
  if (enforce) throw invalidRequest(problem.message, { code: problem.code, param: 'amount_details' });
  return { ...rest, error: problem };
}

/** Tax and discounts are set on the whole amount or on line items, not both. */
function checkGivenOnce(details: Details, items: readonly LineItem[]): void {
  const twice =
    details.discount_amount !== undefined && items.some((item) => item.discount_amount !== null)
      ? 'discount_amount'
      : details.tax && items.some((item) => item.tax)
        ? 'tax'
        : undefined;
  if (twice === undefined) return;
  throw invalidRequest(
    `You may only specify one of these parameters: amount_details[${twice}], amount_details[line_items][][${twice}].`,
    { param: `amount_details[${twice}]` },
  );
}

/** Returns the `amount_details.error` of details that do not add up to an amount; undefined if they do. */
function problemOf(
  details: Details,
  items: readonly LineItem[],
  amount: number,
  currency: string,
): { code: string; message: string } | undefined {
  const besides =
    (details.tax?.total_tax_amount ?? 0) + (details.shipping?.amount ?? 0) - (details.discount_amount ?? 0);
  if (items.length === 0) {
    if (besides <= amount) return undefined;
    return {
      code: 'amount_details_tax_shipping_discount_greater_than_amount',
      message: `Tax and shipping minus the discount (${formatAmount(besides, currency)}) are more than the amount (${formatAmount(amount, currency)}).`,
    };
  }
  const sum = items.reduce((total, item) => total + totalOf(item), besides);
  if (sum === amount) return undefined;
  return {
    code: 'amount_details_amount_mismatch',
    message: `The line items with tax, shipping and discount sum to ${formatAmount(sum, currency)}, but the amount is ${formatAmount(amount, currency)}.`,
  };
}

function totalOf({ unit_cost: cost, quantity, discount_amount: discount, tax }: LineItem): number {
  return cost * quantity - (discount ?? 0) + (tax?.total_tax_amount ?? 0);
}

/** Merges the details of partial captures. Shipping addresses stay those of the first. */
function sumOf(before: Details, now: Details): Details {
  const discount = (before.discount_amount ?? 0) + (now.discount_amount ?? 0);
  const tax = (before.tax?.total_tax_amount ?? 0) + (now.tax?.total_tax_amount ?? 0);
  const shipping = now.shipping ?? before.shipping;
  return {
    ...before,
    ...(discount > 0 && { discount_amount: discount }),
    ...(shipping && {
      shipping: {
        amount: (before.shipping?.amount ?? 0) + (now.shipping?.amount ?? 0),
        from_postal_code: before.shipping?.from_postal_code ?? shipping.from_postal_code ?? null,
        to_postal_code: before.shipping?.to_postal_code ?? shipping.to_postal_code ?? null,
      },
    }),
    ...((before.tax || now.tax) && { tax: { total_tax_amount: tax } }),
    ...(now.error && { error: now.error }),
  };
}
