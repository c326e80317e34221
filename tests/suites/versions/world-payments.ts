import type Stripe from 'stripe';
import type { Harness } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

export const RETURN_URL = 'https://shop.example/done';
export const PAID = { amount: 1099, currency: 'usd', confirm: true, return_url: RETURN_URL } as const;
export const ADDRESS = { line1: 'Hauptstr. 1', city: 'Berlin', postal_code: '10115', country: 'DE', state: 'BE' };
export const SHIPPING = { name: 'Jenny Rosen', phone: '+4915100000000', address: ADDRESS };
export const JENNY = { ...SHIPPING, email: 'jenny@example.com' };

/** Creates PaymentIntents: paid, held, captured, released, authenticated and declined. */
export async function payments(shop: Harness): Promise<void> {
  const { stripe, florin } = shop;
  const { id: customer } = await stripe.customers.create({ ...JENNY });
  await stripe.paymentIntents.create({
    ...PAID,
    customer,
    payment_method: 'pm_card_visa',
    setup_future_usage: 'off_session',
    description: 'Two seats',
    receipt_email: JENNY.email,
    shipping: SHIPPING,
    statement_descriptor_suffix: 'SEATS',
    metadata: { order: '7' },
  });
  await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });

  const held = { ...PAID, payment_method: 'pm_card_mastercard', capture_method: 'manual' } as const;
  const part = await stripe.paymentIntents.create(held);
  await stripe.paymentIntents.capture(part.id, { amount_to_capture: 600 });
  const released = await stripe.paymentIntents.create(held);
  await stripe.paymentIntents.cancel(released.id, { cancellation_reason: 'requested_by_customer' });
  await stripe.paymentIntents.create(held);

  const challenged = { ...PAID, payment_method: 'pm_card_authenticationRequired' } as const;
  await stripe.paymentIntents.create(challenged);
  await send(florin, pageOf(await stripe.paymentIntents.create(challenged)), { choice: 'authorize' });
  await send(florin, pageOf(await stripe.paymentIntents.create(challenged)), { choice: 'fail' });
  await refused(stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_visa_chargeDeclined' }));

  await stripe.paymentIntents.create({ ...mobilepay });
  await send(florin, pageOf(await stripe.paymentIntents.create({ ...mobilepay })), { choice: 'authorize' });
}

const mobilepay = {
  amount: 1099,
  currency: 'dkk',
  payment_method_data: { type: 'mobilepay' },
  confirm: true,
  return_url: RETURN_URL,
} as const satisfies Stripe.PaymentIntentCreateParams;

/** Creates refunds: succeeded, pending and failed. */
export async function refunds(shop: Harness): Promise<void> {
  const { stripe, florin } = shop;
  for (const card of ['pm_card_visa', 'pm_card_pendingRefund', 'pm_card_refundFail']) {
    const { id } = await stripe.paymentIntents.create({ ...PAID, payment_method: card });
    await stripe.refunds.create({ payment_intent: id, amount: 99, reason: 'requested_by_customer' });
  }
  const paid = await stripe.paymentIntents.create({ ...mobilepay });
  await send(florin, pageOf(paid), { choice: 'authorize' });
  await stripe.refunds.create({ payment_intent: paid.id });
}

/** Creates disputes: open, answered and lost. */
export async function disputes({ stripe }: Harness): Promise<void> {
  const cards = ['createComplianceDispute', 'createDisputeInquiry', 'createDisputeProductNotReceived', 'createDispute'];
  for (const card of cards) await stripe.paymentIntents.create({ ...PAID, payment_method: `pm_card_${card}` });
  const [answered, lost] = (await stripe.disputes.list()).data;
  if (!answered || !lost) throw new Error('The test cards brought no disputes.');
  await stripe.disputes.update(answered.id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
  await stripe.disputes.close(lost.id);
}

/** Creates SetupIntents: succeeded, authenticated, declined and canceled. */
export async function setups({ stripe, florin }: Harness): Promise<void> {
  const { id: customer } = await stripe.customers.create();
  const setup = { customer, confirm: true, return_url: RETURN_URL } as const;
  await stripe.setupIntents.create({ ...setup, payment_method: 'pm_card_visa' });
  const challenged = { ...setup, payment_method: 'pm_card_authenticationRequired' } as const;
  await stripe.setupIntents.create(challenged);
  await send(florin, pageOf(await stripe.setupIntents.create(challenged)), { choice: 'authorize' });
  await refused(stripe.setupIntents.create({ ...setup, payment_method: 'pm_card_visa_chargeDeclined' }));
  const { id } = await stripe.setupIntents.create({ automatic_payment_methods: { enabled: true } });
  await stripe.setupIntents.cancel(id);
}

/** Expects a decline; throws any other error. */
async function refused(answer: Promise<unknown>): Promise<void> {
  const error: unknown = await answer.then(
    () => new Error('The card was not refused.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || !('type' in error) || error.type !== 'StripeCardError') throw error;
}
