import type { VersionChange } from '../../../kernel/version-change.ts';
import { OLDER_NAMES } from '../scope.ts';

const NAMES: ReadonlyMap<unknown, string> = new Map(Object.entries(OLDER_NAMES).map(([older, name]) => [name, older]));

export const scopesOfDestinations: VersionChange = {
  version: '2026-03-25.dahlia',
  description:
    "An event destination's `events_from` has `@self` and `@accounts`, which were `self` and `other_accounts`.",
  response: {
    'v2.core.event_destination': (destination) => {
      const { events_from: scopes } = destination;
      if (Array.isArray(scopes)) destination.events_from = scopes.map((scope) => NAMES.get(scope) ?? scope);
    },
  },
};
