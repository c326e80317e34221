import type { JsonObject, Lookup, VersionChange } from '../../../kernel/version-change.ts';

export const displayItemsOfCheckoutSessions: VersionChange = {
  version: '2020-08-27',
  description: '`display_items` of a Checkout Session gave way to `line_items`, which are sent when they are expanded.',
  load: { 'checkout.session': addDisplayItems },
};

async function addDisplayItems(session: JsonObject, lookup: Lookup): Promise<void> {
  const items = await lookup.include(session, 'display_items');
  if (items !== undefined) session.display_items = items;
}
