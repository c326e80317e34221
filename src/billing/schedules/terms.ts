import type Stripe from 'stripe';
import { idOf } from '../../kernel/entity.ts';
import type { Subscription } from '../subscriptions/type.ts';
import type { GivenPhase } from './phases.ts';
import type { Phase, SubscriptionSchedule } from './type.ts';

type CreateParams = Stripe.SubscriptionCreateParams;
type UpdateParams = Stripe.SubscriptionUpdateParams;

/** The terms of a phase besides its items: its own, or those that all phases share. */
function commonTerms(
  { default_settings: shared }: Pick<SubscriptionSchedule, 'default_settings'>,
  given: GivenPhase,
  phase: Phase,
): Omit<CreateParams & UpdateParams, 'items' | 'billing_cycle_anchor' | 'cancel_at' | 'expand' | 'customer'> {
  const settings = given.invoice_settings ?? shared.invoice_settings;
  const days = settings.days_until_due;
  const method = given.collection_method ?? shared.collection_method ?? 'charge_automatically';
  const pays = given.default_payment_method ?? (shared.default_payment_method as string | null);
  const fee = given.application_fee_percent ?? shared.application_fee_percent;
  const description = given.description || shared.description;
  const behalf = given.on_behalf_of ?? (shared.on_behalf_of as string | null);
  const transfer = given.transfer_data ?? transferOf(shared.transfer_data);
  const tax = given.automatic_tax ?? (shared.automatic_tax?.enabled ? { enabled: true } : undefined);
  const thresholds = given.billing_thresholds ?? withoutNulls({ ...shared.billing_thresholds });
  const { issuer: _, days_until_due: __, ...shown } = settings as Record<string, unknown>;
  return {
    ...(given.add_invoice_items && {
      add_invoice_items: given.add_invoice_items as CreateParams['add_invoice_items'] & object,
    }),
    ...(fee !== null && { application_fee_percent: fee }),
    ...(tax && { automatic_tax: tax }),
    ...(thresholds && Object.keys(thresholds).length > 0 && { billing_thresholds: thresholds }),
    collection_method: method,
    ...(method === 'send_invoice' && days !== null && days !== undefined && { days_until_due: days }),
    ...(pays && { default_payment_method: pays }),
    ...(given.default_tax_rates !== undefined && { default_tax_rates: given.default_tax_rates }),
    ...(description && { description }),
    ...(given.discounts !== undefined && { discounts: given.discounts as CreateParams['discounts'] & object }),
    invoice_settings: withoutNulls(shown),
    ...(given.metadata && { metadata: given.metadata }),
    ...(behalf && { on_behalf_of: behalf }),
    ...(transfer && { transfer_data: transfer }),
    ...(phase.trial_end !== null && { trial_end: phase.trial_end }),
  };
}

function transferOf(shown: SubscriptionSchedule['default_settings']['transfer_data']) {
  const destination = idOf(shown?.destination);
  if (!shown || destination === null) return undefined;
  return { destination, ...(shown.amount_percent !== null && { amount_percent: shown.amount_percent }) };
}

function withoutNulls(hash: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(hash).filter(([, value]) => value !== null && value !== undefined));
}

/** The parameters that create the subscription of a schedule's first phase. */
export function creationOf(schedule: SubscriptionSchedule, given: GivenPhase, phase: Phase): CreateParams {
  const { start_date: start } = phase;
  return {
    ...commonTerms(schedule, given, phase),
    customer: schedule.customer,
    items: itemsOf(given) as Stripe.SubscriptionCreateParams.Item[],
    currency: phase.currency,
    billing_mode: { type: schedule.billing_mode.type },
    ...(start < schedule.created && { backdate_start_date: start }),
    ...(phase.proration_behavior === 'none' && { proration_behavior: 'none' }),
  };
}

/** The parameters that turn a subscription into what a phase asks for, from a moment (seconds since epoch). */
export function changeOf(
  schedule: SubscriptionSchedule,
  given: GivenPhase,
  phase: Phase,
  subscription: Subscription,
  behavior: string = phase.proration_behavior,
): UpdateParams {
  const wanted = itemsOf(given);
  const left = [...subscription.items.data];
  const items: Stripe.SubscriptionUpdateParams.Item[] = [];
  const take = (fits: (item: (typeof left)[number]) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const same = wanted.map((item) => take(({ price }) => price.id === item.price));
  for (const [index, item] of wanted.entries()) {
    const kept = same[index] ?? take(() => true);
    items.push({ ...(item as Stripe.SubscriptionUpdateParams.Item), ...(kept && { id: kept.id }) });
  }
  for (const { id } of left) items.push({ id, deleted: true });
  const isAnew = (phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor) === 'phase_start';
  return {
    ...commonTerms(schedule, given, phase),
    items,
    proration_behavior: behavior,
    ...(isAnew && phase.trial_end === null && { billing_cycle_anchor: { type: 'now' } }),
  };
}

function itemsOf({ items }: GivenPhase) {
  return items.map(({ price, plan, quantity, ...more }) => ({
    ...more,
    price: price ?? plan,
    ...(quantity !== undefined && { quantity }),
  }));
}
