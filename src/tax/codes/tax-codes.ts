import type Stripe from 'stripe';
import { resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { CODES } from './codes.ts';

function shown(id: string): Stripe.TaxCode | undefined {
  const known = CODES[id];
  return known && { id, object: 'tax_code', description: known.description, name: known.name, requirements: null };
}

/** Product tax codes, which are the same for all accounts. */
export const taxCodeResource = view('tax_code', {
  operations: [
    define('GET /v1/tax_codes', async (_context, params) => {
      const all = Object.keys(CODES).flatMap((id) => shown(id) ?? []);
      return pageOfItems(all, params, '/v1/tax_codes');
    }),
    define('GET /v1/tax_codes/{id}', async (_context, _params, path) => {
      const found = shown(path.id);
      if (!found) throw resourceMissing('tax code', path.id, 'id');
      return found;
    }),
  ],
});
