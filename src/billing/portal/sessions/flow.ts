import type { Context } from '../../../kernel/context.ts';
import { invalidRequest, parameterMissing, resourceMissing } from '../../../kernel/errors.ts';
import type { ParamsOf } from '../../../kernel/operation.ts';
import { requireValid } from '../../../products/coupons/require-valid.ts';
import { prices } from '../../../products/prices/type.ts';
import { promotionCodes } from '../../../products/promotion-codes/type.ts';
import { isEnded, type Subscription, subscriptions } from '../../subscriptions/type.ts';
import type { PortalConfiguration } from '../configurations/type.ts';
import type { PortalSession } from './type.ts';

type Flow = NonNullable<PortalSession['flow']>;
type FlowParams = NonNullable<ParamsOf<'POST /v1/billing_portal/sessions'>['flow_data']>;

/** The longest message after a flow, in characters. */
const LONGEST_MESSAGE = 500;

/** Page that a session leads its customer to, in place of the portal's first page; null for that. */
export async function readFlow(
  context: Context,
  customer: string,
  configuration: PortalConfiguration,
  params: FlowParams | undefined,
): Promise<Flow | null> {
  if (params === undefined) return null;
  const { type } = params;
  checkEnabled(configuration, type);
  return {
    after_completion: afterCompletion(params.after_completion),
    customer_update: type === 'customer_update' ? {} : null,
    subscription_cancel: type === 'subscription_cancel' ? await cancelFlow(context, customer, params) : null,
    subscription_pause: null,
    subscription_update: type === 'subscription_update' ? await updateFlow(context, customer, params) : null,
    subscription_update_confirm:
      type === 'subscription_update_confirm' ? await confirmFlow(context, customer, params) : null,
    type,
  };
}

function checkEnabled({ id, features }: PortalConfiguration, type: string): void {
  const enabled: Readonly<Record<string, boolean>> = {
    customer_update: features.customer_update.enabled,
    payment_method_update: features.payment_method_update.enabled,
    subscription_cancel: features.subscription_cancel.enabled,
    subscription_update: features.subscription_update.enabled,
    subscription_update_confirm: features.subscription_update.enabled,
  };
  if (enabled[type]) return;
  throw invalidRequest(`The configuration \`${id}\` does not have the feature of the flow ${type} enabled.`, {
    param: 'flow_data[type]',
  });
}

async function cancelFlow(
  context: Context,
  customer: string,
  { subscription_cancel: params }: FlowParams,
): Promise<Flow['subscription_cancel']> {
  const under = 'flow_data[subscription_cancel]';
  if (!params) throw parameterMissing(under);
  const subscription = await ownSubscription(context, customer, params.subscription, under);
  if (subscription.cancel_at !== null) {
    throw invalidRequest(`The subscription \`${subscription.id}\` is already set to be canceled.`, {
      param: `${under}[subscription]`,
    });
  }
  const coupon = params.retention?.coupon_offer.coupon;
  if (coupon !== undefined) await requireValid(context, coupon, `${under}[retention][coupon_offer][coupon]`);
  return {
    retention: coupon === undefined ? null : { coupon_offer: { coupon }, type: 'coupon_offer' },
    subscription: subscription.id,
  };
}

async function updateFlow(
  context: Context,
  customer: string,
  { subscription_update: params }: FlowParams,
): Promise<Flow['subscription_update']> {
  const under = 'flow_data[subscription_update]';
  if (!params) throw parameterMissing(under);
  return { subscription: (await ownSubscription(context, customer, params.subscription, under)).id };
}

async function confirmFlow(
  context: Context,
  customer: string,
  { subscription_update_confirm: params }: FlowParams,
): Promise<Flow['subscription_update_confirm']> {
  const under = 'flow_data[subscription_update_confirm]';
  if (!params) throw parameterMissing(under);
  const subscription = await ownSubscription(context, customer, params.subscription, under);
  const [item, ...others] = params.items;
  if (!item || others.length > 0) {
    throw invalidRequest('A flow changes one item of a subscription.', { param: `${under}[items]` });
  }
  const current = subscription.items.data.find(({ id }) => id === item.id);
  if (!current) throw resourceMissing('subscription item', item.id, `${under}[items][0][id]`, 400);
  const price = item.price ?? current.price.id;
  await context.work.require(prices, price, `${under}[items][0][price]`);
  const { discounts = [] } = params;
  if (discounts.length > 1) {
    throw invalidRequest('A flow gives at most one discount.', { param: `${under}[discounts]` });
  }
  for (const { coupon, promotion_code: code } of discounts) {
    if (coupon !== undefined) await requireValid(context, coupon, `${under}[discounts][0][coupon]`);
    if (code !== undefined) await context.work.require(promotionCodes, code, `${under}[discounts][0][promotion_code]`);
  }
  return {
    discounts:
      discounts.length === 0
        ? null
        : discounts.map(({ coupon = null, promotion_code = null }) => ({ coupon, promotion_code })),
    items: [{ id: item.id, price, quantity: item.quantity ?? current.quantity ?? 1 }],
    subscription: subscription.id,
  };
}

async function ownSubscription({ work }: Context, customer: string, id: string, under: string): Promise<Subscription> {
  const param = `${under}[subscription]`;
  const subscription = await work.require(subscriptions, id, param);
  if (subscription.customer === customer && !isEnded(subscription)) return subscription;
  throw invalidRequest(`The subscription \`${id}\` has ended, or is not one of the customer.`, { param });
}

function afterCompletion(params: FlowParams['after_completion']): Flow['after_completion'] {
  const type = params?.type ?? 'portal_homepage';
  const under = 'flow_data[after_completion]';
  if (type === 'redirect' && !params?.redirect) throw parameterMissing(`${under}[redirect]`);
  const message = params?.hosted_confirmation?.custom_message ?? null;
  if (message !== null && message.length > LONGEST_MESSAGE) {
    throw invalidRequest(`A message has at most ${LONGEST_MESSAGE} characters.`, {
      param: `${under}[hosted_confirmation][custom_message]`,
    });
  }
  return {
    hosted_confirmation: type === 'hosted_confirmation' ? { custom_message: message } : null,
    redirect: type === 'redirect' && params?.redirect ? { return_url: params.redirect.return_url } : null,
    type,
  };
}
