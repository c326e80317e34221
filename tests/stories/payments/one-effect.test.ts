import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/network/network.ts';
import { createSimulator, type Simulator } from '../../../src/network/simulator/simulator.ts';
import { act } from '../../../src/payments/actions/act.ts';
import { withFlorin } from '../../support/harness.ts';
import { openCheckout } from '../checkout/checkout.ts';
import { ASKS, entered, GOOD, sell } from '../checkout/checkout-shop.ts';

/** Sums up what the network authorized, captured and refunded, in the smallest unit. */
function moved(network: Simulator) {
  const all = [...network.journal.effects().values()];
  const sum = (of: 'authorized' | 'captured' | 'refunded' | 'voided') =>
    all.reduce((total, effects) => total + effects[of], 0);
  return { authorized: sum('authorized'), captured: sum('captured'), refunded: sum('refunded'), voided: sum('voided') };
}

/** A network that answers the authorization of an approved payment only when it is allowed to. */
function slow(bank: Simulator) {
  let begin = () => {};
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const allowed = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const network: Network = {
    ...bank,
    async authorize(request) {
      if (request.action === 'succeeded') {
        begin();
        await allowed;
      }
      return bank.authorize(request);
    },
  };
  return { asked, answer, network };
}

describe('the network is called once for simultaneous requests', () => {
  it('captures once of twenty captures', async () => {
    const network = createSimulator();
    await withFlorin(
      async ({ stripe }) => {
        const { id } = await stripe.paymentIntents.create({
          amount: 1000,
          currency: 'usd',
          capture_method: 'manual',
          confirm: true,
          payment_method: 'pm_card_visa',
        });
        const tries = await Promise.allSettled(Array.from({ length: 20 }, () => stripe.paymentIntents.capture(id)));
        expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
        expect(moved(network)).toMatchObject({ captured: 1000, refunded: 0 });
      },
      { network },
    );
  });

  it('refunds once of twenty full refunds, by charge and by payment', async () => {
    const network = createSimulator();
    await withFlorin(
      async ({ stripe }) => {
        const paid = await stripe.paymentIntents.create({
          amount: 1000,
          currency: 'usd',
          confirm: true,
          payment_method: 'pm_card_visa',
        });
        const charge = paid.latest_charge as string;
        const tries = await Promise.allSettled(
          Array.from({ length: 20 }, (_, n) => stripe.refunds.create(n % 2 ? { charge } : { payment_intent: paid.id })),
        );
        expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
        expect(moved(network)).toMatchObject({ refunded: 1000 });
      },
      { network },
    );
  });

  it('charges nothing when the customer fails at the same moment', async () => {
    const network = createSimulator();
    await withFlorin(
      async ({ florin, client, stripe }) => {
        const created = await client('sk_test_harness').paymentIntents.create({
          amount: 1099,
          currency: 'dkk',
          confirm: true,
          return_url: 'https://example.com/done',
          payment_method_data: { type: 'mobilepay' },
        });
        const [world = '', page = ''] = new URL(created.next_action?.redirect_to_url?.url ?? '').pathname
          .split('/')
          .slice(-2);
        const press = (signal: 'authorized' | 'failed') => {
          return florin.engine.asPlatform(world, `page:${page}:${signal}`, (context) => act(context, page, signal));
        };
        await Promise.all([press('failed'), press('authorized'), press('failed'), press('authorized')]);
        const { status } = await stripe.paymentIntents.retrieve(created.id);
        const { captured, voided } = moved(network);
        expect(captured - voided).toBe(status === 'succeeded' ? 1099 : 0);
      },
      { network },
    );
  });

  it('refunds a single-use card that another payment consumed first', async () => {
    const network = createSimulator();
    await withFlorin(
      async ({ stripe }) => {
        const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
        const pay = () =>
          stripe.paymentIntents.create({ amount: 500, currency: 'usd', confirm: true, payment_method: method.id });
        const tries = await Promise.allSettled(Array.from({ length: 5 }, pay));
        expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
        const { captured, voided } = moved(network);
        expect(captured - voided).toBe(500);
      },
      { network },
    );
  });

  it.each(['confirm', 'expire'] as const)(
    'takes the payment of a page whose payer approves it at the bank before a later call to %s it',
    async (meanwhile) => {
      const bank = createSimulator({ remote: true });
      const { asked, answer, network } = slow(bank);
      await withFlorin(
        async (harness) => {
          const checkout = openCheckout(harness);
          const session = await sell(checkout);
          const waiting = await checkout.confirm(session.id, entered(ASKS));
          const approval = checkout.authenticate(waiting.payment.challenge_url, 'authorize');
          await asked;
          const other =
            meanwhile === 'confirm'
              ? checkout.confirm(session.id, entered(GOOD))
              : checkout.stripe.checkout.sessions.expire(session.id).catch((error: unknown) => ({ error }));
          for (let turn = 0; turn < 200; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
          answer();
          await approval;
          expect(await other).toMatchObject({ error: { message: expect.stringMatching(/complete/) } });
          const paid = await checkout.stripe.checkout.sessions.retrieve(session.id);
          expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid' });
          expect(moved(bank)).toMatchObject({ captured: 3000, refunded: 0, voided: 0 });
        },
        { network },
      );
    },
  );
});
