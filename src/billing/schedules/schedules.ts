import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { checkNamed } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { notYet } from '../../kernel/not-yet.ts';
import { define } from '../../kernel/operation.ts';
import { secondsCreated } from '../../kernel/positions.ts';
import { resource } from '../../kernel/resource.ts';
import { decides } from '../../timers/worker.ts';
import type { Interval } from '../periods/period.ts';
import { checkShares } from '../reading/shares.ts';
import { endSubscription } from '../subscriptions/cancel.ts';
import { intervalOf } from '../subscriptions/facts.ts';
import { priceNamed } from '../subscriptions/require-price.ts';
import { saveChanged } from '../subscriptions/save.ts';
import { billingMode, thresholdsOf } from '../subscriptions/terms.ts';
import { type Subscription, subscriptions } from '../subscriptions/type.ts';
import { updateSubscription } from '../subscriptions/update.ts';
import { iterationsOfPhases } from './changes/2025-09-30.clover-iterations.ts';
import {
  ENDS_SOON,
  moveSchedule,
  PHASE_BEGINS,
  planSchedule,
  releaseSchedule,
  saveSchedule,
  startSchedule,
  subscriptionOf,
} from './move.ts';
import { type GivenPhase, timelineOf } from './phases.ts';
import { automaticTax, readPhase, shownSettings, transferData } from './read-phase.ts';
import { changeOf } from './terms.ts';
import { isRunning, type Phase, type SubscriptionSchedule, schedules } from './type.ts';

type CreateParams = Stripe.SubscriptionScheduleCreateParams;
type UpdateParams = Stripe.SubscriptionScheduleUpdateParams;

/** Creates a schedule for a customer, or of a subscription: https://docs.stripe.com/api/subscription_schedules/create */
export async function createSchedule(context: Context, params: CreateParams): Promise<SubscriptionSchedule> {
  if (params.from_subscription !== undefined) return fromSubscription(context, params, params.from_subscription);
  const { work } = context;
  if (!params.customer) throw parameterMissing('customer');
  const customer = await work.require(customers, params.customer, 'customer');
  const now = work.now;
  const start = params.start_date === 'now' || params.start_date === undefined ? now : params.start_date;
  const given = params.phases ?? [];
  await checkShares(context, params.default_settings ?? {}, 'default_settings');
  const phases = await readPhases(context, given, start);
  const made = work.insert(schedules, {
    ...blank(context, customer.id, idOf(customer.test_clock ?? null), params),
    phases,
    internal: { terms: given },
  });
  if (start > now) {
    await planSchedule(context, made);
    work.emit('subscription_schedule.created', made);
    return made;
  }
  const started = work.save<SubscriptionSchedule>(await startSchedule(context, made));
  await planSchedule(context, started);
  work.emit('subscription_schedule.created', started);
  return started;
}

async function fromSubscription(context: Context, params: CreateParams, id: string): Promise<SubscriptionSchedule> {
  const { work } = context;
  const [other] = Object.keys(params).filter(
    (name) => !['from_subscription', 'expand', 'metadata', 'billing_mode'].includes(name),
  );
  if (other !== undefined) {
    throw invalidRequest(`You cannot set \`${other}\` with \`from_subscription\`. Update the schedule afterwards.`, {
      param: other,
    });
  }
  const subscription = await work.require(subscriptions, id, 'from_subscription');
  if (subscription.schedule !== null) {
    throw invalidRequest(
      `The subscription is managed by the subscription schedule \`${String(subscription.schedule)}\` already.`,
      {
        param: 'from_subscription',
      },
    );
  }
  const start = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const end = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  const given = phaseOf(subscription, end);
  const phase = await readPhase(context, given, { start, end }, 0);
  const made = work.insert(schedules, {
    ...blank(context, subscription.customer, idOf(subscription.test_clock ?? null), params),
    billing_mode: subscription.billing_mode,
    phases: [phase],
    status: 'active',
    subscription: id,
    current_phase: { start_date: start, end_date: end },
    internal: { terms: [given] },
  });
  saveChanged(context, subscription, { ...subscription, schedule: made.id });
  await planSchedule(context, made);
  work.emit('subscription_schedule.created', made);
  return made;
}

/** A subscription as a phase that ends with its period. */
function phaseOf(subscription: Subscription, end: number): GivenPhase {
  const method = idOf(subscription.default_payment_method);
  return {
    items: subscription.items.data.map(({ price, quantity, metadata, tax_rates: rates }) => ({
      price: price.id,
      ...(quantity !== undefined && { quantity }),
      metadata,
      ...(rates && rates.length > 0 && { tax_rates: rates.map(({ id }) => id) }),
    })),
    currency: subscription.currency,
    end_date: end,
    ...(method !== null && { default_payment_method: method }),
    ...(subscription.collection_method === 'send_invoice' && {
      collection_method: 'send_invoice',
      invoice_settings: { days_until_due: subscription.days_until_due ?? 0 },
    }),
    ...(subscription.trial_end !== null && subscription.status === 'trialing' && { trial_end: subscription.trial_end }),
  };
}

async function readPhases(context: Context, given: readonly GivenPhase[], start: number): Promise<Phase[]> {
  const intervals: Interval[] = [];
  for (const [index, phase] of given.entries()) {
    const { items } = phase;
    if (phase.automatic_tax?.liability?.type === 'account') {
      throw notYet(`phases[${index}][automatic_tax][liability][type]=account`);
    }
    const price = await priceNamed(context, items[0] ?? {}, `phases[${index}][items][0]`);
    intervals.push(intervalOf(price.recurring ?? { interval: 'month', interval_count: 1 }));
  }
  const times = timelineOf(
    given,
    start,
    context.work.now,
    (_phase, index) => intervals[index] ?? { unit: 'month', count: 1 },
  );
  const phases: Phase[] = [];
  for (const [index, phase] of given.entries()) {
    const time = times[index];
    if (time) phases.push(await readPhase(context, phase, time, index));
  }
  return phases;
}

function blank(
  { work }: Context,
  customer: string,
  clock: string | null,
  params: CreateParams,
): Omit<SubscriptionSchedule, 'phases' | 'internal'> {
  return {
    id: work.newId(schedules.prefix),
    object: 'subscription_schedule',
    application: work.application,
    billing_mode: billingMode(params.billing_mode, work.now),
    canceled_at: null,
    completed_at: null,
    created: work.now,
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: settingsOf(params.default_settings),
    end_behavior: params.end_behavior ?? 'release',
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    pause_schedules: [],
    released_at: null,
    released_subscription: null,
    status: 'not_started',
    subscription: null,
    test_clock: clock,
  };
}

const NOT_YET = ['pause_schedules', 'default_settings[automatic_tax][liability][type]=account'] as const;

type Settings = SubscriptionSchedule['default_settings'];

function settingsOf(
  given: Stripe.SubscriptionScheduleCreateParams.DefaultSettings | undefined,
  current: Settings = {
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: 'automatic',
    billing_thresholds: null,
    collection_method: 'charge_automatically',
    default_payment_method: null,
    description: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      days_until_due: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    on_behalf_of: null,
    transfer_data: null,
  },
): Settings {
  if (!given) return current;
  const shown = given.invoice_settings && shownSettings(given.invoice_settings);
  return {
    ...current,
    ...(given.application_fee_percent !== undefined && { application_fee_percent: given.application_fee_percent }),
    ...(given.automatic_tax && { automatic_tax: automaticTax(given.automatic_tax) }),
    ...(given.billing_thresholds !== undefined && {
      billing_thresholds: thresholdsOf(given.billing_thresholds, 'default_settings[billing_thresholds]'),
    }),
    ...(given.transfer_data !== undefined && { transfer_data: transferData(given.transfer_data) }),
    ...(given.billing_cycle_anchor && { billing_cycle_anchor: given.billing_cycle_anchor }),
    ...(given.collection_method && { collection_method: given.collection_method }),
    ...(given.default_payment_method !== undefined && { default_payment_method: given.default_payment_method || null }),
    ...(given.description !== undefined && { description: given.description || null }),
    ...(given.on_behalf_of !== undefined && { on_behalf_of: given.on_behalf_of || null }),
    ...(shown && { invoice_settings: { ...shown, issuer: shown.issuer ?? { type: 'self' } } }),
  };
}

/** Updates a schedule. New phases begin with the present one; those that are over are left out. */
async function update(
  context: Context,
  current: SubscriptionSchedule,
  params: UpdateParams,
): Promise<SubscriptionSchedule> {
  await checkShares(context, params.default_settings ?? {}, 'default_settings');
  checkRunning(current, 'updated');
  const described: SubscriptionSchedule = {
    ...current,
    default_settings: settingsOf(params.default_settings, current.default_settings),
    end_behavior: params.end_behavior ?? current.end_behavior,
    metadata: mergeMetadata(current.metadata, params.metadata),
  };
  const next = params.phases
    ? await withPhases(context, described, params.phases, params.proration_behavior)
    : described;
  const saved = saveSchedule(context, current, next);
  await planSchedule(context, saved);
  return saved;
}

async function withPhases(
  context: Context,
  schedule: SubscriptionSchedule,
  given: NonNullable<UpdateParams['phases']>,
  behavior: string | undefined,
): Promise<SubscriptionSchedule> {
  const now = context.work.now;
  const present = schedule.current_phase;
  const start = present?.start_date ?? startOf(given, schedule, now);
  // A phase may end now here, which the timeline reads as this moment.
  const terms = given as readonly GivenPhase[];
  const phases = await readPhases(context, terms, start);
  const index = phases.findIndex(({ start_date: from, end_date: end }) => from <= now && now < end);
  const [phase, described] = [phases[index], terms[index]];
  const next = { ...schedule, phases, internal: { terms } };
  const subscription = await subscriptionOf(context, schedule);
  if (!present || !phase || !described || !subscription) return next;
  await updateSubscription(
    context,
    subscription,
    changeOf(next, described, phase, subscription, behavior ?? phase.proration_behavior),
  );
  return { ...next, current_phase: { start_date: phase.start_date, end_date: phase.end_date } };
}

function startOf(given: NonNullable<UpdateParams['phases']>, { phases }: SubscriptionSchedule, now: number): number {
  const start = given[0]?.start_date;
  return start === 'now' ? now : (start ?? phases[0]?.start_date ?? now);
}

function checkRunning(schedule: SubscriptionSchedule, what: string): void {
  if (isRunning(schedule)) return;
  throw invalidRequest(
    `You cannot perform this action on a subscription schedule that is ${schedule.status}: only one that is not_started or active can be ${what}.`,
    { code: 'status_transition_invalid' },
  );
}

const cancel = define(
  'POST /v1/subscription_schedules/{schedule}/cancel',
  async (context, { invoice_now: invoiceNow = true, prorate = true }, path) => {
    const { work } = context;
    const current = await work.require(schedules, path.schedule);
    checkRunning(current, 'canceled');
    const subscription = await subscriptionOf(context, current);
    const canceled = work.save<SubscriptionSchedule>({
      ...current,
      status: 'canceled',
      canceled_at: work.now,
      current_phase: null,
    });
    await planSchedule(context, canceled);
    work.emit('subscription_schedule.canceled', canceled);
    if (subscription)
      await endSubscription(context, subscription, { reason: 'cancellation_requested', invoiceNow, prorate });
    return canceled;
  },
  { lock: 'schedule' },
);

const release = define(
  'POST /v1/subscription_schedules/{schedule}/release',
  async (context, { preserve_cancel_date: keeps = true }, path) => {
    const current = await context.work.require(schedules, path.schedule);
    checkRunning(current, 'released');
    const subscription = await subscriptionOf(context, current);
    if (subscription && !keeps && subscription.cancel_at !== null) {
      context.work.save<Subscription>({
        ...subscription,
        cancel_at: null,
        cancel_at_period_end: false,
        canceled_at: null,
      });
    }
    return releaseSchedule(context, current, await subscriptionOf(context, current));
  },
  { lock: 'schedule' },
);

export const scheduleResource = resource(schedules, {
  collection: '/v1/subscription_schedules',
  item: '/v1/subscription_schedules/{schedule}',
  create: createSchedule,
  retrieve: true,
  update,
  list: async ({ customer, scheduled, canceled_at, completed_at, released_at }, context) => {
    await checkNamed(context, customers, customer, 'customer');
    return {
      where: {
        customer,
        scheduled,
        canceled_at: secondsCreated(canceled_at),
        completed_at: secondsCreated(completed_at),
        released_at: secondsCreated(released_at),
      },
    };
  },
  operations: [cancel, release],
  options: {
    create: { notYet: ['customer_account', ...NOT_YET, 'billing_mode[flexible][proration_discounts]=itemized'] },
    update: { lock: 'schedule', notYet: NOT_YET },
    list: { notYet: ['customer_account'] },
  },
  changes: [iterationsOfPhases],
  timers: {
    [PHASE_BEGINS]: decides(async (context, timer) => {
      await context.lock(timer.subject);
      const schedule = await context.work.get(schedules, timer.subject);
      if (schedule && isRunning(schedule)) await moveSchedule(context, schedule, Math.ceil(timer.dueAt / 1000));
    }),
    [ENDS_SOON]: decides(async ({ work }, { subject }) => {
      const schedule = await work.get(schedules, subject);
      if (schedule && isRunning(schedule)) work.emit('subscription_schedule.expiring', schedule);
    }),
  },
});
