import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../../src/payments/payment-intents/type.ts';
import { createHarness, type Harness } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** Every state of a payment with every command: a command that does not apply changes nothing. */

const UNEXPECTED = 'payment_intent_unexpected_state';
const JUST_OVER_A_WEEK = '604801s';
const BACK = { return_url: 'https://example.com/back' } as const;
const GOOD = 'pm_card_visa';
const DECLINED = 'pm_card_chargeDeclined';
const GUARDED = 'pm_card_threeDSecure2Required';

type Make = (harness: Harness) => Promise<string>;

async function create({ stripe }: Harness, more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<string> {
  const { id } = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd', ...more });
  return id;
}

function paid(harness: Harness, payment_method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return create(harness, { confirm: true, payment_method, ...BACK, ...more });
}

const RESERVED = {
  capture_method: 'manual',
  payment_method_options: {
    card: { request_incremental_authorization: 'if_available', request_multicapture: 'if_available' },
  },
} as const;

const STATES = {
  'requires_payment_method: new': (harness) => create(harness),
  'requires_payment_method: declined': async (harness) => {
    const id = await create(harness);
    await harness.stripe.paymentIntents.confirm(id, { payment_method: DECLINED, ...BACK }).catch(() => undefined);
    return id;
  },
  requires_confirmation: (harness) => create(harness, { payment_method: GOOD }),
  'requires_confirmation: authenticated': async (harness) => {
    const id = await paid(harness, GUARDED, { confirmation_method: 'manual' });
    await send(harness.florin, pageOf(await harness.stripe.paymentIntents.retrieve(id)), { choice: 'authorize' });
    return id;
  },
  'requires_action: challenge': (harness) => paid(harness, GUARDED),
  'requires_action: wallet': async (harness) => {
    const wallet = await harness.stripe.paymentMethods.create({ type: 'mobilepay' });
    return paid(harness, wallet.id, { currency: 'eur' });
  },
  requires_capture: (harness) => paid(harness, GOOD, RESERVED),
  'requires_capture: a part taken': async (harness) => {
    const id = await paid(harness, GOOD, RESERVED);
    await harness.stripe.paymentIntents.capture(id, { amount_to_capture: 300, final_capture: false });
    return id;
  },
  succeeded: (harness) => paid(harness, GOOD),
  'succeeded: refunded': async (harness) => {
    const id = await paid(harness, GOOD);
    await harness.stripe.refunds.create({ payment_intent: id });
    return id;
  },
  'canceled: never paid': async (harness) => {
    const id = await create(harness);
    await harness.stripe.paymentIntents.cancel(id);
    return id;
  },
  'canceled: let go': async (harness) => {
    const id = await paid(harness, GOOD, RESERVED);
    await harness.stripe.paymentIntents.cancel(id);
    return id;
  },
} as const satisfies Record<string, Make>;
type State = keyof typeof STATES;

type Command = (harness: Harness, intent: Stripe.PaymentIntent) => Promise<unknown>;

const COMMANDS = {
  describe: ({ stripe }, { id }) => stripe.paymentIntents.update(id, { description: 'a word' }),
  'change the amount': ({ stripe }, { id }) => stripe.paymentIntents.update(id, { amount: 2000 }),
  'change the payment method': ({ stripe }, { id }) => stripe.paymentIntents.update(id, { payment_method: GOOD }),
  confirm: ({ stripe }, { id }) => stripe.paymentIntents.confirm(id, BACK),
  'confirm with another card': ({ stripe }, { id }) =>
    stripe.paymentIntents.confirm(id, { payment_method: GOOD, ...BACK }),
  'confirm with a declined card': ({ stripe }, { id }) =>
    stripe.paymentIntents.confirm(id, { payment_method: DECLINED, ...BACK }),
  capture: ({ stripe }, { id }) => stripe.paymentIntents.capture(id),
  'capture a part': ({ stripe }, { id }) =>
    stripe.paymentIntents.capture(id, { amount_to_capture: 400, final_capture: false }),
  cancel: ({ stripe }, { id }) => stripe.paymentIntents.cancel(id),
  increment: ({ stripe }, { id }) => stripe.paymentIntents.incrementAuthorization(id, { amount: 1500 }),
  refund: ({ stripe }, { id }) => stripe.refunds.create({ payment_intent: id }),
  'apply the balance': ({ stripe }, { id }) => stripe.paymentIntents.applyCustomerBalance(id),
  'verify deposits': ({ stripe }, { id }) => stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [1, 2] }),
  'approve on the page': async ({ florin }, intent) =>
    intent.next_action && send(florin, pageOf(intent), { choice: 'authorize' }),
  'fail on the page': async ({ florin }, intent) =>
    intent.next_action && send(florin, pageOf(intent), { choice: 'fail' }),
  'wait a week': ({ florin }) => florin.advance(JUST_OVER_A_WEEK),
} as const satisfies Record<string, Command>;
type CommandName = keyof typeof COMMANDS;

/** The result of a command: a status, `stays` (accepted without a change of state), or the error code. */
type Ending = Status | 'stays' | { readonly refused: string };
const refused: Ending = { refused: UNEXPECTED };
/** Rejected for a reason other than the state, without a code. */
const notThis: Ending = { refused: '' };

const OPEN: Partial<Record<CommandName, Ending>> = {
  describe: 'stays',
  'change the amount': 'stays',
  'change the payment method': 'requires_confirmation',
  'confirm with another card': 'succeeded',
  'confirm with a declined card': { refused: 'card_declined' },
  cancel: 'canceled',
  refund: notThis,
};
const HELD: Partial<Record<CommandName, Ending>> = {
  describe: 'stays',
  capture: 'succeeded',
  'capture a part': 'stays',
};
const CHALLENGED = { ...OPEN, 'change the amount': 'requires_confirmation', confirm: 'stays' } as const;

/** Commands not listed are rejected; pages and weeks without effect change nothing. */
const MOVES: Readonly<Record<State, Partial<Record<CommandName, Ending>>>> = {
  'requires_payment_method: new': OPEN,
  'requires_payment_method: declined': { ...OPEN, refund: notThis },
  requires_confirmation: { ...OPEN, confirm: 'succeeded' },
  'requires_confirmation: authenticated': { ...OPEN, confirm: 'succeeded' },
  'requires_action: challenge': {
    ...CHALLENGED,
    'approve on the page': 'succeeded',
    'fail on the page': 'requires_payment_method',
  },
  'requires_action: wallet': {
    ...CHALLENGED,
    'approve on the page': 'succeeded',
    'fail on the page': 'requires_payment_method',
    'wait a week': 'requires_payment_method',
  },
  requires_capture: { ...HELD, cancel: 'canceled', increment: 'stays', refund: 'canceled', 'wait a week': 'canceled' },
  'requires_capture: a part taken': { ...HELD, increment: notThis, refund: 'stays', 'wait a week': 'succeeded' },
  succeeded: { describe: 'stays', refund: 'stays' },
  'succeeded: refunded': { describe: 'stays', refund: { refused: 'charge_already_refunded' } },
  'canceled: never paid': { refund: notThis },
  'canceled: let go': { refund: { refused: 'charge_already_refunded' } },
};
/** No error: these commands have no effect if there is no page or nothing expires. */
const WITHOUT_EFFECT: readonly CommandName[] = ['approve on the page', 'fail on the page', 'wait a week'];

describe.each(Object.keys(STATES) as State[])('a payment that is %s', (state) => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await createHarness();
  });
  afterAll(() => harness.close());

  const held = async () => {
    const { available, pending } = await harness.stripe.balance.retrieve();
    return [...available, ...pending].reduce((sum, part) => sum + part.amount, 0);
  };

  it.each(Object.keys(COMMANDS) as CommandName[])('%s', async (name) => {
    const { stripe } = harness;
    const id = await STATES[state](harness);
    const before = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    const balance = await held();
    const code = await (COMMANDS[name] as Command)(harness, before).then(
      () => null,
      (error: Stripe.errors.StripeError) => error.code ?? '',
    );
    const after = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    checkSums(after);

    const ending = MOVES[state][name] ?? (WITHOUT_EFFECT.includes(name) ? 'stays' : refused);
    if (typeof ending === 'object') {
      expect(code).toBe(ending.refused);
      if (ending.refused === 'card_declined') expect(after.status).toBe('requires_payment_method');
      else expect(after).toEqual(before);
    } else {
      expect(code).toBeNull();
      expect(after.status).toBe(ending === 'stays' ? before.status : ending);
    }
    const moved = (after.amount_received - before.amount_received) | (refundedOf(after) - refundedOf(before));
    if (moved === 0) expect(await held()).toBe(balance);
  });
});

function refundedOf(intent: Stripe.PaymentIntent): number {
  return (intent.latest_charge as Stripe.Charge | null)?.amount_refunded ?? 0;
}

/** Invariants of every PaymentIntent. */
function checkSums(intent: Stripe.PaymentIntent): void {
  const charge = intent.latest_charge as Stripe.Charge | null;
  expect(intent.amount_capturable > 0).toBe(intent.status === 'requires_capture');
  expect(intent.amount_received + intent.amount_capturable).toBeLessThanOrEqual(intent.amount);
  expect(intent.next_action !== null).toBe(intent.status === 'requires_action');
  expect(intent.canceled_at !== null).toBe(intent.status === 'canceled');
  if (charge?.status !== 'succeeded') return;
  expect(charge.amount_captured).toBe(intent.amount_received);
  expect(charge.amount_refunded).toBeLessThanOrEqual(charge.amount);
  expect(charge.captured).toBe(intent.status === 'succeeded');
}
