import { describe, expect, it } from 'vitest';
import { AttemptReversedError } from '../../../src/network/network.ts';
import { ATTEMPT_SECONDS, ENTRY_BYTES } from '../../../src/network/simulator/attempt-memory.ts';
import { createJournal, JOURNAL_LIMIT } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { attempt, network } from './ask.ts';

function settle(authorization: string, amount: number) {
  return { attempt: attempt(), authorization, instrument: { type: 'card', token: 'visa' }, amount, currency: 'usd' };
}

function capture(attempt: string) {
  return {
    kind: 'capture',
    attempt,
    authorization: attempt,
    charged: 'visa',
    amount: 1,
    currency: 'usd',
    effect: { captured: 1 },
    outcome: 'succeeded',
    answer: attempt,
  } as const;
}

describe('a retried attempt', () => {
  it('has the same result and one effect', async () => {
    const { simulator, known, request } = network();
    const asked = request(known('tok_visa'));
    const first = await simulator.authorize(asked);
    expect(await simulator.authorize(asked)).toBe(first);
    const refund = { ...settle(asked.attempt, 300), instrument: asked.instrument };
    await Promise.all([simulator.refund(refund), simulator.refund(refund)]);
    expect(simulator.journal.effects().get(asked.attempt)).toEqual({
      currency: 'usd',
      authorized: 1000,
      captured: 1000,
      refunded: 300,
      voided: 0,
    });
  });

  it('resumes where it waited for the customer, and then keeps its result', async () => {
    const { simulator, typed, request } = network();
    const asked = request(typed('4000002760003184'));
    expect(await simulator.authorize(asked)).toMatchObject({ outcome: 'action_required' });
    expect(await simulator.authorize(asked)).toMatchObject({ outcome: 'action_required' });
    expect(simulator.journal.effects().get(asked.attempt)).toMatchObject({ authorized: 0, captured: 0 });
    expect(await simulator.authorize({ ...asked, action: 'succeeded' })).toMatchObject({ outcome: 'approved' });
    expect(await simulator.authorize({ ...asked, action: 'failed' })).toMatchObject({ outcome: 'approved' });
    expect(simulator.journal.entries()).toHaveLength(1);
  });

  it('is a new attempt if card or amount differ', async () => {
    const { simulator, known, request } = network();
    const asked = request(known('tok_chargeDeclined'));
    expect(await simulator.authorize(asked)).toMatchObject({ outcome: 'declined' });
    const other = request(known('tok_visa'), { attempt: asked.attempt });
    expect(await simulator.authorize(other)).toMatchObject({ outcome: 'approved' });
  });

  it('is a new attempt a day later', () => {
    let now = 0;
    const journal = createJournal(10, () => now);
    journal.remember(capture('a'));
    now = ATTEMPT_SECONDS * 1000 - 1;
    expect(journal.recall(capture('a'))).toBeDefined();
    now += 1;
    expect(journal.recall(capture('a'))).toBeUndefined();
    journal.remember(capture('a'));
    expect(journal.effects().get('a')).toMatchObject({ captured: 2 });
  });

  it('has no effect once it was undone, and its id is free', async () => {
    const { simulator, known, request } = network();
    const asked = request(known('tok_visa'));
    await simulator.authorize(asked);
    await simulator.undo(asked.attempt);
    await simulator.undo(asked.attempt);
    expect(simulator.journal.effects().size).toBe(0);
    await simulator.authorize(asked);
    expect(simulator.journal.effects().get(asked.attempt)).toMatchObject({ authorized: 1000, captured: 1000 });
  });

  it('has the same result after it was evicted', async () => {
    const before = network();
    const asked = before.request(before.known('tok_visa'));
    const first = await before.simulator.authorize(asked);
    expect(await network().simulator.authorize(asked)).toEqual(first);
  });
});

describe('the journal', () => {
  it('records authorizations, increments, captures and releases', async () => {
    const { simulator, known, request } = network();
    const asked = request(known('tok_visa'), { capture: false });
    await simulator.authorize(asked);
    await simulator.increment(settle(asked.attempt, 1500));
    await simulator.capture(settle(asked.attempt, 700));
    await simulator.void(settle(asked.attempt, 800));
    await simulator.refund(settle(asked.attempt, 200));
    await simulator.refund(settle(asked.attempt, 100));
    expect(simulator.journal.effects()).toEqual(
      new Map([[asked.attempt, { currency: 'usd', authorized: 1500, captured: 700, refunded: 300, voided: 800 }]]),
    );
    expect(simulator.journal.entries().map(({ kind }) => kind)).toEqual([
      'authorize',
      'increment',
      'capture',
      'void',
      'refund',
      'refund',
    ]);
  });

  it('counts nothing for declines', async () => {
    const { simulator, known, request } = network();
    const asked = request(known('tok_chargeDeclined'));
    await simulator.authorize(asked);
    expect(simulator.journal.effects().get(asked.attempt)).toMatchObject({ authorized: 0, captured: 0 });
  });

  it('evicts the oldest attempts first', () => {
    const journal = createJournal(3);
    for (const attempt of ['a', 'b', 'a', 'c', 'd', 'e']) journal.remember(capture(attempt));
    expect(journal.entries().map(({ attempt }) => attempt)).toEqual(['c', 'd', 'e']);
    expect(journal.recall(capture('a'))).toBeUndefined();
    expect(journal.recall(capture('e'))?.answer).toBe('e');
  });

  it('holds a limited number of bytes, and at least the newest attempt', () => {
    const journal = createJournal(8);
    const names = [1, 2, 3, 4].map((n) => `${n}`.repeat(ENTRY_BYTES));
    for (const name of names) journal.remember(capture(name));
    const held = journal.entries().map(({ attempt }) => names.indexOf(attempt));
    expect(held).toEqual([3]);
    for (const name of ['a', 'b']) journal.remember(capture(name));
    expect(journal.entries().length).toBeLessThanOrEqual(3);
  });

  it('holds a limited number of attempts', async () => {
    const { simulator, known, request } = network();
    for (let i = 0; i < JOURNAL_LIMIT + 5; i++) await simulator.authorize(request(known('tok_visa')));
    expect(simulator.journal.entries()).toHaveLength(JOURNAL_LIMIT);
  });
});

describe('a reversed attempt', () => {
  it('is rejected by a remote network if it arrives later, done before or not', async () => {
    const { known, request } = network();
    const bank = createSimulator({ remote: true });
    const asked = request(known('tok_visa'));
    await bank.undo(asked.attempt);
    await expect(bank.authorize(asked)).rejects.toThrow(AttemptReversedError);
    expect(bank.journal.effects()).toEqual(new Map());
  });

  it('can be repeated in the process itself, where calls arrive in order', async () => {
    const { simulator, known, request } = network();
    const asked = request(known('tok_visa'));
    await simulator.authorize(asked);
    await simulator.undo(asked.attempt);
    expect(simulator.journal.effects()).toEqual(new Map());
    expect(await simulator.authorize(asked)).toMatchObject({ outcome: 'approved' });
    expect(simulator.journal.effects().size).toBe(1);
  });
});
