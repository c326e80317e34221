import type { Due, Method, Payment, Refund } from './payment.ts';

const DAY = 86_400_000;
const HOLDS = 7 * DAY;
export const APPROVE_WITHIN = 300_000;
export const REFUND_REFERENCE_AFTER = 3_000;
const SLOW_REFUND_AFTER = 60_000;
const ANSWER_DISPUTE_DAYS = 10;

const FIXED_FEE: Readonly<Record<string, number>> = { usd: 30, eur: 25, dkk: 180 };
const DISPUTE_FEE: Readonly<Record<string, number>> = { usd: 1_500, eur: 2_000, dkk: 15_000 };

/** Returns 2.9 % and a fixed part, rounded half up, at most the payment's amount. */
function fee(amount: number, currency: string): number {
  return Math.min(amount, Math.floor((29 * amount + 500) / 1_000) + (FIXED_FEE[currency] ?? 0));
}

export function approved(state: Payment, atMs: number): Payment {
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

export function taken(state: Payment, amount: number): Payment {
  return {
    ...state,
    status: 'succeeded',
    capturable: 0,
    received: amount,
    net: state.net + amount - fee(amount, state.currency),
  };
}

/** Applies the later consequences of a test card's successful charge. */
export function followedUp(state: Payment, atMs: number): Payment {
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

export function notApproved(state: Payment): Payment {
  const told = [...state.told, 'payment_intent.payment_failed'];
  return { ...state, method: null, status: 'requires_payment_method', told };
}

export function give(state: Payment, amount: number, atMs: number): Payment {
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
    dues: [...state.dues, ...(dues[method ?? 'good'] ?? [due(REFUND_REFERENCE_AFTER, 'refund gets its reference')])],
    told: [...state.told, 'refund.created', 'charge.refunded'],
  };
}

export function endDispute(state: Payment, dispute: 'won' | 'lost'): Payment {
  const won = dispute === 'won';
  const told = [...state.told, ...(won ? ['charge.dispute.funds_reinstated'] : []), 'charge.dispute.closed'];
  return { ...state, dispute, told, net: state.net + (won ? state.received : 0) };
}

/** Ends an unpaid payment and releases its authorization. */
export function end(state: Payment, letGoEvent: 'charge.refunded' | 'charge.expired'): Payment {
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

export function letGo(amount: number): Refund {
  return { amount, status: 'succeeded', gave: false };
}

export function without(state: Payment, what: Due['what']): Payment {
  return { ...state, dues: state.dues.filter((due) => due.what !== what) };
}

export function withRefund(state: Payment, about: number, status: Refund['status']): Payment {
  return { ...state, refunds: state.refunds.map((one, index) => (index === about ? { ...one, status } : one)) };
}

/** Returns the refunded amount. */
export function givenBack({ refunds }: Payment): number {
  return refunds.filter(({ gave, status }) => gave && status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
}
