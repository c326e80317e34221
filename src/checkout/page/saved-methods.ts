import type Stripe from 'stripe';
import { type Customer, customers } from '../../customers/type.ts';
import { calendarMonth } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import type { CheckoutSession } from '../sessions/type.ts';

/**
 * Seconds after creation during which a session shows its customer's saved data; later the page might be opened by
 * another person. https://docs.stripe.com/payments/existing-customers
 */
const SHOWN_S = 30 * 60;
/** The most saved cards a page shows; older ones stay behind. */
const MOST_SHOWN = 10;
/** The most payment methods looked at to find them. */
const MOST_LOOKED_AT = 100;

/** Countries whose cards need a postal code. */
const WITH_POSTAL_CODE = new Set(['US', 'CA', 'GB']);

/** The customer that a page shows the data of; undefined for a guest, for setups, and once its time is over. */
export async function shownCustomer({ work }: Context, session: CheckoutSession): Promise<Customer | undefined> {
  const id = session.customer;
  if (id === null || session.mode === 'setup' || work.now >= session.created + SHOWN_S) return undefined;
  return work.get(customers, id);
}

/**
 * Returns the saved cards that a page offers, newest first: those that may be redisplayed and have all billing details
 * that the session requires.
 */
export async function savedMethods(context: Context, session: CheckoutSession): Promise<PaymentMethod[]> {
  const customer = await shownCustomer(context, session);
  if (!customer || !session.payment_method_types.includes('card')) return [];
  const filters = session.saved_payment_method_options?.allow_redisplay_filters ?? ['always'];
  const found = await context.work.list(paymentMethods, { by: `customer/${customer.id}`, limit: MOST_LOOKED_AT });
  const offered = found.filter(
    (method) =>
      method.card !== undefined &&
      !method.internal.legacy &&
      filters.includes(method.allow_redisplay ?? 'unspecified') &&
      !hasExpired(method.card, context.work.now) &&
      isComplete(method.billing_details, session.billing_address_collection ?? 'auto'),
  );
  return defaultFirst(offered, session, customer).slice(0, MOST_SHOWN);
}

/** A subscription is prefilled with its customer's default card, a payment with the card that was saved last. */
function defaultFirst(
  methods: readonly PaymentMethod[],
  { mode }: CheckoutSession,
  customer: Customer,
): PaymentMethod[] {
  const usual = mode === 'subscription' ? idOf(customer.invoice_settings.default_payment_method) : null;
  return [...methods.filter(({ id }) => id === usual), ...methods.filter(({ id }) => id !== usual)];
}

/** A card whose month is over cannot pay. */
function hasExpired({ exp_month: month, exp_year: year }: Stripe.PaymentMethod.Card, now: number): boolean {
  const today = calendarMonth(now);
  return year < today.year || (year === today.year && month < today.month);
}

/** True if a card has the billing details that a session requires. */
function isComplete({ email, name, address }: Stripe.PaymentMethod.BillingDetails, asked: string): boolean {
  if (!email || !name || !address?.country) return false;
  const postal = !WITH_POSTAL_CODE.has(address.country) || Boolean(address.postal_code);
  if (asked !== 'required') return postal;
  return postal && Boolean(address.line1 && address.city);
}
