import { expect, test } from 'vitest';
import { stateOf } from '../../../src/dashboard/doors/payments/state.ts';

const NO_ERROR = { last_payment_error: null };
const PAID = {
  status: 'succeeded',
  captured: true,
  disputed: false,
  refunded: false,
  amount_refunded: 0,
  outcome: null,
} as const;
const FAILED = { ...PAID, status: 'failed', captured: false } as const;
// The error's content is of no account here.
const error = { last_payment_error: { type: 'card_error' } as never };

test.each([
  ['succeeded', { intent: { status: 'succeeded', ...NO_ERROR }, charge: PAID }],
  ['partially_refunded', { intent: { status: 'succeeded', ...NO_ERROR }, charge: { ...PAID, amount_refunded: 1 } }],
  [
    'refunded',
    { intent: { status: 'succeeded', ...NO_ERROR }, charge: { ...PAID, refunded: true, amount_refunded: 9 } },
  ],
  [
    'refund_pending',
    {
      intent: { status: 'succeeded', ...NO_ERROR },
      charge: { ...PAID, refunded: true, amount_refunded: 9 },
      refundPending: true,
    },
  ],
  [
    'needs_response',
    {
      intent: { status: 'succeeded', ...NO_ERROR },
      charge: { ...PAID, disputed: true, refunded: true },
      dispute: 'needs_response',
    },
  ],
  ['dispute_lost', { charge: { ...PAID, disputed: true }, dispute: 'lost' }],
  ['dispute_won', { charge: { ...PAID, disputed: true }, dispute: 'won' }],
  ['under_review', { charge: { ...PAID, disputed: true }, dispute: 'under_review' }],
  ['uncaptured', { intent: { status: 'requires_capture', ...NO_ERROR }, charge: { ...PAID, captured: false } }],
  ['processing', { intent: { status: 'processing', ...NO_ERROR } }],
  ['canceled', { intent: { status: 'canceled', ...error } }],
  ['failed', { intent: { status: 'requires_payment_method', ...error }, charge: FAILED }],
  [
    'blocked',
    {
      intent: { status: 'requires_payment_method', ...error },
      charge: { ...FAILED, outcome: { type: 'blocked' } as never },
    },
  ],
  ['incomplete', { intent: { status: 'requires_payment_method', ...NO_ERROR } }],
  ['incomplete', { intent: { status: 'requires_action', ...error } }],
  ['incomplete', { intent: { status: 'requires_confirmation', ...NO_ERROR } }],
  ['succeeded', { charge: PAID }],
  ['failed', { charge: FAILED }],
  ['uncaptured', { charge: { ...PAID, captured: false } }],
  ['canceled', { charge: { ...PAID, captured: false, refunded: true } }],
  ['processing', { charge: { ...PAID, status: 'pending' } }],
] as const)('a payment is %s', (state, facts) => {
  expect(stateOf(facts)).toBe(state);
});
