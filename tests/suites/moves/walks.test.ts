import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { processingFee } from '../../../src/ledger/fees.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import type { Status } from '../../../src/payments/payment-intents/type.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** The seed of the generated requests; failures print it. */
const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260105);
const WALKS = 150;
const STEPS = 14;

const METHODS = {
  good: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  challenged: 'pm_card_threeDSecure2Required',
} as const;
type Method = keyof typeof METHODS;

type Step =
  | { readonly do: 'method'; readonly method: Method }
  | { readonly do: 'amount'; readonly amount: number }
  | { readonly do: 'describe' }
  | { readonly do: 'confirm'; readonly method: Method | null }
  | { readonly do: 'press'; readonly choice: 'authorize' | 'fail' }
  | { readonly do: 'capture'; readonly amount: number | null; readonly isLast: boolean }
  | { readonly do: 'increment'; readonly amount: number }
  | { readonly do: 'refund'; readonly amount: number | null }
  | { readonly do: 'cancel' }
  | { readonly do: 'wait' };

/** The expected payment: the facts that determine the result of the next step. */
interface Model {
  status: Status;
  method: Method | null;
  amount: number;
  /** `in_parts` authorizes like `manual`, with a card that supports several captures. */
  readonly capture: 'automatic' | 'manual' | 'in_parts';
  /** The amount that can be captured, or could while the payment waited for its capture. */
  capturable: number;
  captured: number;
  fees: number;
  refunded: number;
}

const OPEN: readonly Status[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
const UNEXPECTED = 'payment_intent_unexpected_state';

/** Applies a step to the model; returns the expected error code, '' for an error without code, or null for success. */
function expected(model: Model, step: Step): string | null {
  switch (step.do) {
    case 'method':
      if (!OPEN.includes(model.status)) return UNEXPECTED;
      model.method = step.method;
      model.status = 'requires_confirmation';
      return null;
    case 'amount':
      if (!OPEN.includes(model.status)) return UNEXPECTED;
      if (model.status === 'requires_action' && step.amount !== model.amount) model.status = 'requires_confirmation';
      model.amount = step.amount;
      return null;
    case 'describe':
      return model.status === 'canceled' ? UNEXPECTED : null;
    case 'confirm':
      return confirmed(model, step.method ?? model.method);
    case 'press':
      if (model.status === 'requires_action') pressed(model, step.choice);
      return null;
    case 'capture':
      return captured(model, step.amount ?? model.capturable, step.isLast);
    case 'increment':
      if (model.status !== 'requires_capture') return UNEXPECTED;
      if (model.captured > 0 || step.amount <= model.amount) return '';
      model.amount = step.amount;
      model.capturable = step.amount;
      return null;
    case 'refund':
      return refunded(model, step.amount);
    case 'cancel':
      if (!OPEN.includes(model.status) && model.status !== 'requires_capture') return UNEXPECTED;
      // A partly captured payment succeeds.
      if (model.captured > 0) return UNEXPECTED;
      model.status = 'canceled';
      model.capturable = 0;
      return null;
    case 'wait':
      if (model.status !== 'requires_capture') return null;
      model.status = model.captured > 0 ? 'succeeded' : 'canceled';
      model.capturable = 0;
      return null;
  }
}

function captured(model: Model, amount: number, isLast: boolean): string | null {
  if (model.status !== 'requires_capture') return UNEXPECTED;
  if (!isLast && model.capture !== 'in_parts') return '';
  if (amount > model.capturable) return 'amount_too_large';
  take(model, amount);
  const ends = isLast || amount === model.capturable;
  model.capturable = ends ? 0 : model.capturable - amount;
  if (ends) model.status = 'succeeded';
  return null;
}

function take(model: Model, amount: number): void {
  model.captured += amount;
  model.fees += processingFee(amount, 'usd', 'US');
}

function confirmed(model: Model, method: Method | null): string | null {
  if (!OPEN.includes(model.status) || method === null) return UNEXPECTED;
  if (method === 'declined') {
    model.status = 'requires_payment_method';
    model.method = null;
    return 'card_declined';
  }
  model.method = method;
  if (method === 'challenged') model.status = 'requires_action';
  else approved(model);
  return null;
}

function approved(model: Model): void {
  model.status = model.capture === 'automatic' ? 'succeeded' : 'requires_capture';
  if (model.capture === 'automatic') take(model, model.amount);
  else model.capturable = model.amount;
}

function pressed(model: Model, choice: 'authorize' | 'fail'): void {
  if (choice === 'authorize') approved(model);
  else {
    model.status = 'requires_payment_method';
    model.method = null;
  }
}

function refunded(model: Model, amount: number | null): string | null {
  if (model.status === 'requires_capture' && model.captured === 0) {
    if (amount !== null && amount !== model.amount) return '';
    model.status = 'canceled';
    model.capturable = 0;
    return null;
  }
  if (model.status !== 'succeeded' && model.captured === 0) return model.status === 'canceled' ? 'any' : '';
  const left = model.captured - model.refunded;
  if (left === 0) return 'charge_already_refunded';
  if ((amount ?? left) > left) return '';
  model.refunded += amount ?? left;
  return null;
}

async function walkOn({ stripe, florin }: Harness, id: string, step: Step, page: string | null): Promise<unknown> {
  switch (step.do) {
    case 'method':
      return stripe.paymentIntents.update(id, { payment_method: METHODS[step.method] });
    case 'amount':
      return stripe.paymentIntents.update(id, { amount: step.amount });
    case 'describe':
      return stripe.paymentIntents.update(id, { description: 'a word', metadata: { a: 'b' } });
    case 'confirm':
      return stripe.paymentIntents.confirm(id, {
        return_url: 'https://example.com/back',
        ...(step.method && { payment_method: METHODS[step.method] }),
      });
    case 'press':
      return page === null ? undefined : send(florin, page, { choice: step.choice });
    case 'capture':
      return stripe.paymentIntents.capture(id, {
        ...(step.amount !== null && { amount_to_capture: step.amount }),
        ...(!step.isLast && { final_capture: false }),
      });
    case 'increment':
      return stripe.paymentIntents.incrementAuthorization(id, { amount: step.amount });
    case 'refund':
      return stripe.refunds.create({ payment_intent: id, ...(step.amount !== null && { amount: step.amount }) });
    case 'cancel':
      return stripe.paymentIntents.cancel(id);
    case 'wait':
      return florin.advance('7d');
  }
}

const amount = fc.constantFrom(500, 1000, 1500);
const part = fc.option(fc.constantFrom(100, 500, 1000, 1500), { nil: null });
const method = fc.constantFrom<Method>('good', 'declined', 'challenged');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('method' as const), method }),
  fc.record({ do: fc.constant('amount' as const), amount }),
  fc.record({ do: fc.constant('describe' as const) }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('confirm' as const), method: fc.option(method, { nil: null }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('press' as const), choice: fc.constantFrom('authorize', 'fail') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('capture' as const), amount: part, isLast: fc.boolean() }) },
  fc.record({ do: fc.constant('increment' as const), amount }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), amount: part }) },
  fc.record({ do: fc.constant('cancel' as const) }),
  fc.record({ do: fc.constant('wait' as const) }),
);

async function walk(harness: Harness, capture: Model['capture'], steps: readonly Step[]): Promise<Model> {
  const { stripe } = harness;
  const { id } = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    capture_method: capture === 'automatic' ? 'automatic' : 'manual',
    payment_method_options: {
      card: {
        request_incremental_authorization: 'if_available',
        request_multicapture: capture === 'in_parts' ? 'if_available' : 'never',
      },
    },
  });
  const model: Model = {
    status: 'requires_payment_method',
    method: null,
    amount: 1000,
    capture,
    capturable: 0,
    captured: 0,
    fees: 0,
    refunded: 0,
  };
  let page: string | null = null;
  for (const [index, next] of steps.entries()) {
    const told = `step ${index + 1}: ${JSON.stringify(next)}`;
    const error = expected(model, next);
    const refused = await walkOn(harness, id, next, page).then(
      () => null,
      (thrown: Stripe.errors.StripeError) => thrown.code ?? '',
    );
    expect(error === 'any' ? refused !== null : refused, told).toBe(error === 'any' ? true : error);
    const seen = await stripe.paymentIntents.retrieve(id);
    expect(seen, told).toMatchObject({
      status: model.status,
      amount: model.amount,
      amount_capturable: model.capturable,
      amount_received: model.captured,
    });
    expect(seen.next_action === null, told).toBe(model.status !== 'requires_action');
    if (model.status === 'requires_action') page = pageOf(seen);
  }
  return model;
}

it(
  'walks of a PaymentIntent end as the model predicts, with its money in the books and on the network',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('automatic' as const, 'manual' as const, 'in_parts' as const),
        fc.array(step, { maxLength: STEPS }),
        async (capture, steps) => {
          const network = createSimulator();
          await withFlorin(
            async (harness) => {
              const model = await walk(harness, capture, steps);
              const { available, pending } = await harness.stripe.balance.retrieve();
              const held = [...available, ...pending].reduce((sum, part) => sum + part.amount, 0);
              expect(held).toBe(model.captured - model.fees - model.refunded);
              const moved = [...network.journal.effects().values()];
              const sum = (of: 'authorized' | 'captured' | 'refunded' | 'voided') =>
                moved.reduce((total, effects) => total + effects[of], 0);
              expect([sum('captured'), sum('refunded')]).toEqual([model.captured, model.refunded]);
              // Everything authorized was captured or released, unless it still waits.
              expect(sum('authorized') - sum('captured') - sum('voided')).toBe(model.capturable);
            },
            { network },
          );
        },
      ),
      { seed: SEED, numRuns: WALKS },
    ),
  60_000,
);
