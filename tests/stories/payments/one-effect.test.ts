import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { act } from '../../../src/payments/actions/act.ts';
import { withFlorin } from '../../support/harness.ts';

/** Sums up what the network authorized, captured and refunded, in the smallest unit. */
function moved(network: ReturnType<typeof createSimulator>) {
  const all = [...network.journal.effects().values()];
  const sum = (of: 'authorized' | 'captured' | 'refunded' | 'voided') =>
    all.reduce((total, effects) => total + effects[of], 0);
  return { authorized: sum('authorized'), captured: sum('captured'), refunded: sum('refunded'), voided: sum('voided') };
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
});
