import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { makeSetupIntent } from '../../payments/setup-intents/create.ts';
import { payingMethod } from '../invoices/paying-method.ts';
import type { CreateParams } from './create-params.ts';
import { saveChanged } from './save.ts';
import { type Subscription, subscriptions } from './type.ts';

/**
 * Creates the SetupIntent with which a page collects a method, where nothing is paid yet and the payment is left to a
 * page. https://docs.stripe.com/api/subscriptions/object#subscription_object-pending_setup_intent
 */
export async function planSetup(
  context: Context,
  subscription: Subscription,
  customer: Customer,
  { payment_behavior: behavior }: CreateParams,
): Promise<Subscription> {
  if (behavior !== 'default_incomplete') return subscription;
  if (await payingMethod(context, subscription, customer)) return subscription;
  const types = subscription.payment_settings?.payment_method_types;
  const { id } = await makeSetupIntent(
    context,
    { customer: customer.id, usage: 'off_session', ...(types && { payment_method_types: types }) },
    subscription.id,
  );
  return context.work.save<Subscription>({ ...subscription, pending_setup_intent: id });
}

/** Keeps the method that a page collected for a subscription. */
export async function setUp(context: Context, id: string, method: string | null): Promise<void> {
  const subscription = await context.work.get(subscriptions, id);
  if (!subscription || subscription.pending_setup_intent === null) return;
  saveChanged(context, subscription, {
    ...subscription,
    pending_setup_intent: null,
    ...(method !== null && { default_payment_method: method }),
  });
}
