import { expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

it('indents responses for curl and the CLI only', () =>
  withFlorin(async ({ florin }) => {
    const ask = async (agent: string) => {
      const headers = { authorization: 'Bearer sk_test_reader', 'user-agent': agent };
      return (await florin.fetch('http://127.0.0.1/v1/balance', { headers })).text();
    };
    expect(await ask('curl/8.9.1')).toMatch(/^{\n {2}"object": "balance",\n/);
    expect(await ask('Stripe/v1 stripe-cli/1.52.0')).toContain('\n  "livemode": false,\n');
    expect(await ask('Stripe/v1 NodeBindings/23.1.0')).toMatch(/^{"object":"balance",/);
  }));
