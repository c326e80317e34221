import type Stripe from 'stripe';
import type { Entity, ResourceType, Stored } from '../../kernel/entity.ts';
import type { Tally } from '../usage/type.ts';

export type Alert = Omit<Stored<Stripe.Billing.Alert, undefined>, 'internal' | 'usage_threshold'> & {
  readonly usage_threshold: Omit<Stripe.Billing.Alert.UsageThreshold, 'meter' | 'filters'> & {
    readonly meter: string;
    readonly filters: { customer: string | null; type: 'customer' }[] | null;
  };
};

export const alerts: ResourceType<Alert> = {
  object: 'billing.alert',
  prefix: 'alrt_test',
  noun: 'billing alert',
  idParam: 'id',
  filters: {
    meter: { listed: true, of: ({ usage_threshold: { meter } }) => meter },
    alert_type: {},
    is_archived: { of: ({ status }) => status === 'archived' },
  },
};

/** The usage of a customer since an alert was created. Its id is made of both ids. */
export interface AlertProgress extends Entity {
  readonly object: 'alert_progress';
  readonly tally: Tally;
  /** True once the alert was triggered by the customer, which it is once. */
  readonly isTriggered: boolean;
}

export const alertProgress: ResourceType<AlertProgress> = {
  object: 'alert_progress',
  prefix: 'alert_progress',
  noun: 'alert progress',
  idParam: 'id',
  namedByCallers: true,
  listed: false,
};

export function progressId(alert: string, customer: string): string {
  return `${alert}/${customer}`;
}
