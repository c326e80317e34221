import type { Answered, Form, Json, PersistentClient } from './client.ts';
import type { Random } from './simulation/random.ts';

/** The responses that shops received, for a comparison with Florin's state. */
export interface Ledger {
  /** The last response for each object, by path. */
  readonly objects: Map<string, Json>;
  /** The money that responses reported as moved, in cents, by charge. */
  readonly charges: Map<string, { captured: number; refunded: number }>;
  /** The number of unanswered requests, whose outcome is unknown. */
  unanswered: number;
  /** Unexpected responses. */
  readonly wrong: string[];
}

export function newLedger(): Ledger {
  return { objects: new Map(), charges: new Map(), unanswered: 0, wrong: [] };
}

const PATHS: Readonly<Record<string, string>> = {
  customer: '/v1/customers',
  payment_intent: '/v1/payment_intents',
  refund: '/v1/refunds',
  transfer: '/v1/transfers',
};
const VISA = 'pm_card_visa';
const DECLINED = ['pm_card_visa_chargeDeclined', 'pm_card_visa_chargeDeclinedInsufficientFunds'] as const;
const METHODS: Form = {
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
};

/** Thrown for a request without a response; the shop abandons the order. */
class Unanswered extends Error {}

/** A shop that sells with one request at a time; each object belongs to one shop. */
export function openShop(client: PersistentClient, random: Random, ledger: Ledger): { sell(): Promise<void> } {
  function told(answer: Answered | undefined, allowed: readonly number[] = [200]): Json {
    if (!answer) throw new Unanswered();
    const { status, body } = answer;
    if (!allowed.includes(status)) throw new Error(`a shop got the response ${status} ${JSON.stringify(body)}`);
    const object = status === 402 ? ((body.error as Json).payment_intent as Json) : body;
    ledger.objects.set(`${PATHS[String(object.object)]}/${object.id}`, object);
    return object;
  }

  const amount = () => String(100 + random.below(20_000));
  const card = () => (random.chance(0.2) ? random.pick(DECLINED) : VISA);
  const statuses = (method: string) => (method === VISA ? [200] : [402]);

  /** Records the captured amount of a succeeded payment. */
  function noted(intent: Json): Json {
    const charge = String(intent.latest_charge);
    const captured = Number(intent.amount_received);
    // Released authorizations count as refunded.
    if (intent.status === 'succeeded')
      ledger.charges.set(charge, { captured, refunded: Number(intent.amount) - captured });
    if (intent.status === 'canceled') ledger.charges.set(charge, { captured: 0, refunded: Number(intent.amount) });
    return intent;
  }

  async function payAtOnce(more: Form = {}): Promise<void> {
    const method = card();
    const form = { amount: amount(), currency: 'usd', confirm: 'true', payment_method: method, ...METHODS, ...more };
    const intent = told(await client.create('/v1/payment_intents', form), statuses(method));
    if (method !== VISA) return payAgain(intent);
    noted(intent);
    if (random.chance(0.5)) await refundCharge(intent);
  }

  /** After a decline half of the customers try another card. */
  async function payAgain({ id }: Json): Promise<void> {
    if (random.chance(0.5))
      noted(told(await client.post(`/v1/payment_intents/${id}/confirm`, { payment_method: VISA })));
  }

  async function payInTwoSteps(): Promise<void> {
    const { id } = told(await client.create('/v1/payment_intents', { amount: amount(), currency: 'usd', ...METHODS }));
    const path = `/v1/payment_intents/${id}`;
    if (random.chance(0.3)) told(await client.post(path, { description: 'An order', amount: amount() }));
    const method = card();
    const intent = told(await client.post(`${path}/confirm`, { payment_method: method }), statuses(method));
    if (method !== VISA) return payAgain(intent);
    noted(intent);
    if (random.chance(0.3)) told(await client.post(path, { 'metadata[order]': 'sent' }));
    if (random.chance(0.3)) await refundCharge(intent);
  }

  async function payLater(): Promise<void> {
    const form = { amount: amount(), currency: 'usd', confirm: 'true', payment_method: VISA, capture_method: 'manual' };
    const intent = told(await client.create('/v1/payment_intents', { ...form, ...METHODS }));
    const path = `/v1/payment_intents/${intent.id}`;
    if (random.chance(0.3)) return void noted(told(await client.post(`${path}/cancel`, {})));
    const part = random.chance(0.4) ? { amount_to_capture: String(1 + random.below(Number(intent.amount))) } : {};
    const taken = noted(told(await client.post(`${path}/capture`, part)));
    if (random.chance(0.3)) await refundCharge(taken);
  }

  /** Refunds everything, or a part once or twice. */
  async function refundCharge(
    { id, latest_charge: charge, amount_received: received }: Json,
    more: Form = {},
  ): Promise<void> {
    const money = ledger.charges.get(String(charge));
    if (!money) throw new Error(`nothing was noted of ${charge}`);
    const whole = random.chance(0.5);
    for (let refunds = whole ? 1 : 1 + random.below(2); refunds > 0; refunds--) {
      const part = 1 + random.below(Math.ceil(Number(received) / 3));
      const form: Form = { payment_intent: String(id), ...(!whole && { amount: String(part) }), ...more };
      money.refunded += Number(told(await client.create('/v1/refunds', form)).amount);
    }
  }

  let account: string | undefined;
  /** The connected account that the shop shares money with. */
  async function partner(): Promise<string> {
    if (account !== undefined) return account;
    const answer = await client.create('/v1/accounts', { type: 'standard' });
    if (!answer) throw new Unanswered();
    account = String(answer.body.id);
    return account;
  }

  /** A payment for an account with a fee, and half of the time a refund that takes both back. */
  async function payForAccount(): Promise<void> {
    const shared = { application_fee_amount: '10', 'transfer_data[destination]': await partner() };
    const form = { amount: amount(), currency: 'usd', confirm: 'true', payment_method: VISA, ...METHODS, ...shared };
    const intent = noted(told(await client.create('/v1/payment_intents', form)));
    if (random.chance(0.5)) await refundCharge(intent, { reverse_transfer: 'true', refund_application_fee: 'true' });
  }

  /** A payment of which a part is sent on. */
  async function sendOn(): Promise<void> {
    const destination = await partner();
    const form = { amount: amount(), currency: 'usd', confirm: 'true', payment_method: VISA, ...METHODS };
    const intent = noted(told(await client.create('/v1/payment_intents', form)));
    const part = String(1 + random.below(Number(intent.amount)));
    const sent = { amount: part, currency: 'usd', destination, source_transaction: String(intent.latest_charge) };
    told(await client.create('/v1/transfers', sent));
  }

  async function meetCustomer(): Promise<void> {
    const { id } = told(
      await client.create('/v1/customers', { name: `Jenny ${random.below(1e6)}`, email: 'jenny@example.com' }),
    );
    for (let updates = random.below(3); updates > 0; updates--)
      told(await client.post(`/v1/customers/${id}`, { description: `Visit ${random.below(1e6)}` }));
    if (random.chance(0.5)) await payAtOnce({ customer: String(id) });
  }

  return {
    async sell() {
      const deed = random.weighted([
        [30, () => payAtOnce()],
        [25, payInTwoSteps],
        [30, payLater],
        [15, meetCustomer],
        [15, payForAccount],
        [15, sendOn],
      ]);
      try {
        await deed();
      } catch (error) {
        if (error instanceof Unanswered) ledger.unanswered += 1;
        else ledger.wrong.push(error instanceof Error ? error.message : String(error));
      }
    },
  };
}
