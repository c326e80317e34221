import { createSimulator, type Simulator } from '../../../src/network/simulator/simulator.ts';
import type { AuthorizeRequest, TokenizedCard } from '../../../src/network/type.ts';

export const NOW = Date.UTC(2027, 5, 15, 12) / 1000;
export const VAULT = { fingerprintKey: 'a world of its own', nowSeconds: NOW };

let attempts = 0;

/** Returns a new attempt id. */
export function attempt(): string {
  attempts += 1;
  return `attempt_${attempts}`;
}

/** A simulator with short functions for its requests. */
export function network(simulator: Simulator = createSimulator()) {
  function known(id: string): TokenizedCard {
    const card = simulator.wellKnownCard(id, VAULT);
    if (!card) throw new Error(`no ready-made card ${id}`);
    return card;
  }

  function typed(number: string, cvc: string | undefined = '123'): TokenizedCard {
    return simulator.tokenize({ number, expMonth: 12, expYear: 2030, cvc }, VAULT);
  }

  function instrument(card: TokenizedCard) {
    return { type: 'card', token: card.token, cvcProvided: card.cvcProvided };
  }

  /** An authorization of 10.00 USD with the customer present, with `changes`. */
  function request(card: TokenizedCard, changes: Partial<AuthorizeRequest> = {}): AuthorizeRequest {
    return {
      attempt: attempt(),
      amount: 1000,
      currency: 'usd',
      instrument: instrument(card),
      initiator: 'customer',
      setUpForOffSession: false,
      requestThreeDSecure: 'automatic',
      capture: true,
      ...changes,
    };
  }

  return {
    simulator,
    known,
    typed,
    instrument,
    request,
    pay: (card: TokenizedCard, changes: Partial<AuthorizeRequest> = {}) => simulator.authorize(request(card, changes)),
    save: (card: TokenizedCard) => simulator.verify({ attempt: attempt(), instrument: instrument(card) }),
    setUp: (card: TokenizedCard, action?: 'succeeded' | 'failed') =>
      simulator.setup({
        attempt: attempt(),
        instrument: instrument(card),
        requestThreeDSecure: 'automatic',
        ...(action && { action }),
      }),
  };
}
