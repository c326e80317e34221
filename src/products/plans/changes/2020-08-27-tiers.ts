import type { JsonObject, Lookup, VersionChange } from '../../../kernel/version-change.ts';

export const tiersOfPlans: VersionChange = {
  version: '2020-08-27',
  description: 'Plans contain `tiers` only when they are expanded.',
  load: { plan: addTiers },
};

async function addTiers(plan: JsonObject, lookup: Lookup): Promise<void> {
  if (plan.tiers === undefined) plan.tiers = (await lookup.include(plan, 'tiers')) ?? null;
}
