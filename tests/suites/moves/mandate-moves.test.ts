import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** The seed of the generated requests; failures print it. */
const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260111);
const WALKS = 80;
const STEPS = 8;

const INVALID = 'payment_intent_mandate_invalid';
const AGREED = {
  customer_acceptance: { type: 'offline' },
} as const satisfies Stripe.SetupIntentConfirmParams.MandateData;
const CARDS = { good: 'pm_card_visa', guarded: 'pm_card_authenticationRequired', declined: 'pm_card_chargeDeclined' };

/** Steps of the customer, the bank and the merchant. */
type Step =
  | { readonly do: 'agree'; readonly card: keyof typeof CARDS }
  | { readonly do: 'authorize' | 'fail' | 'change' | 'cancel' | 'wait' }
  | { readonly do: 'pay'; readonly under: number; readonly with: 'its card' | 'another card' };

interface Told {
  readonly id: string;
  readonly status: Stripe.Mandate['status'];
}

/** Returns all mandates of a setup and of events. */
async function mandatesOf({ stripe }: Harness, setup: Stripe.SetupIntent): Promise<Stripe.Mandate[]> {
  const events = await stripe.events.list({ type: 'mandate.updated', limit: 100 });
  const ids = new Set(events.data.map((event) => (event.data.object as Stripe.Mandate).id).reverse());
  if (setup.mandate !== null) ids.add(setup.mandate as string);
  return Promise.all([...ids].map((id) => stripe.mandates.retrieve(id)));
}

async function take(harness: Harness, setup: Stripe.SetupIntent, step: Exclude<Step, { do: 'pay' }>): Promise<unknown> {
  const { stripe, florin } = harness;
  switch (step.do) {
    case 'agree':
      return stripe.setupIntents.confirm(setup.id, { payment_method: CARDS[step.card], mandate_data: AGREED });
    case 'authorize':
    case 'fail':
      return setup.next_action && send(florin, pageOf(setup), { choice: step.do });
    case 'change':
      return stripe.setupIntents.update(setup.id, { payment_method: CARDS.good });
    case 'cancel':
      return stripe.setupIntents.cancel(setup.id);
    case 'wait':
      return florin.advance('30d');
  }
}

/** Pays under a mandate, which only succeeds while it is active and with its own payment method. */
async function pay(harness: Harness, customer: string, mandate: Stripe.Mandate, mine: boolean): Promise<void> {
  const { stripe } = harness;
  const other = await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
  const before = (await stripe.paymentIntents.list()).data.length;
  const params = { amount: 500, currency: 'usd', customer, confirm: true, off_session: true } as const;
  const method = mine ? (mandate.payment_method as string) : other.id;
  const outcome = await stripe.paymentIntents.create({ ...params, payment_method: method, mandate: mandate.id }).then(
    ({ status }) => status as string,
    (error: Stripe.errors.StripeError) => error.code,
  );
  if (mandate.status === 'active' && mine) expect(['succeeded', 'authentication_required']).toContain(outcome);
  else expect(outcome).toBe(INVALID);
  if (outcome === INVALID) expect((await stripe.paymentIntents.list()).data).toHaveLength(before);
}

async function walk(harness: Harness, steps: readonly Step[]): Promise<void> {
  const { stripe } = harness;
  const { id: customer } = await stripe.customers.create();
  let setup = await stripe.setupIntents.create({
    customer,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  let known: readonly Told[] = [];
  for (const [index, step] of steps.entries()) {
    const told = `step ${index + 1}: ${JSON.stringify(step)} in ${setup.status}`;
    const now = await mandatesOf(harness, setup);
    if (step.do === 'pay') {
      const under = now[step.under % Math.max(now.length, 1)];
      if (under) await pay(harness, customer, under, step.with === 'its card');
    } else {
      await take(harness, setup, step).catch((error: Stripe.errors.StripeError) =>
        expect([400, 402], told).toContain(error.statusCode),
      );
    }
    setup = await stripe.setupIntents.retrieve(setup.id);
    const mandates = await mandatesOf(harness, setup);
    for (const { id, status } of known) {
      const moved = mandates.find((mandate) => mandate.id === id)?.status;
      // A mandate is accepted once and ends once; payments don't change it.
      if (status !== 'pending') expect(moved, told).toBe(status);
    }
    const active = mandates.filter(({ status }) => status === 'active').map(({ id }) => id);
    expect(active, told).toEqual(setup.status === 'succeeded' && setup.mandate ? [setup.mandate] : []);
    const { data } = await stripe.events.list({ type: 'mandate.updated', limit: 100 });
    const ends = data.map((event) => (event.data.object as Stripe.Mandate).id);
    expect(new Set(ends).size, told).toBe(ends.length);
    known = mandates.map(({ id, status }) => ({ id, status }));
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('agree' as const),
      card: fc.constantFrom<keyof typeof CARDS>('good', 'guarded', 'guarded', 'declined'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('authorize' as const, 'fail', 'change', 'cancel', 'wait') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      under: fc.nat({ max: 3 }),
      with: fc.constantFrom('its card' as const, 'another card' as const),
    }),
  },
);

it(
  'a mandate is accepted once and ends once, is referenced by its setup, and pays for nothing else',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: STEPS }), (steps) =>
        withFlorin((harness) => walk(harness, steps)),
      ),
      { seed: SEED, numRuns: WALKS },
    ),
  60_000,
);
