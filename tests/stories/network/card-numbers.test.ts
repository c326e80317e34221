import { expect, it } from 'vitest';
import { StripeError } from '../../../src/kernel/errors.ts';
import { TEST_CARDS } from '../../../src/network/simulator/test-cards.ts';
import { attempt, network, VAULT } from './ask.ts';

const { simulator, instrument, request, typed } = network();

it.each(TEST_CARDS.map(({ name, number }) => [name, number]))('the number of %s stays inside', async (_, number) => {
  const card = typed(number);
  const settle = {
    attempt: attempt(),
    authorization: 'a',
    instrument: instrument(card),
    amount: 1000,
    currency: 'usd',
  };
  const answers = [
    card,
    await simulator.verify({ attempt: attempt(), instrument: instrument(card) }),
    await simulator.authorize(request(card)),
    await simulator.authorize(request(card, { action: 'succeeded', requestThreeDSecure: 'any' })),
    await simulator.refund(settle),
    simulator.journal.entries(),
  ];
  expect(JSON.stringify(answers)).not.toContain(number);
});

it.each(['4242424242424241', '4111111111111111', '42424242'])('nor does the error for …%#', (number) => {
  try {
    simulator.tokenize({ number, expMonth: 12, expYear: 2030 }, VAULT);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    expect(JSON.stringify([error.detail, error.message, error.stack?.split('\n')[0]])).not.toContain(number);
  }
});
