import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

const PAY = {
  amount: 1500,
  currency: 'eur',
  confirm: true,
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

/** Creates a customer whose card was saved during an on-session payment. */
async function keepCard(harness: Harness, method: string): Promise<{ customer: string; card: string }> {
  const { stripe, florin } = harness;
  const { id: customer } = await stripe.customers.create();
  const params = { ...PAY, customer, payment_method: method, setup_future_usage: 'off_session' } as const;
  const intent = await stripe.paymentIntents.create(params);
  if (intent.status === 'requires_action') await send(florin, pageOf(intent), { choice: 'authorize' });
  const paid = await stripe.paymentIntents.retrieve(intent.id);
  expect(paid.status).toBe('succeeded');
  return { customer, card: paid.payment_method as string };
}

function chargeAlone({ stripe }: Harness, kept: { customer: string; card: string }): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    ...PAY,
    customer: kept.customer,
    payment_method: kept.card,
    off_session: true,
  });
}

describe('a card that is charged off session', () => {
  it('succeeds after an authentication for that purpose', () =>
    withFlorin(async (harness) => {
      const kept = await keepCard(harness, 'pm_card_authenticationRequiredOnSetup');
      expect((await harness.stripe.customers.listPaymentMethods(kept.customer)).data).toHaveLength(1);
      expect((await chargeAlone(harness, kept)).status).toBe('succeeded');
      expect(await harness.eventTypes()).toContain('payment_method.attached');
    }));

  it('is declined if its issuer always requires authentication, with the way to authenticate', () =>
    withFlorin(async (harness) => {
      const kept = await keepCard(harness, 'pm_card_authenticationRequired');
      const error = await chargeAlone(harness, kept).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        statusCode: 402,
        code: 'authentication_required',
        decline_code: 'authentication_required',
        charge: expect.stringMatching(/^ch_/),
        payment_method: { id: kept.card },
        payment_intent: {
          status: 'requires_payment_method',
          payment_method: null,
          last_payment_error: { code: 'authentication_required', payment_method: { id: kept.card } },
        },
      });
      const { id } = (error as { payment_intent: Stripe.PaymentIntent }).payment_intent;
      const again = await harness.stripe.paymentIntents.confirm(id, { payment_method: kept.card });
      expect(again.status).toBe('requires_action');
      await send(harness.florin, pageOf(again), { choice: 'authorize' });
      expect((await harness.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    }));

  it('is declined if it was never set up', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: customer } = await stripe.customers.create();
      const card = (await stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', { customer })).id;
      await expect(chargeAlone(harness, { customer, card })).rejects.toMatchObject({ code: 'authentication_required' });
    }));

  it('stays saved when a later charge is declined', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: customer } = await stripe.customers.create();
      const card = (await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })).id;
      await expect(chargeAlone(harness, { customer, card })).rejects.toMatchObject({ code: 'card_declined' });
      expect((await stripe.customers.listPaymentMethods(customer)).data.map(({ id }) => id)).toEqual([card]);
    }));

  it('is not saved if it cannot be charged', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: customer } = await stripe.customers.create();
      for (const method of ['pm_card_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds'])
        await expect(stripe.paymentMethods.attach(method, { customer })).rejects.toMatchObject({ statusCode: 402 });
      await expect(stripe.customers.create({ payment_method: 'pm_card_chargeDeclined' })).rejects.toMatchObject({
        statusCode: 402,
      });
      expect((await stripe.customers.list()).data).toHaveLength(1);
      expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
    }));
});
