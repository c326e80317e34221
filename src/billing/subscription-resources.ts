import type { Resource } from '../kernel/resource.ts';
import { scheduleResource } from './schedules/schedules.ts';
import { subscriptionItemResource } from './subscription-items/subscription-items.ts';
import { subscriptionResource } from './subscriptions/subscriptions.ts';

/** Subscriptions and what is part of them. */
export const subscriptionResources: readonly Resource[] = [
  subscriptionResource,
  subscriptionItemResource,
  scheduleResource,
];
