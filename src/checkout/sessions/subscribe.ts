import type Stripe from 'stripe';
import { collectPaid } from '../../billing/invoices/collect-paid.ts';
import { invoices } from '../../billing/invoices/type.ts';
import { createSubscription } from '../../billing/subscriptions/create.ts';
import { type Subscription, subscriptions } from '../../billing/subscriptions/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { prices } from '../../products/prices/type.ts';
import type { CheckoutSession } from './type.ts';

/** The things that a completed session made. */
export interface Subscribed {
  readonly subscription: string;
  readonly invoice: string | null;
  /** Ids of the discounts that it was granted. */
  readonly granted: readonly string[];
}

/**
 * Makes a session's subscription once its payer is done. `paidBy` is the payment of its first invoice, which may still be
 * on its way; `method` pays the later ones. https://docs.stripe.com/changelog/basil/2025-03-31/checkout-session-subscriptions
 */
export async function subscribe(
  context: Context,
  session: CheckoutSession,
  { method, paidBy }: { readonly method: string | null; readonly paidBy: PaymentIntent | null },
): Promise<Subscribed> {
  const { work } = context;
  const made = await createSubscription(context, await paramsOf(context, session, method), { leavesDraft: true });
  const granted = made.discounts.map((discount) => idOf(discount));
  const draft = await work.get(invoices, idOf(made.latest_invoice) ?? '');
  if (draft) await collectPaid(context, draft, paidBy);
  const { id } = await work.require<Subscription>(subscriptions, made.id);
  return { subscription: id, invoice: draft?.id ?? null, granted };
}

async function paramsOf(
  { work }: Context,
  session: CheckoutSession,
  method: string | null,
): Promise<Stripe.SubscriptionCreateParams> {
  const { lines, subscriptionData: data = {} } = session.internal;
  const items: Stripe.SubscriptionCreateParams.Item[] = [];
  const once: Stripe.SubscriptionCreateParams.AddInvoiceItem[] = [];
  for (const line of lines) {
    if (line.quantity === 0) continue;
    const { recurring } = await work.require(prices, line.price);
    const item = {
      price: line.price,
      ...(!line.metered && { quantity: line.quantity }),
      ...(line.taxRates.length > 0 && { tax_rates: [...line.taxRates] }),
      ...(Object.keys(line.metadata).length > 0 && { metadata: line.metadata }),
    };
    if (recurring) items.push(item);
    else once.push(item);
  }
  const discounts = (session.discounts ?? []).map(({ coupon, promotion_code: code }) =>
    code === null ? { coupon: idOf(coupon) ?? '' } : { promotion_code: idOf(code) },
  );
  return {
    ...(data as Partial<Stripe.SubscriptionCreateParams>),
    customer: session.customer ?? '',
    currency: session.currency ?? '',
    items,
    ...(once.length > 0 && { add_invoice_items: once }),
    ...(discounts.length > 0 && { discounts }),
    ...(method !== null && { default_payment_method: method }),
    ...(session.automatic_tax.enabled && { automatic_tax: { enabled: true } }),
  };
}
