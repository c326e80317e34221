import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

const BY_WEB = {
  customer_acceptance: {
    type: 'online',
    accepted_at: 1_767_000_000,
    online: { ip_address: '203.0.113.7', user_agent: 'Browser/1.0' },
  },
} as const satisfies Stripe.SetupIntentCreateParams.MandateData;
const BY_PAPER = {
  customer_acceptance: { type: 'offline' },
} as const satisfies Stripe.SetupIntentCreateParams.MandateData;

const PAY = { amount: 1500, currency: 'eur', confirm: true } as const;

/** Creates a customer who saves a card and accepts a mandate. */
async function agree(
  { stripe }: Pick<Harness, 'stripe'>,
  params: Stripe.SetupIntentCreateParams = {},
): Promise<{ customer: string; setup: Stripe.SetupIntent; mandate: string; card: string }> {
  const { id: customer } = await stripe.customers.create();
  const setup = await stripe.setupIntents.create({
    customer,
    payment_method: 'pm_card_visa',
    confirm: true,
    mandate_data: BY_WEB,
    ...params,
  });
  return { customer, setup, mandate: setup.mandate as string, card: setup.payment_method as string };
}

async function mandateOfCharge({ stripe }: Pick<Harness, 'stripe'>, intent: Stripe.PaymentIntent): Promise<unknown> {
  const charge = await stripe.charges.retrieve(intent.latest_charge as string, {
    expand: ['payment_method_details.card.mandate'],
  });
  return charge.payment_method_details?.card?.mandate;
}

/** Returns the newest mandate of an event. */
async function moved({ stripe }: Pick<Harness, 'stripe'>): Promise<string> {
  const [event] = (await stripe.events.list({ type: 'mandate.updated' })).data;
  if (!event) throw new Error('no mandate has moved');
  return (event.data.object as Stripe.Mandate).id;
}

describe('a customer accepts a mandate while a card is set up', () => {
  it('online: the mandate holds time, address and browser', () =>
    withFlorin(async (harness) => {
      const { mandate, card } = await agree(harness);
      const { body } = await harness.call('GET', `/v1/mandates/${mandate}`);
      expect(body).toEqual({
        id: mandate,
        object: 'mandate',
        customer_acceptance: {
          accepted_at: 1_767_000_000,
          online: { ip_address: '203.0.113.7', user_agent: 'Browser/1.0' },
          type: 'online',
        },
        livemode: false,
        multi_use: {},
        payment_method: card,
        payment_method_details: { card: {}, type: 'card' },
        status: 'active',
        type: 'multi_use',
      });
      expect(await harness.eventTypes()).not.toContain('mandate.updated');
    }));

  it('on paper', () =>
    withFlorin(async (harness) => {
      const { mandate } = await agree(harness, { mandate_data: BY_PAPER });
      expect((await harness.stripe.mandates.retrieve(mandate)).customer_acceptance).toEqual({
        accepted_at: null,
        offline: {},
        type: 'offline',
      });
    }));

  it('on a page, whose address and browser are recorded', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id, client_secret } = await stripe.setupIntents.create();
      const { body } = await call(
        'POST',
        `/v1/setup_intents/${id}/confirm`,
        {
          client_secret: client_secret ?? '',
          'payment_method_data[type]': 'card',
          'payment_method_data[card][token]': 'tok_visa',
          'mandate_data[customer_acceptance][type]': 'online',
          'mandate_data[customer_acceptance][online][infer_from_client]': 'true',
        },
        { key: 'pk_test_harness', headers: { 'user-agent': 'Phone/2.0' } },
      );
      expect(body.status).toBe('succeeded');
      const setup = await stripe.setupIntents.retrieve(id, { expand: ['mandate'] });
      expect((setup.mandate as Stripe.Mandate).customer_acceptance).toMatchObject({
        accepted_at: expect.any(Number),
        online: { user_agent: 'Phone/2.0' },
      });
    }));

  it('and the server must send address and browser', () =>
    withFlorin(async (harness) => {
      const { call } = harness;
      const form = {
        payment_method: 'pm_card_visa',
        confirm: 'true',
        'mandate_data[customer_acceptance][type]': 'online',
      };
      expect((await call('POST', '/v1/setup_intents', form)).body.error).toMatchObject({
        code: 'parameter_missing',
        param: 'mandate_data[customer_acceptance][online][ip_address]',
      });
      expect((await call('POST', '/v1/setup_intents', { ...form, confirm: 'false' })).body.error).toMatchObject({
        param: 'mandate_data',
      });
    }));

  it('and authenticates: the mandate is pending until then', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { setup } = await agree(harness, { payment_method: 'pm_card_authenticationRequired' });
      expect([setup.status, setup.mandate]).toEqual(['requires_action', null]);
      await send(florin, pageOf(setup), { choice: 'authorize' });
      const { mandate } = await stripe.setupIntents.retrieve(setup.id, { expand: ['mandate'] });
      expect(mandate).toMatchObject({ status: 'active', payment_method: setup.payment_method });
      const [event] = (await stripe.events.list({ type: 'mandate.updated' })).data;
      expect(event?.data).toMatchObject({
        object: { id: (mandate as Stripe.Mandate).id, status: 'active' },
        previous_attributes: { status: 'pending' },
      });
    }));

  it.each([
    ['fails to authenticate', 'fail'],
    ['is no longer asked to', 'cancel'],
  ])('and %s: the mandate is invalid', (_what, how) =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { setup } = await agree(harness, { payment_method: 'pm_card_authenticationRequired' });
      if (how === 'fail') await send(florin, pageOf(setup), { choice: 'fail' });
      else await stripe.setupIntents.cancel(setup.id);
      expect((await stripe.setupIntents.retrieve(setup.id)).mandate).toBeNull();
      expect((await stripe.mandates.retrieve(await moved(harness))).status).toBe('inactive');
    }),
  );

  it('and is declined: there is no mandate', () =>
    withFlorin(async (harness) => {
      await expect(agree(harness, { payment_method: 'pm_card_visa_chargeDeclined' })).rejects.toMatchObject({
        setup_intent: { mandate: null },
      });
    }));

  it('but not for a single payment, which cards do not support', () =>
    withFlorin(async (harness) => {
      await expect(agree(harness, { single_use: { amount: 100, currency: 'eur' } })).rejects.toMatchObject({
        statusCode: 400,
        param: 'single_use',
      });
    }));
});

describe('a payment under a mandate', () => {
  it('is made off session, and its charge references the mandate', () =>
    withFlorin(async (harness) => {
      const { customer, mandate, card } = await agree(harness);
      const paid = await harness.stripe.paymentIntents.create({
        ...PAY,
        customer,
        payment_method: card,
        mandate,
        off_session: true,
      });
      expect(paid.status).toBe('succeeded');
      expect(await mandateOfCharge(harness, paid)).toMatchObject({ id: mandate, status: 'active' });
    }));

  it('is rejected if the mandate is unknown, for another card, or inactive', () =>
    withFlorin(async (harness) => {
      const { stripe, client } = harness;
      const { customer, mandate, card } = await agree(harness);
      const other = await agree(harness);
      const elsewhere = await agree({ stripe: client('sk_test_otherWorld') });
      const failed = await agree(harness, { payment_method: 'pm_card_authenticationRequired' });
      await send(harness.florin, pageOf(failed.setup), { choice: 'fail' });
      const over = await moved(harness);
      const pay = (named: string) =>
        stripe.paymentIntents.create({ ...PAY, customer, payment_method: card, mandate: named, off_session: true });
      for (const id of ['mandate_nothing', elsewhere.mandate])
        await expect(pay(id)).rejects.toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'mandate' });
      for (const id of [other.mandate, over])
        await expect(pay(id)).rejects.toMatchObject({ statusCode: 400, code: 'payment_intent_mandate_invalid' });
      await expect(
        stripe.paymentIntents.create({ ...PAY, customer, payment_method: card, mandate, mandate_data: BY_WEB }),
      ).rejects.toMatchObject({ statusCode: 400 });
      await expect(stripe.paymentIntents.create({ amount: 1500, currency: 'eur', mandate })).rejects.toMatchObject({
        param: 'mandate',
      });
      expect((await stripe.paymentIntents.list()).data).toEqual([]);
    }));
});

describe('a customer who accepts a mandate while paying', () => {
  it('for this payment only: the mandate becomes inactive with it', () =>
    withFlorin(async (harness) => {
      const paid = await harness.stripe.paymentIntents.create({
        ...PAY,
        payment_method: 'pm_card_visa',
        mandate_data: BY_WEB,
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      expect(await mandateOfCharge(harness, paid)).toMatchObject({
        type: 'single_use',
        single_use: { amount: 1500, currency: 'eur' },
        status: 'inactive',
        payment_method: paid.payment_method,
      });
    }));

  it('for later ones too, after the authentication', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id: customer } = await stripe.customers.create();
      const intent = await stripe.paymentIntents.create({
        ...PAY,
        customer,
        payment_method: 'pm_card_authenticationRequiredOnSetup',
        setup_future_usage: 'off_session',
        mandate_data: BY_WEB,
        return_url: 'https://shop.example/paid',
      });
      await send(florin, pageOf(intent), { choice: 'authorize' });
      const paid = await stripe.paymentIntents.retrieve(intent.id);
      const mandate = (await mandateOfCharge(harness, paid)) as Stripe.Mandate;
      expect(mandate).toMatchObject({ type: 'multi_use', multi_use: {}, status: 'active' });
      const later = await stripe.paymentIntents.create({
        ...PAY,
        customer,
        payment_method: paid.payment_method as string,
        mandate: mandate.id,
        off_session: true,
      });
      expect(later.status).toBe('succeeded');
    }));
});
