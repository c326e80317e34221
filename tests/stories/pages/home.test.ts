import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { visit } from '../../support/visit.ts';

const DOCUMENTED = 'sk_test_BQokikJOvBiI2HlWgH4olfQ2';

describe('the home page', () => {
  it('shows its address, the keys and snippets', () =>
    withFlorin(async ({ florin }) => {
      florin.locate('http://127.0.0.1:4242');
      const { status, text } = await visit(florin, '/');
      expect(status).toBe(200);
      expect(text).toContain('http://127.0.0.1:4242');
      expect(text).toContain(DOCUMENTED);
      expect(text).toContain('pk_test_TYooMQauvdEDq54NiTphI7jx');
      for (const client of ['curl: a card', 'Node', 'Python', 'Stripe CLI']) expect(text).toContain(client);
      expect(text).toContain('Nothing yet');
    }));

  it("shows the latest requests and events of the shown key's world only", () =>
    withFlorin(async ({ florin, client, stripe }) => {
      const shop = client(DOCUMENTED);
      await shop.customers.create({ name: 'Jenny Rosen' });
      await shop.customers.retrieve('cus_<none>').catch(() => undefined);
      await stripe.products.list().catch(() => undefined);
      const { text } = await visit(florin, '/');
      expect(text).toContain('customer.created');
      expect(text).toContain('POST /v1/customers');
      expect(text).toContain('404');
      expect(text).toContain('resource_missing');
      expect(text).not.toContain('<none>');
      expect(text).not.toContain('/v1/products');
      expect(text).not.toContain('Jenny');
    }));

  it('shows no key and no data if keys are registered', () =>
    withFlorin(
      async ({ florin }) => {
        const { text } = await visit(florin, '/');
        expect(text).not.toMatch(/[sp]k_test_(?!YOUR_KEY)/);
        expect(text).not.toContain('Latest');
      },
      { keys: 'strict' },
    ));
});
