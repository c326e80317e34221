import type { Context } from 'hono';
import type Stripe from 'stripe';
import type { PortalVisit } from '../../billing/portal/sessions/visit.ts';
import { preview } from '../../billing/previews/create-preview.ts';
import type { Subscription } from '../../billing/subscriptions/type.ts';
import { updateSubscription } from '../../billing/subscriptions/update.ts';
import type { Context as Decision } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { products } from '../../products/products/type.ts';
import { foldCode, promotionCodes } from '../../products/promotion-codes/type.ts';
import { amountText } from '../format.ts';
import { html } from '../html.ts';
import { notFound } from '../problems.ts';
import { ownSubscription } from './cancel.ts';
import { complete } from './complete.ts';
import { decide } from './load-portal.ts';
import { stepDocument } from './portal-document.ts';
import type { PortalEnv } from './portal-env.ts';
import { isSwitchable } from './subscriptions.ts';

/** A plan that a subscription can be switched to. */
interface Plan {
  readonly price: Price;
  readonly name: string;
  readonly hasQuantity: boolean;
}

/** A change that a customer chose. */
interface Choice {
  readonly price: string;
  readonly quantity: number;
  readonly code: string;
}

/** The largest quantity that is read from a form. */
const MOST_QUANTITY = 999_999;

async function plansOf({ work }: Decision, { configuration }: PortalVisit, currency: string): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const { prices: ids, product, adjustable_quantity: quantity } of configuration.internal.products) {
    const name = (await work.get(products, product))?.name ?? product;
    for (const id of ids) {
      const price = await work.get(prices, id);
      if (price?.active && price.currency === currency) plans.push({ price, name, hasQuantity: quantity.enabled });
    }
  }
  return plans;
}

/** Shows the plans that the subscription can be switched to. */
export async function showUpdate(c: Context<PortalEnv>, problem?: string): Promise<Response> {
  const { texts, portal } = c.var;
  const { update: words, per } = texts.portal;
  const { enabled, default_allowed_updates: allowed } = portal.configuration.features.subscription_update;
  const found = await decide(c, async (context, visit) => {
    const current = await ownSubscription(context, visit.customer.id, c.req.param('subscription') ?? '');
    return current && { current, plans: await plansOf(context, visit, current.currency) };
  });
  if (!enabled || !found || !isSwitchable(found.current)) return notFound(texts);
  const [item] = found.current.items.data;
  const intervals: Readonly<Record<string, string>> = per;
  const content = html`<form method="get" action="${c.req.path.replace(/\/confirm$/, '')}/confirm" class="fields">
    <fieldset class="fields"><legend>${words.plan}</legend>${found.plans.map(
      ({
        price,
        name,
      }) => html`<div class="check"><input type="radio" id="${price.id}" name="price" value="${price.id}" required${price.id === item?.price.id && html` checked`}>
      <label for="${price.id}">${name}, ${amountText(price.unit_amount ?? 0, price.currency, texts.locale)} ${intervals[price.recurring?.interval ?? ''] ?? ''}</label></div>`,
    )}</fieldset>
    ${
      allowed.includes('quantity') &&
      found.plans.some(({ hasQuantity }) => hasQuantity) &&
      html`<div><label for="quantity">${words.quantity}</label><input id="quantity" name="quantity" type="number" min="1" max="${MOST_QUANTITY}" value="${item?.quantity ?? 1}"></div>`
    }
    ${
      allowed.includes('promotion_code') &&
      html`<div><label for="code">${words.code}</label><input id="code" name="code" maxlength="500" autocomplete="off"></div>`
    }
    <button>${words.review}</button>
  </form>`;
  const status = problem === undefined ? 200 : 422;
  return stepDocument(texts, portal, { title: words.title, content, problem, status });
}

/** Shows what a change costs, as the invoice that it makes, before it is made. */
export async function showConfirm(c: Context<PortalEnv>): Promise<Response> {
  const { texts, portal } = c.var;
  const { update: words } = texts.portal;
  const { proration_behavior: proration } = portal.configuration.features.subscription_update;
  const choice = chosen(c, (name) => c.req.query(name));
  return shown(c, async () => {
    const invoice = await decide(c, async (context, visit) => {
      const current = await switchable(context, visit, c.req.param('subscription') ?? '');
      const { proration_behavior, trial_end, discounts, items } = await paramsOf(context, visit, current, choice);
      return preview(context, {
        subscription: current.id,
        ...(discounts && { discounts }),
        subscription_details: {
          items: items as Stripe.InvoiceCreatePreviewParams.SubscriptionDetails.Item[],
          ...(proration_behavior && { proration_behavior }),
          ...(trial_end !== undefined && { trial_end }),
        },
      });
    });
    if (!invoice) return notFound(texts);
    const money = (amount: number) => amountText(amount, invoice.currency, texts.locale);
    const content = html`<dl class="facts">${invoice.lines.data.map(
      (line) => html`<div><dt>${line.description}</dt><dd>${money(line.amount)}</dd></div>`,
    )}<div><dt><strong>${proration === 'always_invoice' ? words.dueNow : words.dueNext}</strong></dt><dd><strong>${money(invoice.amount_due)}</strong></dd></div></dl>
    <form method="post" class="fields">
      <input type="hidden" name="price" value="${choice.price}"><input type="hidden" name="quantity" value="${choice.quantity}"><input type="hidden" name="code" value="${choice.code}">
      <button>${words.confirm}</button>
    </form>`;
    return stepDocument(texts, portal, { title: words.title, content });
  });
}

/** Makes the change. */
export async function submitUpdate(c: Context<PortalEnv>): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const choice = chosen(c, (name) => form.get(name) ?? undefined);
  return shown(c, async () => {
    await decide(c, async (context, visit) => {
      const current = await switchable(context, visit, c.req.param('subscription') ?? '');
      await updateSubscription(context, current, await paramsOf(context, visit, current, choice));
    });
    return complete(c);
  });
}

/** The change of a form; what it does not name is as the session's flow has it. */
function chosen(c: Context<PortalEnv>, read: (name: string) => string | undefined): Choice {
  const [item] = c.var.portal.session.flow?.subscription_update_confirm?.items ?? [];
  const quantity = Number(read('quantity') ?? item?.quantity ?? 1);
  return {
    price: read('price') ?? item?.price ?? '',
    quantity: Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_QUANTITY ? quantity : 1,
    code: read('code')?.trim() ?? '',
  };
}

async function switchable(context: Decision, visit: PortalVisit, id: string): Promise<Subscription> {
  const current = await ownSubscription(context, visit.customer.id, id);
  const { enabled } = visit.configuration.features.subscription_update;
  if (enabled && current && isSwitchable(current)) return current;
  throw invalidRequest('This subscription cannot be changed.');
}

async function paramsOf(
  context: Decision,
  visit: PortalVisit,
  current: Subscription,
  { price, quantity, code }: Choice,
): Promise<Stripe.SubscriptionUpdateParams> {
  const { features, internal } = visit.configuration;
  const { subscription_update: rules } = features;
  const confirm = visit.session.flow?.subscription_update_confirm;
  const offered = internal.products.find(({ prices: ids }) => ids.includes(price));
  if (!offered && !confirm?.items.some((item) => item.price === price))
    throw invalidRequest('Choose one of the plans.');
  const [item] = current.items.data;
  const { minimum = 1, maximum = null, enabled = false } = offered?.adjustable_quantity ?? {};
  const wanted = confirm
    ? quantity
    : enabled
      ? Math.min(Math.max(quantity, minimum), maximum ?? MOST_QUANTITY)
      : item?.quantity;
  const given = confirm?.discounts ?? [];
  const codes = code === '' ? [] : [{ promotion_code: await codeOf(context, code) }];
  const added = [
    ...given.map(({ coupon, promotion_code: named }) => (named ? { promotion_code: named } : { coupon: coupon ?? '' })),
    ...codes,
  ];
  const kept = current.discounts.map((discount) => ({ discount }));
  return {
    items: [{ id: item?.id ?? '', price, ...(wanted !== undefined && { quantity: wanted }) }],
    proration_behavior: rules.proration_behavior as 'none' | 'create_prorations' | 'always_invoice',
    ...(current.status === 'trialing' && rules.trial_update_behavior === 'end_trial' && { trial_end: 'now' as const }),
    ...(added.length > 0 && { discounts: [...kept, ...added] }),
  };
}

async function codeOf({ work }: Decision, code: string): Promise<string> {
  const found = await work.list(promotionCodes, { by: `code/${foldCode(code)}`, limit: 10 });
  const active = found.find((one) => (promotionCodes.asOf?.(one, work.now) ?? one).active);
  if (active) return active.id;
  throw invalidRequest(`The promotion code ${code} does not exist.`);
}

/** Runs a step; an error of the API is shown above the plans. */
async function shown(c: Context<PortalEnv>, step: () => Promise<Response>): Promise<Response> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof StripeError) || error.status >= 500) throw error;
    return showUpdate(c, error.message);
  }
}
