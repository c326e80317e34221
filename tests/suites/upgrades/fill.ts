import Stripe from 'stripe';
import { fillBilling } from './fill-billing.ts';

/** A payment that the tests request again with the same key: its response is in the data. */
const REPLAYED = {
  path: '/v1/payment_intents',
  key: 'upgrade-order-7',
  form: { amount: '1777', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa', 'metadata[order]': '7' },
} as const;

const CARD = {
  currency: 'usd',
  confirm: true,
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Partial<Stripe.PaymentIntentCreateParams>;

const RETURN_URL = 'https://shop.example/return';

/** A port without a listener: deliveries fail and are retried later. */
const NO_ENDPOINT = 'http://127.0.0.1:9/';

/** Fills a world with objects of all types, through the official SDK. */
export async function fill(url: string, key: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const stripe = new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
  await stripe.webhookEndpoints.create({ url: NO_ENDPOINT, enabled_events: ['charge.refunded', 'product.created'] });
  const customer = await fillCustomers(stripe);
  await fillProducts(stripe, customer);
  await fillPayments(stripe, customer);
  await fillPending(stripe, customer);
  await fillCharges(stripe);
  await fillFiles(stripe);
  await fillBilling(stripe);
  await search(stripe);
  await replayed((path, init) => fetch(`${url}${path}`, init), key);
}

async function fillCustomers(stripe: Stripe): Promise<string> {
  const { id } = await stripe.customers.create({
    email: 'jenny@shop.example',
    name: 'Jenny “Rosen” 東京',
    metadata: { tier: 'gold' },
    address: { country: 'DE', city: 'Berlin', line1: 'Torstraße 1', postal_code: '10119' },
  });
  await stripe.customers.update(id, { description: 'came back', phone: '+49 30 123456' });
  await stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'DE123456789' });
  await stripe.customers.createBalanceTransaction(id, { amount: -500, currency: 'usd', description: 'goodwill' });
  await stripe.paymentMethods.attach('pm_card_mastercard', { customer: id });
  await stripe.customers.createSource(id, { source: 'tok_visa' });
  const gone = await stripe.customers.create({ email: 'gone@shop.example' });
  await stripe.customers.del(gone.id);
  return id;
}

async function fillProducts(stripe: Stripe, customer: string): Promise<void> {
  const poster = await stripe.products.create({ name: 'Poster', shippable: true, metadata: { room: 'hall' } });
  await stripe.products.create({ id: 'gold', name: 'Gold', active: false, url: 'https://shop.example/gold' });
  for (const unit_amount of [1500, 2500]) {
    await stripe.prices.create({
      product: poster.id,
      currency: 'usd',
      unit_amount,
      lookup_key: `poster_${unit_amount}`,
    });
  }
  await stripe.prices.create({
    product: poster.id,
    currency: 'eur',
    unit_amount: 900,
    recurring: { interval: 'month' },
  });
  await stripe.prices.create({ product: 'gold', currency: 'usd', unit_amount: 9900, active: false });
  await stripe.coupons.create({ id: 'SUMMER', percent_off: 20, duration: 'once' });
  await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'SUMMER' }, code: 'SUN', customer });
  await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'SUMMER' }, code: 'RAIN' });
  await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: true, country: 'DE' });
  await stripe.taxRates.create({ display_name: 'Sales', percentage: 7.5, inclusive: false, active: false });
  await stripe.shippingRates.create({
    display_name: 'Parcel',
    type: 'fixed_amount',
    fixed_amount: { amount: 500, currency: 'usd' },
  });
}

async function fillPayments(stripe: Stripe, customer: string): Promise<void> {
  for (const amount of [1000, 2000, 3000]) {
    await stripe.paymentIntents.create({ ...CARD, amount, customer, metadata: { order: `o-${amount}` } });
  }
  const refunded = await stripe.paymentIntents.create({ ...CARD, amount: 4000 });
  await stripe.refunds.create({ payment_intent: refunded.id, amount: 1500, reason: 'requested_by_customer' });
  await stripe.paymentIntents.create({ ...CARD, amount: 5000, payment_method: 'pm_card_createDispute' });
  const captured = await stripe.paymentIntents.create({ ...CARD, amount: 6000, capture_method: 'manual' });
  await stripe.paymentIntents.capture(captured.id, { amount_to_capture: 5500 });
  const canceled = await stripe.paymentIntents.create({ amount: 700, currency: 'usd' });
  await stripe.paymentIntents.cancel(canceled.id, { cancellation_reason: 'abandoned' });
  await stripe.paymentIntents
    .create({ ...CARD, amount: 800, payment_method: 'pm_card_visa_chargeDeclined' })
    .catch(declined);
  await stripe.setupIntents.create({ customer, confirm: true, payment_method: 'pm_card_visa', return_url: RETURN_URL });
}

/** Creates objects that wait for timers: approvals, authorizations, slow debits, transfers, expiring sessions. */
async function fillPending(stripe: Stripe, customer: string): Promise<void> {
  await stripe.paymentIntents.create({
    amount: 1099,
    currency: 'dkk',
    confirm: true,
    allowed_payment_method_types: ['mobilepay'],
    payment_method_data: { type: 'mobilepay' },
    return_url: RETURN_URL,
  });
  await stripe.paymentIntents.create({ ...CARD, amount: 6500, capture_method: 'manual', metadata: { held: 'yes' } });
  await stripe.paymentIntents.create({
    amount: 2100,
    currency: 'eur',
    confirm: true,
    allowed_payment_method_types: ['sepa_debit'],
    payment_method_data: {
      type: 'sepa_debit',
      sepa_debit: { iban: 'DE89370400440532013000' },
      billing_details: { name: 'Jenny Rosen', email: 'jenny@shop.example' },
    },
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
  });
  await stripe.paymentIntents.create({
    amount: 2500,
    currency: 'eur',
    customer,
    confirm: true,
    allowed_payment_method_types: ['customer_balance'],
    payment_method_data: { type: 'customer_balance' },
    payment_method_options: {
      customer_balance: {
        funding_type: 'bank_transfer',
        bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'DE' } },
      },
    },
  });
  await stripe.testHelpers.customers.fundCashBalance(customer, { amount: 1000, currency: 'eur' });
  const order = { price_data: { currency: 'usd', unit_amount: 1200, product_data: { name: 'Mug' } }, quantity: 2 };
  const session = {
    mode: 'payment',
    line_items: [order],
    success_url: RETURN_URL,
  } satisfies Stripe.Checkout.SessionCreateParams;
  await stripe.checkout.sessions.create({ ...session, customer });
  const expired = await stripe.checkout.sessions.create(session);
  await stripe.checkout.sessions.expire(expired.id);
}

async function fillCharges(stripe: Stripe): Promise<void> {
  const { id } = await stripe.charges.create({ amount: 900, currency: 'usd', source: 'tok_mastercard' });
  await stripe.refunds.create({ charge: id });
  await stripe.charges.create({ amount: 950, currency: 'usd', source: 'tok_chargeDeclined' }).catch(declined);
}

async function fillFiles(stripe: Stripe): Promise<void> {
  const data = Buffer.from('%PDF-1.7\nan invoice');
  const file = await stripe.files.create({
    purpose: 'dispute_evidence',
    file: { data, name: 'invoice.pdf', type: 'application/octet-stream' },
  });
  await stripe.fileLinks.create({ file: file.id });
}

/** The first search of a type creates its index. */
async function search(stripe: Stripe): Promise<void> {
  await stripe.products.search({ query: 'name~"post"' });
  await stripe.prices.search({ query: 'active:"true"' });
  await stripe.paymentIntents.search({ query: 'metadata["order"]:"o-2000"' });
  await stripe.customers.search({ query: 'email:"jenny@shop.example"' });
}

function declined(error: unknown): void {
  if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
}

/** Requests the payment of `REPLAYED`; returns the raw response. */
export async function replayed(
  fetch: (path: string, init: RequestInit) => Promise<Response>,
  key: string,
): Promise<Response> {
  const response = await fetch(REPLAYED.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': REPLAYED.key },
    body: new URLSearchParams(REPLAYED.form),
  });
  if (response.status !== 200) throw new Error(await response.text());
  return response;
}
