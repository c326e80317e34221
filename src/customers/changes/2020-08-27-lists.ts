import type { JsonObject, Lookup, VersionChange } from '../../kernel/version-change.ts';

/** Lists of a customer. Those that a Florin does not have stay away. */
const LISTS = ['sources', 'subscriptions', 'tax_ids'];

export const listsOfCustomers: VersionChange = {
  version: '2020-08-27',
  description: 'Customers contain the lists `sources`, `subscriptions` and `tax_ids` only when they are expanded.',
  load: { customer: addLists },
};

async function addLists(customer: JsonObject, lookup: Lookup): Promise<void> {
  if (customer.deleted === true) return;
  for (const name of LISTS) {
    if (customer[name] !== undefined) continue;
    const list = await lookup.include(customer, name);
    if (list !== undefined) customer[name] = list;
  }
}
