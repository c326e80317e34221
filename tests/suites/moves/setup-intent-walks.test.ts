import fc from 'fast-check';
import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { ALLOWED, type Command, refusal } from '../../../src/payments/setup-intents/state.ts';
import type { Status } from '../../../src/payments/setup-intents/type.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** The seed of the generated requests; failures print it. */
const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260107);
const WALKS = 120;
const STEPS = 12;

const METHODS = {
  good: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  challenged: 'pm_card_authenticationRequired',
} as const;
type Method = keyof typeof METHODS;

type Step =
  | { readonly do: 'method'; readonly method: Method }
  | { readonly do: 'take' }
  | { readonly do: 'options' }
  | { readonly do: 'describe' }
  | { readonly do: 'confirm'; readonly method: Method | null }
  | { readonly do: 'press'; readonly choice: 'authorize' | 'fail' }
  | { readonly do: 'cancel' }
  | { readonly do: 'verify' };

/** The expected setup: the facts that determine the result of the next step. */
interface Model {
  status: Status;
  method: Method | null;
  readonly attempts: string[];
}

const OPEN: readonly Status[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
const UNEXPECTED = 'setup_intent_unexpected_state';

/** Applies a step to the model; returns the expected error code, or null for success. */
function expected(model: Model, step: Step): string | null {
  switch (step.do) {
    case 'method':
      if (!OPEN.includes(model.status)) return UNEXPECTED;
      abandon(model);
      model.method = step.method;
      model.status = 'requires_confirmation';
      return null;
    case 'take':
      if (!OPEN.includes(model.status)) return UNEXPECTED;
      abandon(model);
      model.method = null;
      model.status = 'requires_payment_method';
      return null;
    case 'options':
      return OPEN.includes(model.status) ? null : UNEXPECTED;
    case 'describe':
      return null;
    case 'confirm':
      return confirmed(model, step.method ?? model.method);
    case 'press':
      if (model.status === 'requires_action') pressed(model, step.choice);
      return null;
    case 'cancel':
      if (!OPEN.includes(model.status)) return UNEXPECTED;
      abandon(model);
      model.status = 'canceled';
      return null;
    case 'verify':
      return 'intent_invalid_state';
  }
}

function abandon(model: Model): void {
  if (model.status === 'requires_action') model.attempts.splice(-1, 1, 'abandoned');
}

function confirmed(model: Model, method: Method | null): string | null {
  if (!OPEN.includes(model.status) || method === null) return UNEXPECTED;
  abandon(model);
  if (method === 'declined') {
    model.status = 'requires_payment_method';
    model.method = null;
    model.attempts.push('failed');
    return 'card_declined';
  }
  model.method = method;
  model.status = method === 'challenged' ? 'requires_action' : 'succeeded';
  model.attempts.push(model.status);
  return null;
}

function pressed(model: Model, choice: 'authorize' | 'fail'): void {
  if (choice === 'fail') model.method = null;
  model.status = choice === 'authorize' ? 'succeeded' : 'requires_payment_method';
  model.attempts.splice(-1, 1, choice === 'authorize' ? 'succeeded' : 'failed');
}

async function take({ stripe, florin }: Harness, id: string, step: Step, page: string | null): Promise<unknown> {
  switch (step.do) {
    case 'method':
      return stripe.setupIntents.update(id, { payment_method: METHODS[step.method] });
    case 'take':
      return stripe.setupIntents.update(id, { payment_method: '' });
    case 'options':
      return stripe.setupIntents.update(id, {
        payment_method_options: { card: { request_three_d_secure: 'automatic' } },
      });
    case 'describe':
      return stripe.setupIntents.update(id, { description: 'a word', metadata: { a: 'b' } });
    case 'confirm':
      return stripe.setupIntents.confirm(id, {
        return_url: 'https://example.com/back',
        ...(step.method && { payment_method: METHODS[step.method] }),
      });
    case 'press':
      return page === null ? undefined : send(florin, page, { choice: step.choice });
    case 'cancel':
      return stripe.setupIntents.cancel(id);
    case 'verify':
      return stripe.setupIntents.verifyMicrodeposits(id, { amounts: [32, 45] });
  }
}

const method = fc.constantFrom<Method>('good', 'declined', 'challenged');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('method' as const), method }) },
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constant('options' as const) }),
  fc.record({ do: fc.constant('describe' as const) }),
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('confirm' as const), method: fc.option(method, { nil: null }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('press' as const), choice: fc.constantFrom('authorize', 'fail') }),
  },
  fc.record({ do: fc.constant('cancel' as const) }),
  fc.record({ do: fc.constant('verify' as const) }),
);

async function walk(harness: Harness, steps: readonly Step[]): Promise<void> {
  const { stripe } = harness;
  const customer = await stripe.customers.create();
  const { id } = await stripe.setupIntents.create({ customer: customer.id });
  const model: Model = { status: 'requires_payment_method', method: null, attempts: [] };
  let page: string | null = null;
  let before = await harness.call('GET', `/v1/setup_intents/${id}`);
  for (const [index, next] of steps.entries()) {
    const told = `step ${index + 1}: ${JSON.stringify(next)}`;
    const error = expected(model, next);
    const events = (await harness.eventTypes()).length;
    const refused = await take(harness, id, next, page).then(
      () => null,
      (thrown: Stripe.errors.StripeError) => thrown,
    );
    expect(refused?.code ?? null, told).toBe(error);
    const seen = await harness.call('GET', `/v1/setup_intents/${id}`);
    expect(seen.body, told).toMatchObject({ status: model.status, customer: customer.id });
    expect([seen.body.next_action === null, seen.body.payment_method === null], told).toEqual([
      model.status !== 'requires_action',
      model.method === null,
    ]);
    if (error === UNEXPECTED || error === 'intent_invalid_state') {
      // A rejected step changes nothing, emits nothing, and returns the unchanged SetupIntent.
      expect(seen.body, told).toEqual(before.body);
      expect((await harness.eventTypes()).length, told).toBe(events);
      expect((refused?.raw as { setup_intent?: unknown } | undefined)?.setup_intent, told).toEqual(before.body);
    }
    const { data } = await stripe.setupAttempts.list({ setup_intent: id, limit: 100 });
    expect(data.map(({ status }) => status).reverse(), told).toEqual(model.attempts);
    expect(seen.body.latest_attempt, told).toBe(data[0]?.id ?? null);
    if (model.status === 'requires_action') page = pageOf(seen.body);
    before = seen;
  }
  const saved = await stripe.customers.listPaymentMethods(customer.id);
  expect(saved.data).toHaveLength(model.status === 'succeeded' ? 1 : 0);
}

describe('the moves of a SetupIntent', () => {
  it('are those of the documentation in every state, and every other is rejected with a message', () => {
    const statuses: readonly Status[] = [...OPEN, 'processing', 'succeeded', 'canceled'];
    for (const command of Object.keys(ALLOWED) as Command[])
      for (const status of statuses)
        expect(refusal(status, command) === undefined).toBe(ALLOWED[command].includes(status));
    expect(refusal('succeeded', 'confirm')).toContain('has already succeeded');
    expect(refusal('canceled', 'confirm')).toContain('has been canceled');
    expect(refusal('canceled', 'cancel')).toContain('is already canceled');
    expect(refusal('processing', 'cancel')).toContain(
      '`requires_payment_method`, `requires_confirmation`, or `requires_action`',
    );
  });

  it(
    'end as the model predicts, and rejected ones change nothing',
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: STEPS }), (steps) =>
          withFlorin((harness) => walk(harness, steps)),
        ),
        { seed: SEED, numRuns: WALKS },
      ),
    60_000,
  );
});
