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

interface Kept {
  readonly customer: string;
  readonly card: string;
}

/** The ways to save a customer's card. The customer completes any authentication. */
const WAYS: Readonly<Record<string, (harness: Harness, method: string) => Promise<Kept>>> = {
  'set up': (harness, method) => setUp(harness, method, 'off_session'),
  'set up for payments on the page': (harness, method) => setUp(harness, method, 'on_session'),

  async 'paid with, and kept'({ stripe, florin }, method) {
    const { id: customer } = await stripe.customers.create();
    const intent = await stripe.paymentIntents.create({
      ...PAY,
      customer,
      payment_method: method,
      setup_future_usage: 'off_session',
    });
    if (intent.status === 'requires_action') await send(florin, pageOf(intent), { choice: 'authorize' });
    const paid = await stripe.paymentIntents.retrieve(intent.id);
    return { customer, card: paid.payment_method as string };
  },

  async 'only attached'({ stripe }, method) {
    const { id: customer } = await stripe.customers.create();
    return { customer, card: (await stripe.paymentMethods.attach(method, { customer })).id };
  },
};

async function setUp({ stripe, florin }: Harness, method: string, usage: 'on_session' | 'off_session'): Promise<Kept> {
  const { id: customer } = await stripe.customers.create();
  const setup = await stripe.setupIntents.create({
    customer,
    payment_method: method,
    confirm: true,
    usage,
    return_url: 'https://shop.example/',
  });
  expect(setup.usage).toBe(usage);
  if (setup.status === 'requires_action') await send(florin, pageOf(setup), { choice: 'authorize' });
  const saved = await stripe.setupIntents.retrieve(setup.id);
  expect(saved.status).toBe('succeeded');
  return { customer, card: saved.payment_method as string };
}

/** Pays with a saved card; returns the status or the decline code. */
async function pay({ stripe }: Harness, { customer, card }: Kept, offSession: boolean): Promise<string> {
  const params = { ...PAY, customer, payment_method: card, ...(offSession && { off_session: true }) };
  return stripe.paymentIntents.create(params).then(
    ({ status }) => status,
    (error: Stripe.errors.StripeError) => error.decline_code ?? error.code ?? '',
  );
}

const ASKED = 'requires_action';
const MISSED = 'authentication_required';

/** Card, how it was saved, and the results off session and on session. */
const ENDS: readonly [string, keyof typeof WAYS, string, string][] = [
  ['pm_card_visa', 'set up', 'succeeded', 'succeeded'],
  ['pm_card_visa', 'only attached', 'succeeded', 'succeeded'],
  // Authentication is always required.
  ['pm_card_authenticationRequired', 'set up', MISSED, ASKED],
  ['pm_card_authenticationRequired', 'paid with, and kept', MISSED, ASKED],
  ['pm_card_authenticationRequired', 'only attached', MISSED, ASKED],
  // No authentication is required after a setup for off-session payments.
  ['pm_card_authenticationRequiredOnSetup', 'set up', 'succeeded', ASKED],
  ['pm_card_authenticationRequiredOnSetup', 'paid with, and kept', 'succeeded', ASKED],
  ['pm_card_authenticationRequiredOnSetup', 'set up for payments on the page', MISSED, ASKED],
  ['pm_card_authenticationRequiredOnSetup', 'only attached', MISSED, ASKED],
  // Authentication is required on session only.
  ['pm_card_authenticationRequiredSetupForOffSession', 'set up', 'succeeded', ASKED],
  ['pm_card_authenticationRequiredSetupForOffSession', 'only attached', 'succeeded', ASKED],
  // Authentication is required, then the balance is insufficient.
  ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'set up', 'insufficient_funds', ASKED],
  ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'only attached', MISSED, ASKED],
];

describe('a later payment', () => {
  it.each(ENDS)('with %s, %s: %s off session, %s on session', (method, way, alone, together) =>
    withFlorin(async (harness) => {
      const kept = await WAYS[way]?.(harness, method);
      if (!kept) throw new Error(`no way ${way}`);
      expect([await pay(harness, kept, true), await pay(harness, kept, false)]).toEqual([alone, together]);
    }),
  );

  it('remains possible after the card is set up again for on-session use', () =>
    withFlorin(async (harness) => {
      const kept = await setUp(harness, 'pm_card_authenticationRequiredOnSetup', 'off_session');
      const again = await harness.stripe.setupIntents.create({
        customer: kept.customer,
        payment_method: kept.card,
        usage: 'on_session',
        confirm: true,
        return_url: 'https://shop.example/',
      });
      await send(harness.florin, pageOf(again), { choice: 'authorize' });
      expect(await pay(harness, kept, true)).toBe('succeeded');
    }));

  it('is not enabled by a failed authentication', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id: customer } = await stripe.customers.create();
      const { id: card } = await stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', { customer });
      const setup = await stripe.setupIntents.create({
        customer,
        payment_method: card,
        confirm: true,
        return_url: 'https://shop.example/',
      });
      await send(florin, pageOf(setup), { choice: 'fail' });
      expect(await pay(harness, { customer, card }, true)).toBe(MISSED);
    }));
});
