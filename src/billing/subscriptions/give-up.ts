import type { Context } from '../../kernel/context.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { markUncollectible } from '../invoices/uncollectible.ts';
import { billingSettings } from '../settings/settings.ts';
import { endSubscription } from './cancel.ts';
import { saveChanged } from './save.ts';
import { isEnded, type Subscription, subscriptions } from './type.ts';

/**
 * Leaves a subscription and its unpaid invoice as the account's settings have it, once all attempts to collect it have
 * failed. https://docs.stripe.com/billing/revenue-recovery/smart-retries
 */
export async function giveUp(context: Context, subscription: Subscription, invoice: Invoice): Promise<void> {
  const { invoiceAfterwards, subscriptionAfterwards } = billingSettings(context);
  if (invoiceAfterwards === 'uncollectible') await markUncollectible(context, invoice, { byItself: true });
  if (subscriptionAfterwards === 'cancel') {
    await endSubscription(context, subscription, { reason: 'payment_failed' });
  } else {
    saveChanged(context, subscription, { ...subscription, status: subscriptionAfterwards });
  }
}

/** As `giveUp`, for an invoice that was sent and not paid in time. */
export async function giveUpOverdue(context: Context, id: string): Promise<void> {
  const { work } = context;
  const invoice = await work.get(invoices, id);
  const of = invoice?.parent?.subscription_details?.subscription;
  const subscription = typeof of === 'string' ? await work.get(subscriptions, of) : undefined;
  if (invoice?.status !== 'open' || !subscription || isEnded(subscription)) return;
  await giveUp(context, subscription, invoice);
}
