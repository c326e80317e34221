import type Stripe from 'stripe';
import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { payingMethod } from '../invoices/paying-method.ts';
import { endSubscription } from './cancel.ts';
import { customerOf } from './customer.ts';
import { pauseSubscription } from './pause.ts';
import type { Subscription } from './type.ts';

/**
 * Pauses or cancels a subscription whose trial ends without a method to charge, if its settings demand it; undefined if
 * the subscription goes on. `running` is the kind of the timer that ends the trial.
 * https://docs.stripe.com/billing/subscriptions/trials/free-trials
 */
export async function endWithoutMethod(
  context: Context,
  subscription: Subscription,
  running?: string,
): Promise<Subscription | undefined> {
  const end = await endOfTrial(context, subscription, await customerOf(context, subscription));
  if (end === undefined) return undefined;
  if (end === 'pause') return pauseSubscription(context, subscription, 'trial_end_without_payment_method', running);
  return endSubscription(context, subscription, { reason: null, ...(running !== undefined && { running }) });
}

/** The end of a trial that settings demand because there is no method to charge; undefined if the subscription goes on. */
export async function endOfTrial(
  context: Context,
  terms: Pick<Subscription, 'collection_method' | 'default_payment_method' | 'default_source' | 'trial_settings'>,
  customer: Customer,
): Promise<Stripe.Subscription.TrialSettings.EndBehavior.MissingPaymentMethod | undefined> {
  const behavior = terms.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice';
  if (behavior === 'create_invoice' || terms.collection_method === 'send_invoice') return undefined;
  return (await payingMethod(context, terms, customer)) ? undefined : behavior;
}
