import { customerOperations } from './customers/customers.ts';
import { eventOperations } from './events/events.ts';
import { webhookEndpointOperations, webhookEndpointType } from './events/webhook-endpoints.ts';
import type { Context } from './kernel/context.ts';
import type { Entity, ResourceType } from './kernel/entity.ts';
import { DEFAULT_PAGE } from './kernel/list.ts';
import type { Operation } from './kernel/operation.ts';
import type { Storage } from './kernel/storage.ts';
import { balanceOperations } from './ledger/balance.ts';
import { balanceTransactionOperations, balanceTransactions } from './ledger/balance-transactions.ts';
import { chargeOperations } from './payments/charges/charges.ts';
import { charges } from './payments/charges/type.ts';
import { customers } from './payments/customer-type.ts';
import { paymentIntentOperations } from './payments/payment-intents/payment-intents.ts';
import { paymentIntentTimers } from './payments/payment-intents/timers.ts';
import { paymentIntents } from './payments/payment-intents/type.ts';
import { paymentMethodOperations } from './payments/payment-methods/payment-methods.ts';
import { paymentMethods } from './payments/payment-methods/type.ts';
import { refundOperations } from './payments/refunds/refunds.ts';
import { refundTimers } from './payments/refunds/timers.ts';
import { refunds } from './payments/refunds/type.ts';
import { tokenOperations } from './payments/tokens/tokens.ts';
import { tokens } from './payments/tokens/type.ts';
import type { TimerHandler } from './timers/worker.ts';

/** What the rooms of the house bring: the one place that names them all. */

/** Every operation that is built. */
export function allOperations(storage: Storage): Operation[] {
  return [
    ...balanceOperations,
    ...balanceTransactionOperations,
    ...chargeOperations,
    ...customerOperations,
    ...eventOperations(storage),
    ...paymentIntentOperations,
    ...paymentMethodOperations,
    ...refundOperations,
    ...tokenOperations,
    ...webhookEndpointOperations,
  ];
}

/** Every kind of object that is stored, for expanding. */
export const RESOURCE_TYPES = [
  balanceTransactions,
  charges,
  customers,
  paymentIntents,
  paymentMethods,
  refunds,
  tokens,
  webhookEndpointType,
] as unknown as readonly ResourceType<Entity>[];

/** Fields that are only there when asked for, by `object.field`. */
export const INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> = {
  'charge.refunds': (context, charge) =>
    embedded(context, refunds, `charge/${charge.id}`, `/v1/charges/${charge.id}/refunds`),
  // Only API versions before 2022-11-15 have it.
  'payment_intent.charges': (context, intent) =>
    embedded(context, charges, `payment_intent/${intent.id}`, `/v1/charges?payment_intent=${intent.id}`),
};

/** The most entries an embedded list counts; it shows the newest few. */
const MOST_COUNTED = 1_000;

/** A list inside an object: its newest entries, and how many there are. */
async function embedded<T extends Entity>(
  context: Context,
  type: ResourceType<T>,
  by: string,
  url: string,
): Promise<object> {
  const found = await context.work.list(type, { by, limit: MOST_COUNTED });
  const data = found.slice(0, DEFAULT_PAGE);
  return { object: 'list', data, has_more: found.length > data.length, total_count: found.length, url };
}

/** What happens when time passes, by the kind of timer; delivery of webhooks aside. */
export const TIMERS: Readonly<Record<string, TimerHandler>> = { ...paymentIntentTimers, ...refundTimers };
