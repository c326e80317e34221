import fc from 'fast-check';
import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import {
  REFUND_MOVES,
  REFUND_STATUSES,
  type RefundMove,
  type RefundStatus,
  refundMoved,
} from '../../../src/charges/refunds/state.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260105);
const WALKS = 60;
const STEPS = 6;

const AMOUNT = 1000;
const FEE = 59;
/** Time limit for customers to enter the account for their refund. */
const ASKED_SECONDS = 86_400;

/** The first status of each kind of refund, and its status after some time. */
const KINDS = {
  plain: { card: 'pm_card_visa', begins: 'succeeded', later: null },
  slow: { card: 'pm_card_pendingRefund', begins: 'pending', later: 'succeed' },
  failing: { card: 'pm_card_refundFail', begins: 'succeeded', later: 'fail' },
  asking: { card: 'pm_card_mastercard', begins: 'requires_action', later: 'expire' },
} as const satisfies Record<string, { card: string; begins: RefundStatus; later: RefundMove | null }>;
type Kind = keyof typeof KINDS;

/** A network that asks the customers of one card for an account, like methods without a way to refund. */
function askingNetwork() {
  const simulator = createSimulator();
  const network: typeof simulator = {
    ...simulator,
    refund: (request) =>
      request.instrument.token === 'mastercard'
        ? Promise.resolve({ outcome: 'requires_action', expiresAfterSeconds: ASKED_SECONDS })
        : simulator.refund(request),
  };
  return network;
}

function withAskingNetwork(story: (harness: Harness) => Promise<void>): Promise<void> {
  return withFlorin(story, { network: askingNetwork() });
}

async function pay({ stripe }: Harness, card: string): Promise<string> {
  const { latest_charge } = await stripe.paymentIntents.create({
    amount: AMOUNT,
    currency: 'usd',
    confirm: true,
    payment_method: card,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  return latest_charge as string;
}

async function balance({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

describe('the moves of a refund', () => {
  it('lead from a known state to a known state, and never out of failed or canceled', () => {
    for (const moves of Object.values(REFUND_MOVES)) {
      for (const [from, to] of Object.entries(moves)) {
        expect(REFUND_STATUSES).toContain(from);
        expect(REFUND_STATUSES).toContain(to);
        expect(['failed', 'canceled']).not.toContain(from);
      }
    }
  });
});

type Step = 'refund' | 'describe' | 'cancel' | 'expire' | 'wait';

/** The expected refunds of a charge. */
interface Model {
  readonly kind: Kind;
  readonly refunds: { id: string; amount: number; status: RefundStatus }[];
}

const gone = ({ refunds }: Model) =>
  refunds.filter(({ status }) => !['failed', 'canceled'].includes(status)).reduce((sum, { amount }) => sum + amount, 0);

/** Takes a step through the API and applies it to the model. Steps act on the newest refund. */
async function take(harness: Harness, charge: string, model: Model, step: Step, amount: number): Promise<void> {
  const { stripe, florin } = harness;
  const { begins, later } = KINDS[model.kind];
  const newest = model.refunds.at(-1);
  switch (step) {
    case 'refund': {
      const refund = await stripe.refunds.create({ charge, amount, instructions_email: 'jenny@example.com' });
      model.refunds.push({ id: refund.id, amount, status: begins });
      break;
    }
    case 'wait':
      await florin.advance('2d');
      for (const refund of model.refunds)
        refund.status = (later && refund.status === begins && refundMoved(refund.status, later)) || refund.status;
      break;
    default: {
      if (!newest) return;
      if (step === 'describe') await stripe.refunds.update(newest.id, { metadata: { note: newest.status } });
      else if (step === 'cancel') await stripe.refunds.cancel(newest.id);
      else await stripe.testHelpers.refunds.expire(newest.id);
      if (step !== 'describe') newest.status = refundMoved(newest.status, step) ?? newest.status;
    }
  }
}

/** True if the step is rejected in this state. */
function isRefused(model: Model, step: Step, amount: number): boolean {
  const newest = model.refunds.at(-1);
  if (step === 'refund') return amount > AMOUNT - gone(model);
  if (step === 'wait' || step === 'describe' || !newest) return false;
  return refundMoved(newest.status, step) === undefined;
}

async function walk(harness: Harness, kind: Kind, steps: readonly (readonly [Step, number])[]): Promise<void> {
  const { stripe } = harness;
  const charge = await pay(harness, KINDS[kind].card);
  const model: Model = { kind, refunds: [] };
  for (const [index, [step, amount]] of steps.entries()) {
    const told = `step ${index + 1}: ${step} ${amount} with ${JSON.stringify(model)}`;
    const events = (await harness.eventTypes()).length;
    const refused = isRefused(model, step, amount);
    const error = await take(harness, charge, model, step, amount).then(
      () => null,
      (thrown: Stripe.errors.StripeError) => thrown,
    );
    expect(error?.statusCode, told).toBe(refused ? 400 : undefined);
    if (refused) expect((await harness.eventTypes()).length, told).toBe(events);
    for (const { id, status } of model.refunds) expect((await stripe.refunds.retrieve(id)).status, told).toBe(status);
    expect(await stripe.charges.retrieve(charge), told).toMatchObject({
      amount_refunded: gone(model),
      refunded: gone(model) === AMOUNT,
    });
    expect(await balance(harness), told).toBe(AMOUNT - FEE - gone(model));
  }
}

const kinds = fc.constantFrom(...(Object.keys(KINDS) as Kind[]));
const step = fc.tuple(
  fc.constantFrom<Step>('refund', 'refund', 'describe', 'cancel', 'expire', 'wait'),
  fc.constantFrom(200, 500, AMOUNT),
);

it(
  'walks of refunds end as the table predicts; rejected steps change neither money nor state',
  () =>
    fc.assert(
      fc.asyncProperty(kinds, fc.array(step, { maxLength: STEPS }), (kind, steps) =>
        withAskingNetwork((harness) => walk(harness, kind, steps)),
      ),
      { seed: SEED, numRuns: WALKS },
    ),
  60_000,
);

describe('a refund to an account that the customer enters', () => {
  it('sends an e-mail, and debits the balance meanwhile', () =>
    withAskingNetwork(async (harness) => {
      const { stripe } = harness;
      const charge = await pay(harness, KINDS.asking.card);
      await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({
        statusCode: 400,
        param: 'instructions_email',
      });
      const refund = await stripe.refunds.create({ charge, instructions_email: 'jenny@example.com' });
      expect(refund).toMatchObject({
        status: 'requires_action',
        instructions_email: 'jenny@example.com',
        next_action: {
          type: 'display_details',
          display_details: {
            email_sent: { email_sent_to: 'jenny@example.com' },
            expires_at: refund.created + ASKED_SECONDS,
          },
        },
      });
      expect(await balance(harness)).toBe(-FEE);
    }));

  it('can be canceled before the customer answers', () =>
    withAskingNetwork(async (harness) => {
      const { stripe } = harness;
      const charge = await pay(harness, KINDS.asking.card);
      const { id } = await stripe.refunds.create({ charge, instructions_email: 'jenny@example.com' });
      const canceled = await stripe.refunds.cancel(id, { expand: ['failure_balance_transaction'] });
      expect(canceled).toMatchObject({
        status: 'canceled',
        failure_balance_transaction: { amount: AMOUNT, type: 'refund_failure' },
      });
      expect(canceled).not.toHaveProperty('next_action');
      expect((await harness.eventTypes()).slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
      expect(await balance(harness)).toBe(AMOUNT - FEE);
    }));

  it('expires without an answer', () =>
    withAskingNetwork(async (harness) => {
      const { stripe, florin } = harness;
      const charge = await pay(harness, KINDS.asking.card);
      const { id } = await stripe.refunds.create({ charge, instructions_email: 'jenny@example.com' });
      await florin.advance('1d');
      expect((await stripe.refunds.retrieve(id)).status).toBe('failed');
      expect((await harness.eventTypes()).slice(-3)).toEqual([
        'refund.failed',
        'charge.refund.updated',
        'balance.available',
      ]);
    }));
});

describe('a refund by card', () => {
  it('cannot be canceled or expire: it is sent immediately', () =>
    withAskingNetwork(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.refunds.create({ charge: await pay(harness, 'pm_card_visa') });
      await expect(stripe.refunds.cancel(id)).rejects.toMatchObject({
        statusCode: 400,
        message: expect.stringContaining('Canceling this refund is unsupported.'),
      });
      await expect(stripe.testHelpers.refunds.expire(id)).rejects.toMatchObject({ statusCode: 400 });
      expect((await stripe.refunds.retrieve(id)).status).toBe('succeeded');
    }));

  it('has its metadata under both names', () =>
    withAskingNetwork(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.refunds.create({ charge: await pay(harness, 'pm_card_visa') });
      await stripe.refunds.update(id, { metadata: { order: '6735' } });
      const { data } = await stripe.events.list({ types: ['refund.updated', 'charge.refund.updated'] });
      expect(data.map(({ data: { previous_attributes } }) => previous_attributes)).toEqual(
        Array(2).fill({ metadata: { order: null } }),
      );
    }));

  it("receives the bank's reference a little later", () =>
    withAskingNetwork(async (harness) => {
      const { stripe, florin } = harness;
      const refund = await stripe.refunds.create({ charge: await pay(harness, 'pm_card_visa') });
      expect(refund.destination_details?.card).toEqual({
        reference_status: 'pending',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      });
      await florin.advance('5s');
      expect((await stripe.refunds.retrieve(refund.id)).destination_details?.card).toMatchObject({
        reference: expect.stringMatching(/^\d{16}$/),
        reference_status: 'available',
      });
      expect((await harness.eventTypes()).slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
    }));

  it('reports whether the amount exceeds the rest, or the whole payment', () =>
    withAskingNetwork(async (harness) => {
      const { stripe } = harness;
      const charge = await pay(harness, 'pm_card_visa');
      await stripe.refunds.create({ charge, amount: 500 });
      const refusal = (amount: number) => expect(stripe.refunds.create({ charge, amount })).rejects;
      await refusal(600).toMatchObject({
        message: 'Refund amount ($6.00) is greater than unrefunded amount on charge ($5.00)',
      });
      await refusal(1100).toMatchObject({
        message: 'Refund amount ($11.00) is greater than charge amount ($10.00)',
        param: 'amount',
      });
    }));
});
