import { DEFAULT_PAGE, pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { resource, view } from '../../kernel/resource.ts';
import { createFromCalculation } from './create.ts';
import { createReversal } from './reverse.ts';
import { transactions } from './type.ts';

const itemsUrl = (id: string) => `/v1/tax/transactions/${id}/line_items`;

const listLineItems = define('GET /v1/tax/transactions/{transaction}/line_items', async ({ work }, params, path) => {
  const { id, internal } = await work.require(transactions, path.transaction);
  return pageOfItems(internal.lines, params, itemsUrl(id));
});

export const transactionResource = resource(transactions, {
  item: '/v1/tax/transactions/{transaction}',
  retrieve: true,
  operations: [
    define('POST /v1/tax/transactions/create_from_calculation', createFromCalculation),
    define('POST /v1/tax/transactions/create_reversal', createReversal),
    listLineItems,
  ],
  includes: {
    line_items: async ({ work }, { id }) => {
      const { internal } = await work.require(transactions, id);
      return pageOfItems(internal.lines, { limit: DEFAULT_PAGE }, itemsUrl(id));
    },
  },
});

/** A line of a transaction, which is stored with it. */
export const transactionLineResource = view('tax.transaction_line_item', {});
