import { type Command, type Method, OPEN, type Payment } from './payment.ts';
import { pastDue } from './payment-dues.ts';
import {
  APPROVE_WITHIN,
  approved,
  end,
  endDispute,
  followedUp,
  give,
  givenBack,
  letGo,
  notApproved,
  taken,
  without,
} from './payment-moves.ts';
import type { Expected, Rules } from './possible.ts';

/**
 * A model of the rules of payments, as simple as possible: from Stripe's documentation, without code of Florin. Amounts
 * are in the currency's smallest unit, times in milliseconds.
 */

const UNEXPECTED = 'payment_intent_unexpected_state';

interface Outcome {
  readonly expected: Expected;
  readonly state: Payment | null;
}

/** The state is null while the payment does not exist. */
export const payments: Rules<Payment | null, Command> = { apply };

function apply(state: Payment | null, command: Command, atMs: number): Outcome {
  if (command.do === 'wait') return { expected: { status: 200 }, state: state && pastDue(state, atMs) };
  if (command.do === 'create') {
    if (state !== null) throw new Error('it is made only once');
    return create(command, atMs);
  }
  if (state === null) throw new Error(`cannot ${command.do} a payment that does not exist`);
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
    case 'find':
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
  const ends = { atMs: atMs + APPROVE_WITHIN, what: 'action ends' as const, about: actions };
  return shown({
    ...state,
    method,
    actions,
    status: 'requires_action',
    dues: method === 'mobilepay' ? [...state.dues, ends] : state.dues,
    told: [...state.told, 'payment_intent.requires_action'],
  });
}

function press(state: Payment, choice: 'authorize' | 'fail', atMs: number): Payment {
  if (state.status !== 'requires_action') return state;
  const dues = state.dues.filter(({ what }) => what !== 'action ends');
  return choice === 'authorize' ? approved({ ...state, dues }, atMs) : notApproved({ ...state, dues });
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

/** Returns the fields that a response with the payment contains. */
export function shownPayment({ status, amount, capturable, received, notes }: Payment): unknown {
  return { status, amount, capturable, received, notes };
}

function shownRefund({ refunds }: Payment): unknown {
  const newest = refunds.at(-1);
  return newest && { amount: newest.amount, status: newest.status };
}

/** Returns all observable facts of a payment. */
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
