import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

/** Every state of a charge with every command: a rejected command changes nothing. */

const AMOUNT = 1_000;
const PART = 300;
/** Many calls on a stopped clock move the world's time by some milliseconds, and due dates with it. */
const JUST_OVER_A_WEEK = '604801s';
const A_MOMENT = '1s';

type Make = (harness: Harness) => Promise<string>;

async function charge({ stripe }: Harness, source: string, capture = true): Promise<string> {
  return (await stripe.charges.create({ amount: AMOUNT, currency: 'usd', source, capture })).id;
}

async function paidByIntent({ stripe }: Harness, capture_method: 'automatic' | 'manual'): Promise<string> {
  const { latest_charge } = await stripe.paymentIntents.create({
    amount: AMOUNT,
    currency: 'usd',
    capture_method,
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  return String(latest_charge);
}

/** Creates a charge with a dispute and lets the bank decide. Returns the charge's id. */
async function disputed(harness: Harness, source: string, evidence?: string): Promise<string> {
  const id = await charge(harness, source);
  await harness.florin.settled();
  const [dispute] = (await harness.stripe.disputes.list({ charge: id })).data;
  if (!dispute) throw new Error(`${source} brought no dispute`);
  if (evidence) await harness.stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: evidence } });
  await harness.florin.advance(A_MOMENT);
  return id;
}

async function after(harness: Harness, id: string, deed: Promise<unknown>): Promise<string> {
  await deed;
  await harness.florin.settled();
  return id;
}

const STATES = {
  reserved: (harness) => charge(harness, 'tok_visa', false),
  'reserved by a PaymentIntent': (harness) => paidByIntent(harness, 'manual'),
  expired: async (harness) => {
    const id = await charge(harness, 'tok_visa', false);
    return after(harness, id, harness.florin.advance(JUST_OVER_A_WEEK));
  },
  'let go': async (harness) => {
    const id = await charge(harness, 'tok_visa', false);
    return after(harness, id, harness.stripe.refunds.create({ charge: id }));
  },
  failed: async ({ stripe }) => {
    const params = { amount: AMOUNT, currency: 'usd', source: 'tok_chargeDeclined' };
    return (await refusal(stripe.charges.create(params))).charge ?? '';
  },
  captured: (harness) => charge(harness, 'tok_visa'),
  'captured by a PaymentIntent': (harness) => paidByIntent(harness, 'automatic'),
  'captured in part': async (harness) => {
    const id = await charge(harness, 'tok_visa', false);
    return after(harness, id, harness.stripe.charges.capture(id, { amount: PART }));
  },
  'refunded in part': async (harness) => {
    const id = await charge(harness, 'tok_visa');
    return after(harness, id, harness.stripe.refunds.create({ charge: id, amount: AMOUNT - PART }));
  },
  refunded: async (harness) => {
    const id = await charge(harness, 'tok_visa');
    return after(harness, id, harness.stripe.refunds.create({ charge: id }));
  },
  'refunded, but the refund failed': async (harness) => {
    const id = await charge(harness, 'tok_refundFail');
    await harness.stripe.refunds.create({ charge: id });
    return after(harness, id, harness.florin.advance('1d'));
  },
  'asked about': (harness) => disputed(harness, 'tok_createDisputeInquiry'),
  'charged back': (harness) => disputed(harness, 'tok_createDispute'),
  'charged back and won': (harness) => disputed(harness, 'tok_createDispute', 'winning_evidence'),
  'charged back and lost': (harness) => disputed(harness, 'tok_createDispute', 'losing_evidence'),
} as const satisfies Record<string, Make>;
type State = keyof typeof STATES;

type Command = (harness: Harness, id: string) => Promise<unknown>;

const COMMANDS = {
  describe: ({ stripe }, id) => stripe.charges.update(id, { description: 'a word' }),
  capture: ({ stripe }, id) => stripe.charges.capture(id),
  'capture a part': ({ stripe }, id) => stripe.charges.capture(id, { amount: PART }),
  'capture too much': ({ stripe }, id) => stripe.charges.capture(id, { amount: AMOUNT + 1 }),
  'capture nothing': ({ stripe }, id) => stripe.charges.capture(id, { amount: 0 }),
  refund: ({ stripe }, id) => stripe.refunds.create({ charge: id }),
  'refund a part': ({ stripe }, id) => stripe.refunds.create({ charge: id, amount: PART }),
  'refund too much': ({ stripe }, id) => stripe.refunds.create({ charge: id, amount: AMOUNT + 1 }),
  'refund in another currency': ({ stripe }, id) => stripe.refunds.create({ charge: id, currency: 'eur' }),
  'wait a week': ({ florin }) => florin.advance(JUST_OVER_A_WEEK),
} as const satisfies Record<string, Command>;
type CommandName = keyof typeof COMMANDS;

/** The result of a command: the amounts, or the error code ('' for an error without code). */
type Ending = { readonly captured: number; readonly refunded: number } | { readonly code: string };

const stays = 'stays';
const because = (code = ''): Ending => ({ code });
const sums = (captured: number, refunded: number): Ending => ({ captured, refunded });

type Row = Readonly<Record<CommandName, Ending | typeof stays>>;

const ALREADY_CAPTURED = because('charge_already_captured');
const ALREADY_REFUNDED = because('charge_already_refunded');
const CHARGED_BACK = because('charge_disputed');

/** A charge is captured once; refunds depend on the remaining amount. */
const CAPTURED: Row = {
  describe: stays,
  capture: ALREADY_CAPTURED,
  'capture a part': ALREADY_CAPTURED,
  'capture too much': ALREADY_CAPTURED,
  'capture nothing': ALREADY_CAPTURED,
  refund: sums(AMOUNT, AMOUNT),
  'refund a part': sums(AMOUNT, PART),
  'refund too much': because(),
  'refund in another currency': because(),
  'wait a week': stays,
};

const notCaptured = (
  why: Ending,
): Pick<Row, 'capture' | 'capture a part' | 'capture too much' | 'capture nothing'> => ({
  capture: why,
  'capture a part': why,
  'capture too much': why,
  'capture nothing': why,
});
const notRefunded = (why: Ending): Pick<Row, 'refund' | 'refund a part' | 'refund too much'> => ({
  refund: why,
  'refund a part': why,
  'refund too much': why,
});

const RESERVED: Row = {
  describe: stays,
  capture: sums(AMOUNT, 0),
  'capture a part': sums(PART, AMOUNT - PART),
  'capture too much': because('amount_too_large'),
  'capture nothing': because('parameter_invalid_integer'),
  refund: sums(0, AMOUNT),
  'refund a part': because(),
  'refund too much': because(),
  'refund in another currency': because(),
  'wait a week': sums(0, AMOUNT),
};

const MOVES: Readonly<Record<State, Row>> = {
  reserved: RESERVED,
  // Controlled by its PaymentIntent.
  'reserved by a PaymentIntent': { ...RESERVED, ...notCaptured(because()) },
  expired: {
    ...CAPTURED,
    ...notCaptured(because('charge_expired_for_capture')),
    ...notRefunded(ALREADY_REFUNDED),
  },
  'let go': { ...CAPTURED, ...notCaptured(ALREADY_REFUNDED), ...notRefunded(ALREADY_REFUNDED) },
  failed: { ...CAPTURED, ...notCaptured(because()), ...notRefunded(because('charge_not_refundable')) },
  captured: CAPTURED,
  'captured by a PaymentIntent': CAPTURED,
  'captured in part': {
    ...CAPTURED,
    refund: sums(PART, AMOUNT),
    'refund a part': sums(PART, AMOUNT),
  },
  'refunded in part': { ...CAPTURED, 'refund a part': sums(AMOUNT, AMOUNT) },
  refunded: { ...CAPTURED, ...notRefunded(ALREADY_REFUNDED) },
  'refunded, but the refund failed': { ...CAPTURED },
  'asked about': CAPTURED,
  'charged back': { ...CAPTURED, ...notRefunded(CHARGED_BACK) },
  'charged back and won': CAPTURED,
  'charged back and lost': { ...CAPTURED, ...notRefunded(CHARGED_BACK) },
};

describe.each(Object.keys(STATES) as State[])('a charge that is %s', (state) => {
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
    const id = await STATES[state](harness);
    const before = await harness.stripe.charges.retrieve(id);
    const [events, balance] = [(await harness.eventTypes()).length, await held()];
    const code = await (COMMANDS[name] as Command)(harness, id).then(
      () => null,
      (error: Stripe.errors.StripeError) => {
        expect(error.statusCode).toBe(400);
        return error.code ?? '';
      },
    );
    await harness.florin.settled();
    const now = await harness.stripe.charges.retrieve(id);
    const ending = MOVES[state][name];
    if (ending !== stays && 'code' in ending) {
      expect(code).toBe(ending.code);
      expect(now).toEqual(before);
      expect([(await harness.eventTypes()).length, await held()]).toEqual([events, balance]);
    } else {
      const { captured, refunded } = ending === stays ? sumsOf(before) : ending;
      expect([code, sumsOf(now)]).toEqual([null, { captured, refunded }]);
      expect(now.refunded).toBe(refunded === AMOUNT);
      if (ending === stays) expect(await held()).toBe(balance);
    }
  });
});

function sumsOf({ amount_captured: captured, amount_refunded: refunded }: Stripe.Charge) {
  return { captured, refunded };
}

it('a charge that does not exist, or is in another world, is reported as missing', async () => {
  const harness = await createHarness();
  const id = await charge(harness, 'tok_visa', false);
  const stranger = { ...harness, stripe: harness.client('sk_test_stranger') };
  for (const name of ['describe', 'capture', 'refund'] as const) {
    const error = await refusal(COMMANDS[name](stranger, id));
    expect(error).toMatchObject({ code: 'resource_missing', message: expect.stringContaining(`'${id}'`) });
  }
  expect(await harness.stripe.charges.retrieve(id)).toMatchObject({ captured: false, refunded: false });
  await harness.close();
});
