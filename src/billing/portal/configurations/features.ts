import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { configurations as paymentMethodConfigurations } from '../../../payment-methods/configurations/type.ts';
import { feedbackOptions } from '../../feedback-options/type.ts';
import type { FeatureParams } from './feature-params.ts';
import { readProducts } from './products.ts';
import type { PortalFeatures, PortalProduct } from './type.ts';

/** The features of a portal in which nothing is switched on. */
export const NO_FEATURES: PortalFeatures = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
};

/** Features with the products that subscriptions can be switched to. */
export interface Offer {
  readonly features: PortalFeatures;
  readonly products: readonly PortalProduct[];
}

/** Applies parameters to features. Throws for features that are switched on without what they need. */
export async function withFeatures(context: Context, current: Offer, params: FeatureParams): Promise<Offer> {
  const { features: before } = current;
  const { products: given, schedule_at_period_end: schedule, ...update } = params.subscription_update ?? {};
  const products = given === undefined ? current.products : await readProducts(context, given || []);
  const features: PortalFeatures = {
    customer_update: merged(before.customer_update, params.customer_update),
    invoice_history: merged(before.invoice_history, params.invoice_history),
    payment_method_update: await paymentMethods(context, before.payment_method_update, params.payment_method_update),
    subscription_cancel: await cancel(context, before.subscription_cancel, params.subscription_cancel),
    subscription_pause: merged(before.subscription_pause, pause(before.subscription_pause, params.subscription_pause)),
    subscription_update: merged(before.subscription_update, {
      ...update,
      ...(schedule && { schedule_at_period_end: { conditions: schedule.conditions || [] } }),
    }),
  };
  checkComplete(features, products);
  return { features, products };
}

/** Parameters of a feature: what is not sent leaves it as it is, and a list that is sent as '' is empty. */
type Sent<T> = {
  readonly [Key in keyof T]?: T[Key] | (T[Key] extends readonly unknown[] ? '' | null : never) | undefined;
};

/** A feature with the parameters that were sent. */
function merged<T extends object>(current: T, sent: Sent<T> | undefined): T {
  const given = Object.entries(sent ?? {}).filter(([, value]) => value !== undefined);
  // Only lists are typed as '' or null.
  return { ...current, ...(Object.fromEntries(given.map(([name, value]) => [name, value || emptyOf(value)])) as T) };
}

/** The empty value of a parameter: false stays false, and '' or null empties a list. */
function emptyOf(value: unknown): false | [] {
  return value === false ? false : [];
}

async function paymentMethods(
  { work }: Context,
  current: PortalFeatures['payment_method_update'],
  params: FeatureParams['payment_method_update'],
): Promise<PortalFeatures['payment_method_update']> {
  const configuration = params?.payment_method_configuration;
  if (configuration) {
    const param = 'features[payment_method_update][payment_method_configuration]';
    await work.require(paymentMethodConfigurations, configuration, param);
  }
  return {
    enabled: params?.enabled ?? current.enabled,
    payment_method_configuration:
      configuration === undefined ? current.payment_method_configuration : configuration || null,
  };
}

async function cancel(
  { work }: Context,
  current: PortalFeatures['subscription_cancel'],
  params: FeatureParams['subscription_cancel'],
): Promise<PortalFeatures['subscription_cancel']> {
  const { cancellation_reason: reason, ...rest } = params ?? {};
  const options = reason?.feedback_options || [];
  for (const [index, id] of options.entries()) {
    const param = `features[subscription_cancel][cancellation_reason][feedback_options][${index}]`;
    const option = await work.require(feedbackOptions, id, param);
    if (option.status === 'inactive') {
      throw invalidRequest(`The feedback option \`${id}\` is inactive. Use an active one.`, { param });
    }
  }
  const before = current.cancellation_reason;
  return merged(current, {
    ...rest,
    ...(reason && {
      cancellation_reason: {
        enabled: reason.enabled,
        feedback_options:
          reason.feedback_options === undefined ? before.feedback_options : options.length > 0 ? [...options] : null,
        options: reason.options === undefined ? before.options : reason.options || [],
      },
    }),
  });
}

function pause(
  current: PortalFeatures['subscription_pause'],
  params: FeatureParams['subscription_pause'],
): Partial<PortalFeatures['subscription_pause']> {
  const { enabled, duration } = params ?? {};
  if (!duration) return { ...(enabled !== undefined && { enabled }) };
  const { interval_options: options, type } = duration;
  const intervals = (options || []).map(({ interval, interval_count: count = 1 }) => ({
    interval,
    interval_count: count,
  }));
  return {
    enabled: enabled ?? current.enabled,
    duration: { interval_options: options === undefined ? current.duration.interval_options : intervals, type },
  };
}

/** Throws if a feature is switched on without the choices that it offers. */
function checkComplete(features: PortalFeatures, products: readonly PortalProduct[]): void {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = features;
  const missing = (param: string, what: string) =>
    invalidRequest(`This feature is enabled, so it needs ${what}.`, { code: 'parameter_missing', param });
  if (customer.enabled && customer.allowed_updates.length === 0) {
    throw missing('features[customer_update][allowed_updates]', 'at least one entry of `allowed_updates`');
  }
  const { enabled, options, feedback_options: own } = cancel.cancellation_reason;
  if (enabled && options.length === 0 && (own ?? []).length === 0) {
    throw missing('features[subscription_cancel][cancellation_reason][options]', 'at least one reason');
  }
  if (cancel.mode === 'at_period_end' && cancel.proration_behavior !== 'none') {
    throw invalidRequest('Nothing is prorated when subscriptions are canceled at the end of their period.', {
      param: 'features[subscription_cancel][proration_behavior]',
    });
  }
  if (!update.enabled) return;
  if (update.default_allowed_updates.length === 0) {
    throw missing('features[subscription_update][default_allowed_updates]', '`default_allowed_updates`');
  }
  if (products.length === 0) throw missing('features[subscription_update][products]', '`products`');
}
