import type { VersionChange } from '../../kernel/version-change.ts';

/** The API still returns the field, although its types dropped it. */
export const disputeOfCharges: VersionChange = {
  version: '2023-08-16',
  description: '`dispute` of a charge can no longer be expanded; disputes reference their charge.',
  expandable: { charge: { dispute: { kind: 'expandable', names: ['dispute'] } } },
};
