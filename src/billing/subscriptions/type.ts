import type Stripe from 'stripe';
import { type Entity, idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';
import type { Price } from '../../products/prices/type.ts';

/** A debit for time of an item, which may be credited again; amounts in the smallest unit, after discounts. */
export interface Debit {
  readonly amount: number;
  readonly quantity: number | null;
  readonly price: string;
  /** The time that it was for. It ends earlier once the rest was credited. Seconds since epoch. */
  readonly start: number;
  readonly end: number;
  /** The line that billed it, or the invoice item that will. */
  readonly billedBy: { readonly invoice: string; readonly lines: readonly string[] } | { readonly invoiceItem: string };
}

/** An item of a subscription, with its price as it was when it was added. */
export type SubscriptionItem = Omit<
  Stored<Stripe.SubscriptionItem, undefined>,
  'internal' | 'price' | 'plan' | 'discounts'
> & {
  readonly discounts: string[];
  readonly price: Omit<Price, 'internal'>;
  readonly plan: object;
} & Entity;

/** A change that waits until the invoice of it is paid: the fields as they are then. */
export interface PendingChange {
  readonly invoice: string;
  readonly next: Partial<Omit<Subscription, 'internal' | 'id' | 'object'>>;
  readonly debits: SubscriptionInternal['debits'];
}

/** Fields stored with a subscription that are never returned. */
export interface SubscriptionInternal {
  /** The day of the month that periods begin on, where the month of the anchor is too short for it. */
  readonly anchorDay?: number;
  /** By item: see `Debit`. */
  readonly debits: Readonly<Record<string, readonly Debit[]>>;
  readonly pending?: PendingChange;
  /** By item: the usage that was billed when it reached a threshold, of the period that begins at `from`. */
  readonly billedUsage?: Readonly<Record<string, { readonly from: number; readonly quantity: number }>>;
  /** True if the time until the first anchor is not billed. */
  readonly isFreeUntilAnchor?: true;
}

type Settings = NonNullable<Stripe.Subscription['payment_settings']>;
type Pending = NonNullable<Stripe.Subscription['pending_update']>;

/** A subscription as stored, with its items. */
export type Subscription = Omit<
  Stored<Stripe.Subscription, SubscriptionInternal>,
  'items' | 'discounts' | 'payment_settings' | 'pending_update'
> & {
  readonly customer: string;
  readonly discounts: string[];
  readonly items: Omit<Stripe.ApiList<Stripe.SubscriptionItem>, 'data'> & {
    readonly data: SubscriptionItem[];
    readonly total_count: number;
  };
  readonly payment_settings:
    | (Omit<Settings, 'payment_method_options'> & { readonly payment_method_options: object | null })
    | null;
  readonly pending_update:
    | (Omit<Pending, 'subscription_items' | 'discounts'> & {
        readonly subscription_items: readonly SubscriptionItem[] | null;
        readonly discounts: readonly string[] | null;
      })
    | null;
  readonly plan: object | null;
  readonly quantity: number | null;
} & Entity;

/** True once nothing more is billed. */
export function isEnded({ status }: Pick<Subscription, 'status'>): boolean {
  return status === 'canceled' || status === 'incomplete_expired';
}

/** True if usage can make it be billed before its period ends. */
function hasThresholds(subscription: Subscription): boolean {
  if (isEnded(subscription)) return false;
  const { billing_thresholds: common, items } = subscription;
  return common !== null || items.data.some((item) => item.billing_thresholds !== null);
}

/** The subscription's clock; null for the world's. */
const clockOf = ({ test_clock: clock }: Subscription) => idOf(clock ?? null);

export const subscriptions: ResourceType<Subscription> = {
  object: 'subscription',
  prefix: 'sub',
  noun: 'subscription',
  idParam: 'id',
  clockOf,
  filters: {
    customer: { listed: true },
    price: { listed: true, many: ({ items }) => [...new Set(items.data.map(({ price }) => price.id))] },
    test_clock: { listed: true, of: clockOf },
    /** Of the customer whose usage is compared with thresholds. */
    thresholds: { listed: true, of: (subscription) => (hasThresholds(subscription) ? subscription.customer : null) },
    on_clock: { of: (subscription) => clockOf(subscription) !== null },
    /** Of the account's own clock, and not canceled. */
    is_live: {
      listed: true,
      of: (subscription) => (clockOf(subscription) === null ? subscription.status !== 'canceled' : null),
    },
    status: {},
    is_canceled: { of: ({ status }) => status === 'canceled' },
    is_ended: { of: isEnded },
    collection_method: {},
    automatic_tax: { of: (subscription) => subscription.automatic_tax.enabled },
    created: { kind: 'numeric' },
    current_period_start: { kind: 'numeric', of: (subscription) => earliest(subscription, 'current_period_start') },
    current_period_end: { kind: 'numeric', of: (subscription) => earliest(subscription, 'current_period_end') },
  },
  listedBy: ({ items }) => items.data.map(({ id }) => `item/${id}`),
  // https://docs.stripe.com/search#query-fields-for-subscriptions
  search: {
    path: '/v1/subscriptions/search',
    edition: 1,
    fields: {
      created: 'numeric',
      status: {
        kind: 'token',
        values: ['active', 'canceled', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'],
      },
      canceled_at: 'numeric',
    },
  },
};

/** The end of the item's period that ends first, in seconds since epoch. */
export function earliestEnd({ items }: Pick<Subscription, 'items'>): number {
  return Math.min(...items.data.map((item) => item.current_period_end));
}

function earliest({ items }: Subscription, field: 'current_period_start' | 'current_period_end'): number | null {
  return items.data.length === 0 ? null : Math.min(...items.data.map((item) => item[field]));
}
