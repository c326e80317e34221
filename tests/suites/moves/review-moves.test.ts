import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** The seed of the generated requests; failures print it. */
const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260110);
const WALKS = 60;
const STEPS = 6;

const AMOUNT = 1_000;
const PART = 400;
const JUST_OVER_A_WEEK = '604801s';

/** Steps with a risky payment and its review. */
const STEPS_OF_ALL = ['approve', 'capture', 'refund a part', 'refund', 'refund as fraud', 'cancel', 'wait'] as const;
type Step = (typeof STEPS_OF_ALL)[number];

/** The expected payment and review. */
interface Model {
  /** Authorized and not captured yet; captured and not refunded yet. */
  reserved: number;
  kept: number;
  closed: Stripe.Review['closed_reason'];
}

/** Applies a step to the model; returns true if it is rejected. */
function isRefused(model: Model, step: Step): boolean {
  switch (step) {
    case 'approve':
      if (model.closed !== null) return true;
      model.closed = 'approved';
      return false;
    case 'capture':
      if (model.reserved === 0) return true;
      Object.assign(model, { reserved: 0, kept: AMOUNT });
      return false;
    case 'refund a part':
      return model.kept < PART || given(model, PART, 'refunded');
    case 'refund':
    case 'refund as fraud':
      if (model.reserved > 0) return letGo(model);
      return model.kept === 0 || given(model, model.kept, step === 'refund' ? 'refunded' : 'refunded_as_fraud');
    case 'cancel':
      return model.reserved === 0 || letGo(model);
    case 'wait':
      if (model.reserved > 0) letGo(model);
      return false;
  }
}

function given(model: Model, amount: number, reason: 'refunded' | 'refunded_as_fraud'): false {
  model.kept -= amount;
  if (model.kept === 0) model.closed ??= reason;
  return false;
}

function letGo(model: Model): false {
  model.reserved = 0;
  model.closed ??= 'canceled';
  return false;
}

function take({ stripe, florin }: Harness, { id, review }: Stripe.PaymentIntent, step: Step): Promise<unknown> {
  switch (step) {
    case 'approve':
      return stripe.reviews.approve(review as string);
    case 'capture':
      return stripe.paymentIntents.capture(id);
    case 'refund a part':
      return stripe.refunds.create({ payment_intent: id, amount: PART });
    case 'refund':
      return stripe.refunds.create({ payment_intent: id });
    case 'refund as fraud':
      return stripe.refunds.create({ payment_intent: id, reason: 'fraudulent' });
    case 'cancel':
      return stripe.paymentIntents.cancel(id);
    case 'wait':
      return florin.advance(JUST_OVER_A_WEEK);
  }
}

async function walk(harness: Harness, capture: 'automatic' | 'manual', steps: readonly Step[]): Promise<void> {
  const { stripe } = harness;
  const intent = await stripe.paymentIntents.create({
    amount: AMOUNT,
    currency: 'usd',
    capture_method: capture,
    confirm: true,
    payment_method: 'pm_card_riskLevelElevated',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  await harness.florin.settled();
  const model: Model =
    capture === 'manual' ? { reserved: AMOUNT, kept: 0, closed: null } : { reserved: 0, kept: AMOUNT, closed: null };
  for (const [index, step] of steps.entries()) {
    const told = `step ${index + 1}: ${step} with ${JSON.stringify(model)}`;
    const events = (await harness.eventTypes()).length;
    const refused = isRefused(model, step);
    const error = await take(harness, intent, step).then(
      () => null,
      (thrown: Stripe.errors.StripeError) => thrown,
    );
    await harness.florin.settled();
    expect(error?.statusCode, told).toBe(refused ? 400 : undefined);
    if (refused) expect((await harness.eventTypes()).length, told).toBe(events);
    const review = await stripe.reviews.retrieve(intent.review as string);
    expect([review.open, review.closed_reason], told).toEqual([model.closed === null, model.closed]);
    expect(review.reason, told).toBe(model.closed ?? review.opened_reason);
    expect((await stripe.reviews.list()).data, told).toHaveLength(review.open ? 1 : 0);
    expect((await stripe.events.list({ type: 'review.closed' })).data, told).toHaveLength(review.open ? 0 : 1);
  }
}

it(
  'a review is closed once, with the first reason, and rejected steps change nothing',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('automatic' as const, 'manual' as const),
        fc.array(fc.constantFrom(...STEPS_OF_ALL), { maxLength: STEPS }),
        (capture, steps) => withFlorin((harness) => walk(harness, capture, steps)),
      ),
      { seed: SEED, numRuns: WALKS },
    ),
  60_000,
);

it.each(STEPS_OF_ALL)('%s is tried in every state of a review', (step) =>
  withFlorin(async (harness) => {
    const ways: readonly (readonly ['automatic' | 'manual', ...Step[]])[] = [
      ['automatic'],
      ['automatic', 'approve'],
      ['automatic', 'refund'],
      ['automatic', 'refund as fraud'],
      ['manual'],
      ['manual', 'approve'],
      ['manual', 'cancel'],
      ['manual', 'capture', 'approve'],
    ];
    for (const [at, [capture, ...way]] of ways.entries()) {
      const world = { ...harness, stripe: harness.client(`sk_test_review${at}`) };
      await walk({ ...world, eventTypes: () => typesOf(world.stripe) }, capture, [...way, step]);
    }
  }),
);

async function typesOf(stripe: Stripe): Promise<string[]> {
  return (await stripe.events.list({ limit: 100 })).data.map((event) => event.type as string);
}
