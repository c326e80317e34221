import type Stripe from 'stripe';
import { type Entity, idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';

/** A phase of a schedule, as it is stored and shown: from `start_date` until before `end_date`. */
export type Phase = Omit<
  Stripe.SubscriptionSchedule.Phase,
  | 'items'
  | 'add_invoice_items'
  | 'discounts'
  | 'default_payment_method'
  | 'on_behalf_of'
  | 'invoice_settings'
  | 'transfer_data'
> & {
  readonly items: readonly PhaseItem[];
  readonly add_invoice_items: readonly object[];
  readonly discounts: readonly object[];
  readonly default_payment_method: string | null;
  readonly on_behalf_of: string | null;
  readonly invoice_settings: object | null;
  readonly transfer_data: object | null;
};

interface PhaseItem {
  readonly billing_thresholds: { readonly usage_gte: number | null } | null;
  readonly discounts: readonly object[];
  readonly metadata: Stripe.Metadata | null;
  readonly plan: string;
  readonly price: string;
  readonly quantity?: number;
  readonly tax_rates?: readonly Stripe.TaxRate[] | null;
}

/** Fields stored with a schedule that are never returned. */
interface ScheduleInternal {
  /** By phase, the parameters that it was described with: what its subscription is created or updated with. */
  readonly terms: readonly Stripe.SubscriptionScheduleCreateParams.Phase[];
}

/** A subscription schedule as stored. */
export type SubscriptionSchedule = Omit<
  Stored<Stripe.SubscriptionSchedule, ScheduleInternal>,
  'phases' | 'customer'
> & {
  readonly customer: string;
  readonly phases: readonly Phase[];
} & Entity;

export const schedules: ResourceType<SubscriptionSchedule> = {
  object: 'subscription_schedule',
  prefix: 'sub_sched',
  noun: 'subscription schedule',
  idParam: 'schedule',
  clockOf: ({ test_clock: clock }) => idOf(clock ?? null),
  filters: {
    customer: { listed: true },
    scheduled: { of: ({ status }) => status === 'not_started' },
    canceled_at: { kind: 'numeric' },
    completed_at: { kind: 'numeric' },
    released_at: { kind: 'numeric' },
    created: { kind: 'numeric' },
  },
};

/** True while a schedule still changes its subscription. */
export function isRunning({ status }: Pick<SubscriptionSchedule, 'status'>): boolean {
  return status === 'active' || status === 'not_started';
}
