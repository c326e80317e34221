import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { DEFAULT_PAGE, pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { resource, view } from '../../kernel/resource.ts';
import { createCalculation } from './create.ts';
import { type Calculation, calculations } from './type.ts';

/** Returns a calculation that has not expired. */
export async function requireCalculation({ work }: Context, id: string, param?: string): Promise<Calculation> {
  const found = await work.require(calculations, id, param);
  if ((found.expires_at ?? work.now) >= work.now) return found;
  throw invalidRequest(`The tax calculation ${id} has expired. Create a new one.`, { param: param ?? 'calculation' });
}

const itemsUrl = (id: string) => `/v1/tax/calculations/${id}/line_items`;

const listLineItems = define('GET /v1/tax/calculations/{calculation}/line_items', async (context, params, path) => {
  const { id, internal } = await requireCalculation(context, path.calculation);
  return pageOfItems(internal.lines, params, itemsUrl(id));
});

export const calculationResource = resource(calculations, {
  collection: '/v1/tax/calculations',
  item: '/v1/tax/calculations/{calculation}',
  create: createCalculation,
  retrieve: requireCalculation,
  operations: [listLineItems],
  includes: {
    line_items: async (context, { id }) => {
      const { internal } = await context.work.require(calculations, id);
      return pageOfItems(internal.lines, { limit: DEFAULT_PAGE }, itemsUrl(id));
    },
  },
});

/** A line of a calculation, which is stored with it. */
export const calculationLineResource = view('tax.calculation_line_item', {});
