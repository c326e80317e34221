import fc from 'fast-check';
import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  type DisputeStatus,
  MOVES,
  moved,
  type Outcome,
  refusal,
  STATUSES,
} from '../../../src/charges/disputes/state.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** The seed of the generated requests; failures print it. */
const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260105);
const WALKS = 60;
const STEPS = 6;

const COMMANDS = ['describe', 'stage', 'submit', 'close'] as const satisfies readonly Command[];
const CLOSED: readonly string[] = ['won', 'lost', 'warning_closed'];

/** Steps of merchant, issuer and time: a legal move in some states, an error or no effect in the others. */
const STEPS_OF_ALL = [...COMMANDS, 'win', 'lose', 'escalate', 'lapse', 'refund'] as const;
type Step = (typeof STEPS_OF_ALL)[number];

const WORDS = { win: 'winning_evidence', lose: 'losing_evidence', escalate: 'escalate_inquiry_evidence' } as const;

describe('the moves of a dispute', () => {
  it('lead from a known state to a known state, and out of no closed one', () => {
    for (const moves of Object.values(MOVES)) {
      for (const [from, to] of Object.entries(moves)) {
        expect(STATUSES).toContain(from);
        expect(STATUSES).toContain(to);
        expect(CLOSED).not.toContain(from);
      }
    }
  });

  it('reject other moves, with a fitting message', () => {
    for (const status of STATUSES) {
      for (const command of COMMANDS) {
        const message = refusal(status, command);
        if (moved(status, command) !== undefined) expect(message).toBeUndefined();
        else if (CLOSED.includes(status)) expect(message).toBe('This dispute is already closed');
        else expect(message).toMatch(/submitted/);
      }
    }
  });

  it('reach every state from the two initial ones', () => {
    const reached = new Set<DisputeStatus>(['needs_response', 'warning_needs_response']);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const moves of Object.values(MOVES)) for (const from of [...reached]) reached.add(moves[from] ?? from);
    }
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });
});

const AMOUNT = 1000;
const FEE = 59;
const DISPUTE_FEE = 1500;

async function openDispute({ stripe }: Harness, card: string): Promise<Stripe.Dispute> {
  const { latest_charge } = await stripe.paymentIntents.create({
    amount: AMOUNT,
    currency: 'usd',
    confirm: true,
    payment_method: card,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  return (await stripe.disputes.list({ charge: latest_charge as string })).data[0] as Stripe.Dispute;
}

async function balance({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

/** Adds the ids of the events of closed disputes. */
async function noteClosings({ stripe }: Harness, closings: Set<string>): Promise<void> {
  const { data } = await stripe.events.list({ type: 'charge.dispute.closed' });
  for (const { id } of data) closings.add(id);
}

/**
 * Takes a step with a dispute in any state. Throws the API's errors. Events are listed for thirty days, so a long wait
 * collects them on the way.
 */
async function take(harness: Harness, dispute: Stripe.Dispute, step: Step, closings: Set<string>): Promise<void> {
  const { stripe, florin } = harness;
  const { id, charge } = dispute;
  switch (step) {
    case 'describe':
      await stripe.disputes.update(id, { metadata: { seen: 'yes' } });
      break;
    case 'stage':
      await stripe.disputes.update(id, { evidence: { service_date: 'Monday' }, submit: false });
      break;
    case 'submit':
      await stripe.disputes.update(id, { evidence: { uncategorized_text: 'a long story' } });
      break;
    case 'close':
      await stripe.disputes.close(id);
      break;
    case 'lapse':
      for (let hop = 0; hop < 13; hop++) {
        await florin.advance('10d');
        await florin.settled();
        await noteClosings(harness, closings);
      }
      break;
    case 'refund':
      await stripe.refunds.create({ charge: charge as string });
      break;
    default:
      await stripe.disputes.update(id, { evidence: { uncategorized_text: WORDS[step] } });
  }
  await florin.settled();
}

/** Returns the next status. Evidence must be submitted before an issuer decides on it. */
function expected(status: string, step: Step): string | undefined {
  if (step in WORDS) {
    const submitted = moved(status, 'submit');
    return submitted && (moved(submitted, step as Outcome) ?? submitted);
  }
  return moved(status, step) ?? (step === 'lapse' || step === 'refund' ? status : undefined);
}

/** Returns the amount that a dispute has withdrawn, by its balance transactions. */
function taken({ balance_transactions: transactions }: Stripe.Dispute): number {
  return -transactions.reduce((sum, { net }) => sum + net, 0);
}

async function walk(harness: Harness, card: string, steps: readonly Step[]): Promise<void> {
  const { stripe } = harness;
  let dispute = await openDispute(harness, card);
  let refunded = 0;
  const closings = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const told = `step ${index + 1}: ${step} in ${dispute.status}`;
    const before = { dispute, events: (await harness.eventTypes()).length, balance: await balance(harness) };
    const to = expected(dispute.status, step);
    const refusable = step === 'refund' && (!dispute.is_charge_refundable || refunded > 0);
    const refused = await take(harness, dispute, step, closings).then(
      () => null,
      (error: Stripe.errors.StripeError) => error,
    );
    const now = await stripe.disputes.retrieve(dispute.id);
    expect(refused !== null, told).toBe(to === undefined || refusable);
    if (refused) {
      expect(refused.statusCode, told).toBe(400);
      expect(now, told).toEqual(before.dispute);
      expect((await harness.eventTypes()).length, told).toBe(before.events);
      expect(await balance(harness), told).toBe(before.balance);
    } else {
      expect(now.status, told).toBe(to);
      if (step === 'refund') refunded = AMOUNT;
    }
    if (CLOSED.includes(now.status) && !CLOSED.includes(dispute.status)) {
      await noteClosings(harness, closings);
      expect([...closings], told).toHaveLength(1);
    }
    dispute = now;
    // A refund that was overtaken by a chargeback does not count.
    const charge = await stripe.charges.retrieve(dispute.charge as string);
    expect(await balance(harness), told).toBe(AMOUNT - FEE - charge.amount_refunded - taken(dispute));
  }
}

/** The steps that lead to each state. */
const WAYS: Readonly<Record<DisputeStatus, readonly [card: string, ...steps: Step[]]>> = {
  needs_response: ['pm_card_createDispute'],
  under_review: ['pm_card_createDispute', 'submit'],
  won: ['pm_card_createDispute', 'win'],
  lost: ['pm_card_createDispute', 'close'],
  warning_needs_response: ['pm_card_createDisputeInquiry'],
  warning_under_review: ['pm_card_createDisputeInquiry', 'submit'],
  warning_closed: ['pm_card_createDisputeInquiry', 'lose'],
};

it.each(STATUSES)('in %s follow the table, and rejected ones change nothing', async (status) => {
  const [card, ...way] = WAYS[status];
  for (const last of STEPS_OF_ALL) await withFlorin((harness) => walk(harness, card, [...way, last]));
});

it(
  'walks of a dispute end as the table predicts, with its money in the books',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('pm_card_createDispute', 'pm_card_createDisputeInquiry'),
        fc.array(fc.constantFrom(...STEPS_OF_ALL), { maxLength: STEPS }),
        (card, steps) => withFlorin((harness) => walk(harness, card, steps)),
      ),
      { seed: SEED, numRuns: WALKS },
    ),
  60_000,
);

it('costs the dispute fee of its currency', () =>
  withFlorin(async (harness) => {
    const dispute = await openDispute(harness, 'pm_card_createDispute');
    expect(taken(dispute)).toBe(AMOUNT + DISPUTE_FEE);
  }));
