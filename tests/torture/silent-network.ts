import { type Network, UnknownOutcomeError } from '../../src/network/network.ts';
import type { Random } from './simulation/random.ts';

/** Counts of missing responses: after the work was done, and without it. */
export interface Silences {
  asked: number;
  'timed out after it was done': number;
  'timed out before it was done': number;
  'reversals requested': number;
}

/** A remote bank: a share of requests time out, most of them after the work was done. */
export function silentNetwork(
  bank: Network,
  random: Random,
  share: () => number,
): { network: Network; silences: Silences } {
  const silences: Silences = {
    asked: 0,
    'timed out after it was done': 0,
    'timed out before it was done': 0,
    'reversals requested': 0,
  };

  async function call<T>(ask: () => Promise<T>): Promise<T> {
    silences.asked += 1;
    const times = random.fraction();
    if (times < share() / 4) {
      silences['timed out before it was done'] += 1;
      throw new UnknownOutcomeError();
    }
    const answer = await ask();
    if (times >= share()) return answer;
    silences['timed out after it was done'] += 1;
    throw new UnknownOutcomeError();
  }

  const network: Network = {
    ...bank,
    verify: (request) => call(() => bank.verify(request)),
    setup: (request) => call(() => bank.setup(request)),
    authorize: (request) => call(() => bank.authorize(request)),
    increment: (request) => call(() => bank.increment(request)),
    capture: (request) => call(() => bank.capture(request)),
    void: (request) => call(() => bank.void(request)),
    refund: (request) => call(() => bank.refund(request)),
    async undo(attempt) {
      await call(() => bank.undo(attempt));
      silences['reversals requested'] += 1;
    },
  };
  return { network, silences };
}
