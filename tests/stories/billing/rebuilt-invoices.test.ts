import { expect, test } from 'vitest';
import { invoices } from '../../../src/billing/invoices/type.ts';
import { createDifferences } from '../../../src/cli/doctor/differences.ts';
import { createInvoicesCheck } from '../../../src/cli/doctor/invoices.ts';
import { withFlorin } from '../../support/harness.ts';

test('an invoice whose amounts are not those of its parts is found', () =>
  withFlorin(async ({ stripe, florin }) => {
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const draft = await stripe.invoices.create({ customer, currency: 'usd' });
    await stripe.invoices.addLines(draft.id, { lines: [{ amount: 1900, description: 'Work' }] });
    await stripe.invoices.pay(draft.id);
    const [world = ''] = florin.engine.worlds.known();
    const stored = await florin.engine.asPlatform(world, 'look', ({ work }) => work.require(invoices, draft.id));
    const found = (change: object) => {
      const differences = createDifferences();
      const check = createInvoicesCheck(world, differences);
      check.invoice({ ...stored, ...change });
      check.finish();
      return differences.examples.map(({ what }) => what);
    };
    // The payment is not among what this check was given.
    expect(found({})).toEqual([`the payments of ${draft.id} differ by 1900 from the invoice`]);
    expect(found({ total: 2000 })).toContain(`${draft.id} has a total of 2000, but its parts sum to 1900`);
    expect(found({ amount_remaining: 5 })).toContain(`${draft.id} is paid although 5 remain`);
  }));
