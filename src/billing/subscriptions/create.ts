import type Stripe from 'stripe';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { planOf } from '../../products/plans/view.ts';
import type { Price } from '../../products/prices/type.ts';
import { anchorOf } from '../periods/anchor-config.ts';
import { shortestInterval } from '../periods/intervals.ts';
import { type Anchor, type Period, periodAt, periodStart } from '../periods/period.ts';
import { fixCurrency } from '../reading/customer-currency.ts';
import { checkFee, checkShares } from '../reading/shares.ts';
import { cancelAtOf } from './cancel-at.ts';
import type { CreateParams } from './create-params.ts';
import { checkSameCurrency, customerNamed, ownMethod, ownSource } from './customer.ts';
import { grantAll, redeemAll } from './discounts.ts';
import { intervalOf } from './facts.ts';
import { firstInvoice } from './first-invoice.ts';
import { pendingInterval } from './pending-interval.ts';
import { currencyOf, type GivenItem, MOST_ITEMS, type ReadItem, readItem, readTaxRates } from './read-items.ts';
import { isRemindedAtOnce, plan } from './schedule.ts';
import { billingMode, checkIntervals, checkSending, thresholdsOf, trialEnd } from './terms.ts';
import { type Subscription, type SubscriptionItem, subscriptions } from './type.ts';

/** The most live subscriptions of a customer. */
const MOST_SUBSCRIPTIONS = 500;

/**
 * Creates a subscription with its first invoice, and collects that unless `payment_behavior` leaves that to a page. `granted` are
 * discounts of its customer that `discounts` may name.
 * https://docs.stripe.com/api/subscriptions/create
 */
export async function createSubscription(
  context: Context,
  params: CreateParams,
  options: { readonly leavesDraft?: true; readonly granted?: readonly string[] } = {},
): Promise<Subscription> {
  const { work } = context;
  const customer = await customerNamed(context, params.customer);
  await checkCount(context, customer);
  checkSending(params, customer.email);
  if (params.payment_behavior === 'pending_if_incomplete') {
    throw invalidRequest('`payment_behavior=pending_if_incomplete` is only accepted when a subscription is updated.', {
      param: 'payment_behavior',
    });
  }
  const items = await readItems(context, params.items ?? []);
  const currency = currencyOf(items, params.currency ?? sharedCurrency(customer, items));
  checkSameCurrency(customer, currency, params.currency === undefined ? 'customer' : 'currency');
  const now = work.now;
  const mode = billingMode(params.billing_mode, now);
  const intervals = items.map(({ price }) => intervalOf(recurringOf(price)));
  checkIntervals(intervals, mode.type);
  const ends = trialEnd(
    params,
    now,
    items.map(({ price }) => recurringOf(price).trial_period_days),
  );
  const start = params.backdate_start_date ?? now;
  const anchor = anchorFor(params, { now, start, trialEnd: ends, mode: mode.type, items });
  await checkShares(context, params);
  checkFee(context, params);
  const redeemed = await redeemAll(context, params.discounts || [], 'discounts');
  const blank = blankSubscription(context, customer, {
    ...params,
    currency,
    mode,
    anchor,
    start,
    trialEnd: ends,
    taxRates: params.default_tax_rates
      ? await readTaxRates(context, params.default_tax_rates, 'default_tax_rates')
      : [],
    method: params.default_payment_method ? await ownMethod(context, customer, params.default_payment_method) : null,
    source: params.default_source ? await ownSource(context, customer, params.default_source) : null,
  });
  const subscribed = fixCurrency(context, customer, currency);
  const owner = { customer: customer.id, subscription: blank.id };
  const discounts = await grantAll(context, redeemed, owner, options.granted);
  const data: SubscriptionItem[] = [];
  for (const [index, item] of items.entries()) {
    const period = ends !== null ? { start: now, end: ends } : firstPeriod(anchor, intervals[index], now);
    const made = newItem(context, blank.id, item, params.items?.[index] ?? {}, period);
    data.push({
      ...made,
      discounts: await grantAll(context, item.discounts ?? [], { ...owner, subscription_item: made.id }),
    });
  }
  const whole = withItems({ ...blank, discounts }, data);
  const cancelAt = cancelAtOf(whole, params, now);
  const made = work.insert(subscriptions, { ...whole, ...cancelAt });
  const subscription = await firstInvoice(context, made, subscribed, { ...params, ...options });
  await plan(context, null, subscription);
  if (isRemindedAtOnce(subscription, now)) work.emit('customer.subscription.trial_will_end', subscription);
  return subscription;
}

/** An item of a new subscription, at its path. */
type NewItem = ReadItem & { readonly price: Price; readonly path: string };

async function readItems(context: Context, given: readonly GivenItem[]): Promise<NewItem[]> {
  if (given.length === 0) throw parameterMissing('items');
  if (given.length > MOST_ITEMS) {
    throw invalidRequest(`A subscription can have at most ${MOST_ITEMS} items.`, { param: 'items' });
  }
  const items: NewItem[] = [];
  for (const [index, one] of given.entries()) {
    const path = `items[${index}]`;
    const read = await readItem(context, one, path);
    if (!read.price) throw parameterMissing(`${path}[price]`);
    items.push({ ...read, price: read.price, path: `${path}[${one.plan === undefined ? 'price' : 'plan'}]` });
  }
  return items;
}

/** The customer's currency, if all prices are sold in it. */
function sharedCurrency({ currency }: Customer, items: readonly NewItem[]): string | undefined {
  if (!currency) return undefined;
  const isSold = items.every(({ price }) => price.currency === currency || price.internal?.currencyOptions?.[currency]);
  return isSold ? currency : undefined;
}

export function recurringOf({ id, recurring }: Pick<Price, 'id' | 'recurring'>): Stripe.Price.Recurring {
  if (recurring) return recurring;
  throw new Error(`${id} is not a recurring price.`);
}

async function checkCount({ work }: Context, { id }: Customer): Promise<void> {
  const live = await work.list(subscriptions, { by: `customer/${id}`, limit: MOST_SUBSCRIPTIONS });
  if (
    live.length < MOST_SUBSCRIPTIONS ||
    live.filter(({ status }) => status !== 'canceled').length < MOST_SUBSCRIPTIONS
  )
    return;
  throw invalidRequest(
    `Customer ${id} already has the maximum ${MOST_SUBSCRIPTIONS} current subscriptions. Cancel one of them first.`,
    { code: 'customer_max_subscriptions' },
  );
}

/** The moment that periods are counted from: asked for, the end of the trial, or now. */
function anchorFor(
  params: CreateParams,
  {
    now,
    start,
    trialEnd: ends,
    mode,
    items,
  }: {
    readonly now: number;
    readonly start: number;
    readonly trialEnd: number | null;
    readonly mode: string;
    readonly items: readonly NewItem[];
  },
): Anchor {
  const { billing_cycle_anchor: asked, billing_cycle_anchor_config: config, backdate_start_date: backdated } = params;
  if (asked !== undefined && config !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.',
      { param: 'billing_cycle_anchor' },
    );
  }
  if (backdated !== undefined && backdated > now) {
    throw invalidRequest('`backdate_start_date` must be in the past.', { param: 'backdate_start_date' });
  }
  const from = firstAnchor(params, ends) ?? now;
  if (config) {
    return anchorOf(
      {
        day_of_month: config.day_of_month,
        month: config.month ?? null,
        hour: config.hour ?? null,
        minute: config.minute ?? null,
        second: config.second ?? null,
      },
      from,
    );
  }
  if (asked === undefined)
    return { time: firstAnchor(params, ends) ?? (backdated !== undefined && mode === 'flexible' ? start : now) };
  if (asked < now) {
    throw invalidRequest('`billing_cycle_anchor` must be in the future.', { param: 'billing_cycle_anchor' });
  }
  const shortest = shortestInterval(items.map(({ price }) => intervalOf(recurringOf(price))));
  const natural = periodStart({ time: from }, shortest, 1);
  if (asked > natural) {
    throw invalidRequest(
      `billing_cycle_anchor cannot be later than next natural billing date (${natural}) for plan. Use an earlier time.`,
      { param: 'billing_cycle_anchor' },
    );
  }
  return { time: asked };
}

/** The end of the trial, unless the periods are to be counted as if there was none. */
function firstAnchor({ trial_settings: trial }: CreateParams, ends: number | null): number | null {
  return trial?.end_behavior.billing_cycle_anchor === 'unchanged' ? null : ends;
}

/** The period of an item at first: what is left until the anchor, or the one that now lies in. */
function firstPeriod(anchor: Anchor, interval: ReturnType<typeof intervalOf> | undefined, now: number): Period {
  if (!interval) throw new Error('An item without an interval has no period.');
  const whole = periodAt(anchor, interval, now);
  return { start: anchor.time > now ? Math.max(whole.start, now) : whole.start, end: whole.end };
}

interface Blank extends Omit<CreateParams, 'currency'> {
  readonly currency: string;
  readonly mode: Stripe.Subscription.BillingMode;
  readonly anchor: Anchor;
  readonly start: number;
  readonly trialEnd: number | null;
  readonly taxRates: readonly Stripe.TaxRate[] | null;
  readonly method: string | null;
  readonly source: string | null;
}

function blankSubscription({ work }: Context, customer: Customer, given: Blank): Subscription {
  const now = work.now;
  const id = work.newId(subscriptions.prefix);
  const { anchor, automatic_tax: tax, billing_cycle_anchor_config: config, trial_settings: trial } = given;
  const settings = given.payment_settings;
  const shown = given.invoice_settings;
  return {
    id,
    object: 'subscription',
    application: work.application,
    application_fee_percent: given.application_fee_percent || null,
    automatic_tax: {
      disabled_reason: null,
      enabled: tax?.enabled ?? false,
      liability: tax?.enabled
        ? { type: tax.liability?.type ?? 'self', ...(tax.liability?.account && { account: tax.liability.account }) }
        : null,
    },
    billing_cycle_anchor: anchor.time,
    billing_cycle_anchor_config: config
      ? {
          day_of_month: config.day_of_month,
          hour: config.hour ?? null,
          minute: config.minute ?? null,
          month: config.month ?? null,
          second: config.second ?? null,
        }
      : null,
    billing_mode: given.mode,
    billing_schedules: [],
    billing_thresholds: thresholdsOf(given.billing_thresholds),
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: given.collection_method ?? 'charge_automatically',
    created: now,
    currency: given.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: given.days_until_due ?? null,
    default_payment_method: given.method,
    default_source: given.source,
    default_tax_rates: [...(given.taxRates ?? [])],
    description: given.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: shown?.account_tax_ids || null,
      custom_fields: shown?.custom_fields || null,
      description: shown?.description ?? null,
      footer: shown?.footer ?? null,
      issuer: { type: shown?.issuer?.type ?? 'self', ...(shown?.issuer?.account && { account: shown.issuer.account }) },
    },
    items: {
      object: 'list',
      data: [],
      has_more: false,
      total_count: 0,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, given.metadata),
    ...pendingInterval(given.pending_invoice_item_interval, anchor, now),
    on_behalf_of: given.on_behalf_of || null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: optionsOf(settings?.payment_method_options),
      payment_method_types: settings?.payment_method_types || null,
      save_default_payment_method: settings?.save_default_payment_method ?? 'off',
    },
    pending_setup_intent: null,
    pending_update: null,
    plan: null,
    quantity: null,
    schedule: null,
    start_date: given.start,
    status: 'incomplete',
    test_clock: idOf(customer.test_clock ?? null),
    transfer_data: given.transfer_data
      ? { amount_percent: given.transfer_data.amount_percent ?? null, destination: given.transfer_data.destination }
      : null,
    trial_end: given.trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: trial?.end_behavior.billing_cycle_anchor ?? null,
        missing_payment_method: trial?.end_behavior.missing_payment_method ?? 'create_invoice',
      },
    },
    trial_start: given.trialEnd === null ? null : now,
    internal: {
      debits: {},
      ...(given.proration_behavior === 'none' && { isFreeUntilAnchor: true }),
      ...(anchor.day !== undefined && { anchorDay: anchor.day }),
    },
  };
}

/** Options as they are shown: the hash of each type that was sent. */
export function optionsOf(
  given: Stripe.Emptyable<Stripe.SubscriptionCreateParams.PaymentSettings.PaymentMethodOptions> | undefined,
): object | null {
  if (!given) return null;
  const sent = Object.entries(given).filter(([, value]) => value !== '' && value !== undefined);
  return sent.length === 0 ? null : Object.fromEntries(sent);
}

/** An item of a subscription as it is stored, without its discounts. */
export function newItem(
  { work }: Context,
  subscription: string,
  { price, quantity, taxRates }: ReadItem & { readonly price: Price },
  given: Pick<GivenItem, 'billing_thresholds' | 'metadata'>,
  period: Period,
): SubscriptionItem {
  const isMetered = recurringOf(price).usage_type === 'metered';
  return {
    id: work.newId('si'),
    object: 'subscription_item',
    billing_thresholds: given.billing_thresholds ? { usage_gte: given.billing_thresholds.usage_gte } : null,
    created: work.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: mergeMetadata({}, given.metadata),
    ...pricedAs(price),
    ...(!isMetered && { quantity: quantity ?? 1 }),
    subscription,
    tax_rates: [...(taxRates ?? [])],
  };
}

/** The fields of an item that show its price. */
export function pricedAs(price: Price): Pick<SubscriptionItem, 'plan' | 'price'> {
  const { internal: _, ...shown } = price;
  const plan = planOf(price);
  if (!plan) throw new Error(`${price.id} is not a recurring price.`);
  return { plan, price: shown };
}

/** A subscription with these items. With one alone, it shows its plan and quantity as older versions did. */
export function withItems(subscription: Subscription, data: SubscriptionItem[]): Subscription {
  const [only] = data.length === 1 ? data : [];
  return {
    ...subscription,
    items: { ...subscription.items, data, total_count: data.length },
    plan: only?.plan ?? null,
    quantity: only ? (only.quantity ?? null) : null,
  };
}
