import { describe, expect, it } from 'vitest';
import {
  ALLOWED,
  afterAttempt,
  afterMethodChange,
  type Command,
  type Outcome,
  refusal,
} from '../../../src/payments/payment-intents/state.ts';
import type { Status } from '../../../src/payments/payment-intents/type.ts';

const STATUSES: readonly Status[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
];
const COMMANDS = Object.keys(ALLOWED) as Command[];
const OUTCOMES: readonly Outcome[] = ['approved', 'declined', 'action_required', 'authenticated'];

describe('the moves of a PaymentIntent', () => {
  it('reject every other command in every state, with a message that names both', () => {
    for (const command of COMMANDS) {
      for (const status of STATUSES) {
        const message = refusal(status, command);
        if (ALLOWED[command].includes(status)) expect(message).toBeUndefined();
        else if (command === 'confirm' && status === 'succeeded') expect(message).toContain('already succeeded');
        else expect(message).toContain(`status of ${status}`);
      }
    }
  });

  it('end in canceled', () => {
    for (const command of COMMANDS) expect(refusal('canceled', command)).toBeDefined();
  });

  it('change nothing but the description of a succeeded payment', () => {
    const legal = COMMANDS.filter((command) => refusal('succeeded', command) === undefined);
    expect(legal).toEqual(['update']);
  });

  it('capture and increment only authorizations', () => {
    for (const command of ['capture', 'increment_authorization'] as const)
      expect(STATUSES.filter((status) => refusal(status, command) === undefined)).toEqual(['requires_capture']);
  });

  it('lead from an attempt to a known state', () => {
    for (const outcome of OUTCOMES)
      for (const capture of ['automatic', 'automatic_async', 'manual'])
        expect(STATUSES).toContain(afterAttempt(outcome, capture));
    expect(afterAttempt('approved', 'manual')).toBe('requires_capture');
    expect(afterAttempt('approved', 'automatic')).toBe('succeeded');
    expect(afterAttempt('approved', 'automatic_async')).toBe('succeeded');
  });

  it('reach every state but processing, which only delayed methods have', () => {
    const reached = new Set<Status>(['requires_payment_method']);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const status of [...reached]) {
        for (const has of [true, false]) reached.add(afterMethodChange(status, has));
        if (refusal(status, 'confirm') === undefined)
          for (const outcome of OUTCOMES)
            for (const capture of ['automatic', 'manual']) reached.add(afterAttempt(outcome, capture));
        if (refusal(status, 'cancel') === undefined) reached.add('canceled');
      }
    }
    expect([...reached].sort()).toEqual(STATUSES.filter((status) => status !== 'processing').toSorted());
  });

  it('keep authorized or captured money if the method changes', () => {
    for (const status of ['requires_capture', 'succeeded', 'canceled', 'processing'] as const)
      for (const has of [true, false]) expect(afterMethodChange(status, has)).toBe(status);
  });
});
