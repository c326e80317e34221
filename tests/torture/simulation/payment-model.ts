import type { Expected, Rules } from './possible.ts';

/**
 * What is known of the rules of payments, told once more and as simply as possible: from Stripe's documentation, and
 * without a line of Florin's. Amounts are in the currency's smallest unit, moments in milliseconds.
 */

export const METHODS = {
  good: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  challenged: 'pm_card_threeDSecure2Required',
  disputed: 'pm_card_createDispute',
  slow_refunds: 'pm_card_pendingRefund',
  failing_refunds: 'pm_card_refundFail',
  mobilepay: null,
} as const;
export type Method = keyof typeof METHODS;

export type Command =
  | {
      readonly do: 'create';
      readonly amount: number;
      readonly currency: string;
      readonly capture: 'automatic' | 'manual';
      /** What it is confirmed with at once. */
      readonly method: Method | null;
    }
  | { readonly do: 'confirm'; readonly method: Method }
  | { readonly do: 'press'; readonly choice: 'authorize' | 'fail' }
  | { readonly do: 'capture'; readonly amount: number | null }
  | { readonly do: 'refund'; readonly amount: number | null }
  | { readonly do: 'amount'; readonly amount: number }
  | { readonly do: 'note'; readonly name: string; readonly text: string }
  | { readonly do: 'cancel' }
  | { readonly do: 'accept dispute' }
  | { readonly do: 'counter dispute'; readonly evidence: 'winning_evidence' | 'losing_evidence' }
  | { readonly do: 'read' }
  /** The clock reached a moment. */
  | { readonly do: 'wait' };

export type Status =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** Something that time brings. */
interface Due {
  readonly atMs: number;
  readonly what:
    | 'action ends'
    | 'authorization ends'
    | 'refund is told'
    | 'refund fails'
    | 'refund comes'
    | 'dispute lapses';
  /** Which action or refund it is about. */
  readonly about: number;
}

export interface Refund {
  readonly amount: number;
  readonly status: 'succeeded' | 'pending' | 'failed';
  /** Whether it gave money back, or let go of what was only reserved. */
  readonly gave: boolean;
}

export interface Payment {
  readonly status: Status;
  readonly amount: number;
  readonly currency: string;
  readonly capture: 'automatic' | 'manual';
  readonly method: Method | null;
  readonly capturable: number;
  readonly received: number;
  readonly refunds: readonly Refund[];
  readonly dispute: 'needs_response' | 'lost' | 'won' | null;
  /** What all of it added to the balance. */
  readonly net: number;
  /** Whether the bank ever said yes. */
  readonly charged: boolean;
  readonly notes: Readonly<Record<string, string>>;
  /** How many actions were asked of the payer; the newest is open while the payment waits. */
  readonly actions: number;
  readonly dues: readonly Due[];
  /** Types of the events, oldest first. */
  readonly told: readonly string[];
}

const DAY = 86_400_000;
const HOLDS = 7 * DAY;
const APPROVE_WITHIN = 300_000;
const REFUND_TOLD_AFTER = 3_000;
const SLOW_REFUND_AFTER = 60_000;
const ANSWER_DISPUTE_DAYS = 10;

const FIXED_FEE: Readonly<Record<string, number>> = { usd: 30, eur: 25, dkk: 180 };
const DISPUTE_FEE: Readonly<Record<string, number>> = { usd: 1_500, eur: 2_000, dkk: 15_000 };

/** 2.9 % and a fixed part, half a unit rounded up, and never more than the payment. */
function fee(amount: number, currency: string): number {
  return Math.min(amount, Math.floor((29 * amount + 500) / 1_000) + (FIXED_FEE[currency] ?? 0));
}

export const OPEN: readonly Status[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
const UNEXPECTED = 'payment_intent_unexpected_state';

interface Outcome {
  readonly expected: Expected;
  readonly state: Payment | null;
}

/** A payment, or null while there is none. */
export const payments: Rules<Payment | null, Command> = { apply };

function apply(state: Payment | null, command: Command, atMs: number): Outcome {
  if (command.do === 'wait') return { expected: { status: 200 }, state: state && pastDue(state, atMs) };
  if (command.do === 'create') {
    if (state !== null) throw new Error('it is made only once');
    return create(command, atMs);
  }
  if (state === null) throw new Error(`nobody can ${command.do} what there is not`);
  switch (command.do) {
    case 'confirm':
      return OPEN.includes(state.status) ? confirm(state, command.method, atMs) : refused(state, UNEXPECTED);
    case 'press':
      return { expected: { status: 200 }, state: press(state, command.choice, atMs) };
    case 'capture':
      return capture(state, command.amount ?? state.capturable, atMs);
    case 'refund':
      return refund(state, command.amount, atMs);
    case 'amount':
      return reprice(state, command.amount);
    case 'note':
      if (state.status === 'canceled') return refused(state, UNEXPECTED);
      return shown({ ...state, notes: sorted({ ...state.notes, [command.name]: command.text }) });
    case 'cancel':
      return OPEN.includes(state.status) || state.status === 'requires_capture'
        ? shown(end(state, 'charge.refunded'))
        : refused(state, UNEXPECTED);
    case 'accept dispute':
    case 'counter dispute':
      return answerDispute(state, command);
    case 'read':
      return shown(state);
  }
}

function create({ amount, currency, capture, method }: Extract<Command, { do: 'create' }>, atMs: number): Outcome {
  const made: Payment = {
    status: 'requires_payment_method',
    amount,
    currency,
    capture,
    method: null,
    capturable: 0,
    received: 0,
    refunds: [],
    dispute: null,
    net: 0,
    charged: false,
    notes: {},
    actions: 0,
    dues: [],
    told: ['payment_intent.created'],
  };
  return method === null ? shown(made) : confirm(made, method, atMs);
}

function confirm(state: Payment, method: Method, atMs: number): Outcome {
  if (method === 'declined') {
    const told = [...state.told, 'charge.failed', 'payment_intent.payment_failed'];
    return refused({ ...state, method: null, status: 'requires_payment_method', told }, 'card_declined', 402);
  }
  if (method !== 'challenged' && method !== 'mobilepay') return shown(approved({ ...state, method }, atMs));
  const actions = state.actions + 1;
  const ends: Due = { atMs: atMs + APPROVE_WITHIN, what: 'action ends', about: actions };
  return shown({
    ...state,
    method,
    actions,
    status: 'requires_action',
    dues: method === 'mobilepay' ? [...state.dues, ends] : state.dues,
    told: [...state.told, 'payment_intent.requires_action'],
  });
}

function approved(state: Payment, atMs: number): Payment {
  const charged: Payment = { ...state, charged: true, told: [...state.told, 'charge.succeeded'] };
  if (state.capture === 'automatic') {
    const told = [...charged.told, 'payment_intent.succeeded', 'charge.updated'];
    return followedUp(taken({ ...charged, told }, state.amount), atMs);
  }
  return {
    ...charged,
    status: 'requires_capture',
    capturable: state.amount,
    dues: [...state.dues, { atMs: atMs + HOLDS, what: 'authorization ends', about: 0 }],
    told: [...charged.told, 'payment_intent.amount_capturable_updated'],
  };
}

function taken(state: Payment, amount: number): Payment {
  return {
    ...state,
    status: 'succeeded',
    capturable: 0,
    received: amount,
    net: state.net + amount - fee(amount, state.currency),
  };
}

/** What a payer of a test card does once their money was taken. */
function followedUp(state: Payment, atMs: number): Payment {
  if (state.method !== 'disputed') return state;
  const lapses = (Math.floor(atMs / DAY) + ANSWER_DISPUTE_DAYS) * DAY;
  return {
    ...state,
    dispute: 'needs_response',
    net: state.net - state.received - (DISPUTE_FEE[state.currency] ?? 0),
    dues: [...state.dues, { atMs: lapses, what: 'dispute lapses', about: 0 }],
    told: [...state.told, 'charge.dispute.created', 'charge.dispute.funds_withdrawn'],
  };
}

function press(state: Payment, choice: 'authorize' | 'fail', atMs: number): Payment {
  if (state.status !== 'requires_action') return state;
  const dues = state.dues.filter(({ what }) => what !== 'action ends');
  return choice === 'authorize' ? approved({ ...state, dues }, atMs) : notApproved({ ...state, dues });
}

function notApproved(state: Payment): Payment {
  const told = [...state.told, 'payment_intent.payment_failed'];
  return { ...state, method: null, status: 'requires_payment_method', told };
}

function capture(state: Payment, amount: number, atMs: number): Outcome {
  if (state.status !== 'requires_capture') return refused(state, UNEXPECTED);
  if (amount > state.capturable) return refused(state, 'amount_too_large');
  const rest = state.capturable - amount;
  if (rest > 0 && state.method === 'mobilepay') return refused(state, null);
  const done = taken({ ...state, told: [...state.told, 'charge.captured', 'payment_intent.succeeded'] }, amount);
  const refunds = rest > 0 ? [...state.refunds, letGo(rest)] : state.refunds;
  return shown(followedUp(without({ ...done, refunds }, 'authorization ends'), atMs), done);
}

function refund(state: Payment, amount: number | null, atMs: number): Outcome {
  if (state.status === 'requires_capture') {
    if (amount !== null && amount !== state.amount) return refused(state, null);
    const ended = end(state, 'charge.refunded');
    return { expected: { status: 200, shown: shownRefund(ended) }, state: ended };
  }
  if (state.status === 'canceled' && state.charged) return refused(state, 'charge_already_refunded');
  if (state.status !== 'succeeded') return refused(state, null);
  if (state.dispute === 'needs_response' || state.dispute === 'lost') return refused(state, 'charge_disputed');
  const left = state.received - givenBack(state);
  if (left === 0) return refused(state, 'charge_already_refunded');
  if ((amount ?? left) > left) return refused(state, null);
  const given = give(state, amount ?? left, atMs);
  return { expected: { status: 200, shown: shownRefund(given) }, state: given };
}

function give(state: Payment, amount: number, atMs: number): Payment {
  const { method } = state;
  const about = state.refunds.length;
  const due = (after: number, what: Due['what']): Due => ({ atMs: atMs + after, what, about });
  const dues: Partial<Record<Method, readonly Due[]>> = {
    mobilepay: [],
    slow_refunds: [due(SLOW_REFUND_AFTER, 'refund comes')],
    failing_refunds: [due(SLOW_REFUND_AFTER, 'refund fails')],
  };
  const status = method === 'slow_refunds' ? 'pending' : 'succeeded';
  return {
    ...state,
    refunds: [...state.refunds, { amount, status, gave: true }],
    net: state.net - amount,
    dues: [...state.dues, ...(dues[method ?? 'good'] ?? [due(REFUND_TOLD_AFTER, 'refund is told')])],
    told: [...state.told, 'refund.created', 'charge.refunded'],
  };
}

function reprice(state: Payment, amount: number): Outcome {
  if (!OPEN.includes(state.status)) return refused(state, UNEXPECTED);
  const again = state.status === 'requires_action' && amount !== state.amount;
  return shown({ ...state, amount, ...(again && { status: 'requires_confirmation' as const }) });
}

function answerDispute(
  state: Payment,
  command: Extract<Command, { do: 'accept dispute' | 'counter dispute' }>,
): Outcome {
  if (state.dispute !== 'needs_response') return refused(state, null);
  const open = without(state, 'dispute lapses');
  if (command.do === 'accept dispute') {
    return { expected: { status: 200, shown: 'lost' }, state: endDispute(open, 'lost') };
  }
  const sent: Payment = { ...open, told: [...open.told, 'charge.dispute.updated'] };
  const ended = endDispute(sent, command.evidence === 'winning_evidence' ? 'won' : 'lost');
  return { expected: { status: 200, shown: 'under_review' }, state: ended };
}

function endDispute(state: Payment, dispute: 'won' | 'lost'): Payment {
  const won = dispute === 'won';
  const told = [...state.told, ...(won ? ['charge.dispute.funds_reinstated'] : []), 'charge.dispute.closed'];
  return { ...state, dispute, told, net: state.net + (won ? state.received : 0) };
}

/** Ends a payment that took nothing; what was reserved is let go. */
function end(state: Payment, letGoEvent: 'charge.refunded' | 'charge.expired'): Payment {
  const reserved = state.status === 'requires_capture';
  return without(
    {
      ...state,
      status: 'canceled',
      capturable: 0,
      refunds: reserved ? [...state.refunds, letGo(state.amount)] : state.refunds,
      told: [...state.told, ...(reserved ? [letGoEvent] : []), 'payment_intent.canceled'],
    },
    'authorization ends',
  );
}

function letGo(amount: number): Refund {
  return { amount, status: 'succeeded', gave: false };
}

function without(state: Payment, what: Due['what']): Payment {
  return { ...state, dues: state.dues.filter((due) => due.what !== what) };
}

/** What has come about by a moment, in the order it was due. */
function pastDue(state: Payment, atMs: number): Payment {
  const next = nextDue(state, atMs);
  return next ? pastDue(happened(state, next, next.atMs), atMs) : state;
}

function nextDue({ dues }: Payment, atMs: number): Due | undefined {
  return dues.filter((due) => due.atMs <= atMs).toSorted((a, b) => a.atMs - b.atMs)[0];
}

/**
 * Everything that may be so while what is due may have happened or not yet, in any order: when it was due, or only now.
 */
export function perhapsPastDue(state: Payment, atMs: number, when: 'then' | 'now'): Payment[] {
  const found = new Map<string, Payment>();
  const open = [state];
  for (let next = open.pop(); next; next = open.pop()) {
    const { dues } = next;
    const name = JSON.stringify(next);
    if (found.has(name)) continue;
    found.set(name, next);
    for (const due of dues) if (due.atMs <= atMs) open.push(happened(next, due, when === 'now' ? atMs : due.atMs));
  }
  return [...found.values()];
}

/** Whether something is due that has not happened. */
export function isBehind(state: Payment, atMs: number): boolean {
  return nextDue(state, atMs) !== undefined;
}

/** What comes about, at a moment that may be later than it was due. */
function happened(before: Payment, due: Due, atMs: number): Payment {
  const state = { ...before, dues: before.dues.filter((other) => other !== due) };
  switch (due.what) {
    case 'action ends':
      return state.status === 'requires_action' && state.actions === due.about ? notApproved(state) : state;
    case 'authorization ends':
      return end(state, 'charge.expired');
    case 'refund is told':
      return { ...state, told: [...state.told, 'refund.updated', 'charge.refund.updated'] };
    case 'refund comes':
      return {
        ...withRefund(state, due.about, 'succeeded'),
        dues: [...state.dues, { atMs: atMs + REFUND_TOLD_AFTER, what: 'refund is told', about: due.about }],
        told: [...state.told, 'refund.updated', 'charge.refund.updated'],
      };
    case 'refund fails':
      return {
        ...withRefund(state, due.about, 'failed'),
        net: state.net + (state.refunds[due.about]?.amount ?? 0),
        told: [...state.told, 'refund.failed', 'charge.refund.updated'],
      };
    case 'dispute lapses':
      return endDispute(state, 'lost');
  }
}

function withRefund(state: Payment, about: number, status: Refund['status']): Payment {
  return { ...state, refunds: state.refunds.map((one, index) => (index === about ? { ...one, status } : one)) };
}

/** What of the money has gone back. */
export function givenBack({ refunds }: Payment): number {
  return refunds.filter(({ gave, status }) => gave && status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
}

/** What an answer with the payment shows of it. */
export function shownPayment({ status, amount, capturable, received, notes }: Payment): unknown {
  return { status, amount, capturable, received, notes };
}

function shownRefund({ refunds }: Payment): unknown {
  const newest = refunds.at(-1);
  return newest && { amount: newest.amount, status: newest.status };
}

/** Everything that can be found out about a payment. */
export function wholePayment(state: Payment): unknown {
  const { currency, refunds, dispute, net, told } = state;
  const shownRefunds = refunds.map(({ amount, status }) => ({ amount, status }));
  return { payment: shownPayment(state), currency, refunds: shownRefunds, dispute, net, told };
}

function shown(state: Payment, answered: Payment = state): Outcome {
  return { expected: { status: 200, shown: shownPayment(answered) }, state };
}

function refused(state: Payment, code: string | null, status = 400): Outcome {
  return { expected: { status, code }, state };
}

function sorted(notes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(notes).sort(([a], [b]) => (a < b ? -1 : 1)));
}
