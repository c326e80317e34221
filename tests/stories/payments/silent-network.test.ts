import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Network, UnknownOutcomeError } from '../../../src/network/network.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Advanced on the wall clock together with the world's clock, so that timer leases of one minute expire. */
const MINUTE_MS = 61_000;

const PAYMENT = {
  amount: 1000,
  currency: 'usd',
  confirm: true,
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

/** A bank behind an unreliable connection: it executes requests, but responses may be lost. */
function farBank() {
  const bank = createSimulator({ remote: true });
  const line = { loses: 0 };
  const heard = async <T>(answer: Promise<T>): Promise<T> => {
    await answer;
    if (line.loses-- > 0) throw new UnknownOutcomeError();
    return answer;
  };
  const network: Network = {
    ...bank,
    authorize: (request) => heard(bank.authorize(request)),
    capture: (request) => heard(bank.capture(request)),
    undo: async (attempt) => {
      if (line.loses-- > 0) throw new UnknownOutcomeError();
      await bank.undo(attempt);
    },
  };
  const moved = () => {
    const sums = { authorized: 0, captured: 0 };
    for (const { authorized, captured } of bank.journal.effects().values()) {
      sums.authorized += authorized;
      sums.captured += captured;
    }
    return sums;
  };
  return { network, line, moved };
}

/** Runs a story in which the bank does not respond, which Florin reports. */
async function withFarBank(
  story: (harness: Harness, bank: Omit<ReturnType<typeof farBank>, 'network'>) => Promise<void>,
): Promise<void> {
  const { network, line, moved } = farBank();
  const others: unknown[] = [];
  const report = (error: unknown) => {
    if (!(error instanceof UnknownOutcomeError)) others.push(error);
  };
  await withFlorin((harness) => story(harness, { line, moved }), { network, report });
  expect(others).toEqual([]);
}

/** Creates a payment whose response is 503; the harness's client would treat it as a fault of Florin. */
async function unanswered({ florin }: Harness, form: Record<string, string>, key: string): Promise<string> {
  const answer = await florin.fetch('http://florin.test/v1/payment_intents', {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_harness', 'idempotency-key': key },
    body: new URLSearchParams(form),
  });
  expect(answer.status).toBe(503);
  return ((await answer.json()) as { error: { message: string } }).error.message;
}

const FORM = {
  amount: '1000',
  currency: 'usd',
  confirm: 'true',
  payment_method: 'pm_card_visa',
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
};

describe('a network whose response is lost', () => {
  it('is retried immediately, without an effect on the client', () =>
    withFarBank(async ({ stripe }, { line, moved }) => {
      line.loses = 2;
      expect((await stripe.paymentIntents.create(PAYMENT)).status).toBe('succeeded');
      expect(line.loses).toBeLessThan(0);
      expect(moved()).toEqual({ authorized: 1000, captured: 1000 });
    }));

  it('charges once if the client retries with the same key', () =>
    withFarBank(async (harness, { line, moved }) => {
      const { stripe, florin, clock } = harness;
      line.loses = Number.POSITIVE_INFINITY;
      expect(await unanswered(harness, FORM, 'order 7')).toContain('with the same Idempotency-Key');
      expect(moved()).toEqual({ authorized: 1000, captured: 1000 });
      line.loses = 0;
      clock.move(MINUTE_MS);
      await florin.settled();
      const { status, latest_charge } = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'order 7' });
      expect(status).toBe('succeeded');
      expect((await stripe.charges.list()).data.map(({ id }) => id)).toEqual([latest_charge]);
      expect(moved()).toEqual({ authorized: 1000, captured: 1000 });
    }));

  it('reverses its effects if no client retries', () =>
    withFarBank(async (harness, { line, moved }) => {
      line.loses = Number.POSITIVE_INFINITY;
      await unanswered(harness, FORM, 'order 8');
      line.loses = 0;
      harness.clock.move(MINUTE_MS);
      await harness.florin.settled();
      expect(moved()).toEqual({ authorized: 0, captured: 0 });
      expect((await harness.stripe.paymentIntents.list()).data).toEqual([]);
    }));

  it('locks a payment whose capture has an unknown outcome', () =>
    withFarBank(async ({ stripe, florin }, { line, moved }) => {
      const { id } = await stripe.paymentIntents.create({ ...PAYMENT, capture_method: 'manual' });
      const order = async (path: string) => {
        const headers = { authorization: 'Bearer sk_test_harness' };
        return (await florin.fetch(`http://florin.test/v1/payment_intents/${id}/${path}`, { method: 'POST', headers }))
          .status;
      };
      line.loses = Number.POSITIVE_INFINITY;
      expect(await order('capture')).toBe(503);
      // Later calls depend on the unknown outcome and fail, too.
      expect(await order('cancel')).toBe(503);
      expect(moved()).toEqual({ authorized: 1000, captured: 1000 });
      line.loses = 0;
      expect((await stripe.paymentIntents.cancel(id)).status).toBe('canceled');
      expect(moved()).toEqual({ authorized: 1000, captured: 0 });
    }));
});
