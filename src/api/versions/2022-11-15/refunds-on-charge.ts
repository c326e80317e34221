import type { JsonObject, Lookup, VersionChange } from '../change.ts';

export const refundsOnCharge: VersionChange = {
  description: 'Charges hold the list of their refunds only when it is expanded.',
  load: { charge: addRefunds },
};

async function addRefunds(charge: JsonObject, lookup: Lookup): Promise<void> {
  if (charge.refunds !== undefined) return;
  const refunds = await lookup.include(charge, 'refunds');
  if (refunds !== undefined) charge.refunds = refunds;
}
