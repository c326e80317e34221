import type { Florin } from '../../../src/florin.ts';
import { pageOf, RETURN_URL } from '../../support/visit.ts';
import type { Form, Json } from '../client.ts';
import { PAID, RESERVED } from '../payments.ts';

/** A client of one world; each call is sent once. */
export interface Caller {
  readonly florin: Florin;
  readonly key: string;
  /** `account` is the connected account that a call acts for. */
  get(path: string, account?: string): Promise<Json>;
  post(path: string, form: Form, idempotencyKey?: string, account?: string): Promise<{ status: number; body: Json }>;
}

/** An operation that moves money and may crash anywhere. */
export interface Operation {
  readonly name: string;
  /** Creates what the operation needs; returns a payment's id or ''. */
  prepare(caller: Caller): Promise<string>;
  /** Runs the operation; returns the response's status. */
  act(caller: Caller, payment: string, idempotencyKey?: string): Promise<number>;
  /**
   * True if the operation happened, as seen by a client without a response. Absent for operations of the clock, which
   * have no client.
   */
  readonly happened?: (caller: Caller, payment: string) => Promise<boolean>;
}

const CARD: Form = { payment_method: 'pm_card_visa' };
const CHALLENGED: Form = { payment_method: 'pm_card_threeDSecure2Required', return_url: RETURN_URL };
const DECLINED: Form = { payment_method: 'pm_card_visa_chargeDeclined' };
const OPEN: Form = {
  amount: '1000',
  currency: 'usd',
  'automatic_payment_methods[enabled]': 'true',
};
const MOBILEPAY: Form = {
  amount: '1000',
  currency: 'dkk',
  confirm: 'true',
  'payment_method_types[]': 'mobilepay',
  'payment_method_data[type]': 'mobilepay',
  return_url: RETURN_URL,
};

const none = async () => '';
const made = (form: Form) => async (caller: Caller) => {
  const { status, body } = await caller.post('/v1/payment_intents', form);
  if (status !== 200) throw new Error(`a payment got the response ${status} ${JSON.stringify(body)}`);
  return String(body.id);
};

const create =
  (form: Form): Operation['act'] =>
  async (caller, _, key) =>
    (await caller.post('/v1/payment_intents', form, key)).status;

const call =
  (verb: string, form: Form = {}): Operation['act'] =>
  async (caller, payment, key) =>
    (await caller.post(`/v1/payment_intents/${payment}/${verb}`, form, key)).status;

const refund =
  (form: Form = {}): Operation['act'] =>
  async (caller, payment, key) =>
    (await caller.post('/v1/refunds', { payment_intent: payment, ...form }, key)).status;

/** The customer presses the button on their page, or finds that the payment is already approved. */
const approve: Operation['act'] = async (caller, payment) => {
  const intent = await caller.get(`/v1/payment_intents/${payment}`);
  if (intent.status !== 'requires_action') return 200;
  const page = pageOf(intent as unknown as Parameters<typeof pageOf>[0]);
  const answer = await caller.florin.fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ choice: 'authorize' }),
  });
  await answer.text();
  return answer.status < 400 ? 200 : answer.status;
};

const passes =
  (span: string): Operation['act'] =>
  async ({ florin, key }) => {
    await florin.advance(span, { key });
    return 200;
  };

const exists = async (caller: Caller) => ((await caller.get('/v1/payment_intents')).data as Json[]).length > 0;
const isIn =
  (...statuses: string[]) =>
  async (caller: Caller, payment: string) =>
    statuses.includes(String((await caller.get(`/v1/payment_intents/${payment}`)).status));
const isRefunded = async (caller: Caller, payment: string) =>
  ((await caller.get(`/v1/refunds?payment_intent=${payment}`)).data as Json[]).length > 0;
const wasTried = async (caller: Caller, payment: string) =>
  (await caller.get(`/v1/payment_intents/${payment}`)).latest_charge !== null;

/** Operations about payments of one account. */
export const PAYMENT_OPERATIONS: readonly Operation[] = [
  { name: 'a new payment, confirmed', prepare: none, act: create(PAID), happened: exists },
  { name: 'a new payment, reserved', prepare: none, act: create(RESERVED), happened: exists },
  {
    name: 'a new payment, whose card asks for 3-D Secure',
    prepare: none,
    act: create({ ...OPEN, confirm: 'true', ...CHALLENGED }),
    happened: exists,
  },
  { name: 'a new payment by MobilePay', prepare: none, act: create(MOBILEPAY), happened: exists },
  {
    name: 'confirm',
    prepare: made({ ...PAID, confirm: 'false' }),
    act: call('confirm', CARD),
    happened: isIn('succeeded'),
  },
  {
    name: 'confirm, declined',
    prepare: made({ ...PAID, confirm: 'false' }),
    act: call('confirm', DECLINED),
    happened: wasTried,
  },
  {
    name: 'confirm, reserved',
    prepare: made({ ...RESERVED, confirm: 'false' }),
    act: call('confirm', CARD),
    happened: isIn('requires_capture'),
  },
  {
    name: 'the payer of a 3-D Secure card approves',
    prepare: made({ ...OPEN, confirm: 'true', ...CHALLENGED }),
    act: approve,
    happened: isIn('succeeded'),
  },
  { name: 'the payer approves in MobilePay', prepare: made(MOBILEPAY), act: approve, happened: isIn('succeeded') },
  {
    name: 'the payer approves in MobilePay, reserved',
    prepare: made({ ...MOBILEPAY, capture_method: 'manual' }),
    act: approve,
    happened: isIn('requires_capture'),
  },
  { name: 'capture', prepare: made(RESERVED), act: call('capture'), happened: isIn('succeeded') },
  {
    name: 'capture of a part',
    prepare: made(RESERVED),
    act: call('capture', { amount_to_capture: '300' }),
    happened: isIn('succeeded'),
  },
  { name: 'refund', prepare: made(PAID), act: refund(), happened: isRefunded },
  { name: 'refund of a part', prepare: made(PAID), act: refund({ amount: '400' }), happened: isRefunded },
  { name: 'refund of what is reserved', prepare: made(RESERVED), act: refund(), happened: isRefunded },
  { name: 'cancel', prepare: made(RESERVED), act: call('cancel'), happened: isIn('canceled') },
  { name: 'an authorization expires', prepare: made(RESERVED), act: passes('8d') },
  {
    name: 'a MobilePay payment without approval for five minutes',
    prepare: made(MOBILEPAY),
    act: passes('6m'),
  },
];
