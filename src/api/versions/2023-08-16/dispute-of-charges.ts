import type { VersionChange } from '../change.ts';

/** The API went on to answer the field, which its types no longer tell of. */
export const disputeOfCharges: VersionChange = {
  description: 'Charges no longer have a dispute that can be expanded: disputes name their charge.',
  expandable: { charge: { dispute: { kind: 'expandable', names: ['dispute'] } } },
};
