import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import type { Invoice } from '../invoices/type.ts';
import { withoutUsedUp } from './discounts.ts';
import { saveChanged } from './save.ts';
import { statusOnPayment } from './state.ts';
import type { Subscription } from './type.ts';

/**
 * A subscription brought up to date with one of its invoices, not saved: its status, the method that paid, and without
 * discounts that are used up.
 */
export async function settledBy(context: Context, subscription: Subscription, invoice: Invoice): Promise<Subscription> {
  const payment = await paymentOf(context, invoice);
  const status = statusOnPayment(subscription, invoice, payment?.status ?? null);
  const used = new Set(invoice.status === 'draft' ? [] : discountsOf(invoice));
  const unused = used.size === 0 ? subscription : await withoutUsedUp(context, subscription, used);
  const method = savesMethod(subscription) && invoice.status === 'paid' ? idOf(payment?.payment_method ?? null) : null;
  const isSame = method === null || method === idOf(subscription.default_payment_method);
  if (status === subscription.status && unused === subscription && isSame) return subscription;
  return { ...unused, status, ...(method !== null && { default_payment_method: method }) };
}

/** Saves a subscription as one of its invoices leaves it. Idempotent, so every event of the invoice may call it. */
export async function settleWith(
  context: Context,
  subscription: Subscription,
  invoice: Invoice,
): Promise<Subscription> {
  return saveChanged(context, subscription, await settledBy(context, subscription, invoice));
}

function discountsOf({ discounts, lines }: Invoice): string[] {
  return [...discounts, ...lines.data.flatMap((line) => line.discounts)];
}

function savesMethod({ payment_settings: settings }: Subscription): boolean {
  return settings?.save_default_payment_method === 'on_subscription';
}

async function paymentOf({ work }: Context, { internal }: Invoice) {
  return internal.payment ? work.get(paymentIntents, internal.payment.intent) : undefined;
}
