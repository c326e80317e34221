import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import { updateCustomer } from '../../customers/update.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { collectedInformation } from './collected.ts';
import { redeemDiscounts } from './discounts.ts';
import { EXPIRES } from './expire.ts';
import { makeInvoice } from './make-invoice.ts';
import { subscribe } from './subscribe.ts';
import { keepTaxId } from './tax-ids.ts';
import { type CheckoutSession, type Collected, checkoutSessions } from './type.ts';

/** The payment status of a completed session: paid, unpaid until the money arrives, or nothing to pay. */
interface Outcome {
  readonly payment_status: Stripe.Checkout.Session.PaymentStatus;
  readonly payment_intent?: PaymentIntent;
  /** The payment method that was set up for a subscription. */
  readonly method?: string | null;
}

/**
 * Completes a session and copies the entered data to the session and, where `customer_update` allows, to the customer.
 */
export async function complete(context: Context, session: CheckoutSession, outcome: Outcome): Promise<void> {
  const { work } = context;
  await work.cancelTimers(session.id, EXPIRES);
  await saveOnCustomer(context, session);
  const keptTaxIds = await keepTaxId(context, session);
  const { granted, ...results } = await resultsOf(context, session, outcome);
  const { collected } = session.internal;
  const customer = session.customer;
  const owner = customer === null ? undefined : await work.get(customers, customer);
  const done = work.save<CheckoutSession>({
    ...session,
    ...results,
    payment_status: outcome.payment_status,
    collected_information: collectedInformation(collected),
    customer_details: {
      address: collected.address ?? null,
      business_name: collected.businessName ?? null,
      email: collected.email ?? session.customer_email ?? owner?.email ?? null,
      individual_name: collected.individualName ?? null,
      name: nameOf(collected) ?? null,
      phone: collected.phone ?? null,
      tax_exempt: owner?.tax_exempt ?? 'none',
      tax_ids: keptTaxIds,
    },
    status: 'complete',
    url: null,
    internal: { ...session.internal, granted },
  });
  work.emit('checkout.session.completed', done);
}

/** Redeems the session's discounts and makes what it sells. Returns the fields that name the results. */
async function resultsOf(
  context: Context,
  session: CheckoutSession,
  { payment_intent: intent, method = idOf(intent?.payment_method) }: Outcome,
): Promise<
  Pick<Partial<CheckoutSession>, 'invoice' | 'payment_intent' | 'subscription'> & {
    readonly granted: readonly string[];
  }
> {
  // The subscription is granted the discounts; its first invoice has the payment.
  if (session.mode === 'subscription') return subscribe(context, session, { method, paidBy: intent ?? null });
  const granted = await redeemDiscounts(context, session);
  const invoice = session.mode === 'payment' ? await makeInvoice(context, session, granted, intent ?? null) : null;
  return { granted, ...(invoice !== null && { invoice }), ...(intent && { payment_intent: intent.id }) };
}

/** Returns the customer's name: the business if it entered a tax ID, else the payer. */
export function nameOf({ taxId, businessName, name }: Collected): string | undefined {
  return taxId ? (businessName ?? name) : name;
}

/** Returns the customer's updates from the page: those that `customer_update` allows, and a missing e-mail. */
async function saveOnCustomer(context: Context, session: CheckoutSession): Promise<void> {
  const id = session.customer;
  const customer = id === null ? undefined : await context.work.get(customers, id);
  if (!customer) return;
  const { collected, customerUpdate } = session.internal;
  const { email, businessName, individualName, address, shipping, phone } = collected;
  const name = nameOf(collected);
  const changes: Stripe.CustomerUpdateParams = {
    ...(customer.email === null && email !== undefined && { email }),
    ...(customerUpdate.name === 'auto' && name !== undefined && { name }),
    ...(customerUpdate.name === 'auto' && businessName !== undefined && { business_name: businessName }),
    ...(customerUpdate.name === 'auto' && individualName !== undefined && { individual_name: individualName }),
    ...(customerUpdate.address === 'auto' && address && { address: withoutNulls(address) }),
    ...(customerUpdate.shipping === 'auto' &&
      shipping && {
        shipping: {
          name: shipping.name,
          address: withoutNulls(shipping.address),
          ...(phone !== undefined && { phone }),
        },
      }),
  };
  if (Object.keys(changes).length > 0) await updateCustomer(context, customer, changes);
}

/** An address in the form of parameters: empty fields are left out. */
export function withoutNulls(address: Stripe.Address): Record<string, string> {
  return Object.fromEntries(Object.entries(address).filter(([, part]) => part !== null)) as Record<string, string>;
}

/** Returns the session that owns an intent, if any. */
export async function ownerOf(context: Context, owner: string | undefined): Promise<CheckoutSession | undefined> {
  return owner?.startsWith('cs_') ? context.work.get(checkoutSessions, owner) : undefined;
}
