import type { JsonObject, Lookup, VersionChange } from '../../kernel/version-change.ts';

export const refundsOnCharge: VersionChange = {
  version: '2022-11-15',
  description: 'Charges contain the list `refunds` only when it is expanded.',
  load: { charge: addRefunds },
};

async function addRefunds(charge: JsonObject, lookup: Lookup): Promise<void> {
  if (charge.refunds !== undefined) return;
  const refunds = await lookup.include(charge, 'refunds');
  if (refunds !== undefined) charge.refunds = refunds;
}
