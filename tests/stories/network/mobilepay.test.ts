import { describe, expect, it } from 'vitest';
import type { AuthorizeRequest } from '../../../src/network/type.ts';
import { attempt, network } from './ask.ts';

const { simulator } = network();

function request(changes: Partial<AuthorizeRequest> = {}): AuthorizeRequest {
  return {
    attempt: attempt(),
    amount: 1099,
    currency: 'dkk',
    instrument: { type: 'mobilepay' },
    moneyFlow: { payer: 'approves', settlesAfterSeconds: 0, refunds: 'at_once' },
    initiator: 'customer',
    setUpForOffSession: false,
    requestThreeDSecure: 'automatic',
    capture: true,
    ...changes,
  };
}

describe('MobilePay', () => {
  it('redirects the customer to the app, and then pays with a hidden card', async () => {
    const asked = request();
    expect(await simulator.authorize(asked)).toEqual({ outcome: 'action_required', action: 'redirect' });
    expect(await simulator.authorize({ ...asked, action: 'succeeded' })).toMatchObject({
      outcome: 'approved',
      card: { brand: 'visa', country: 'DK', last4: expect.stringMatching(/^\d{4}$/) },
      checks: null,
      threeDSecure: null,
      aftermath: null,
    });
  });

  it('is declined if the customer does not approve', async () => {
    expect(await simulator.authorize(request({ action: 'failed' }))).toMatchObject({
      outcome: 'declined',
      decline: { code: 'payment_method_customer_decline', by: 'network' },
    });
  });

  it('can be refunded', async () => {
    expect(
      await simulator.refund({
        attempt: attempt(),
        authorization: 'a',
        instrument: { type: 'mobilepay' },
        amount: 99,
        currency: 'dkk',
      }),
    ).toEqual({ outcome: 'succeeded' });
  });
});

describe('a payment method unknown to the network', () => {
  function unknown(type: string, token?: string): AuthorizeRequest {
    const { moneyFlow: _, ...plain } = request({ instrument: { type, ...(token !== undefined && { token }) } });
    return plain;
  }

  it('is never approved', async () => {
    await expect(simulator.authorize(unknown('seashells'))).rejects.toThrow('seashells');
    await expect(simulator.authorize(unknown('card', 'nobody'))).rejects.toThrow('nobody');
  });
});
