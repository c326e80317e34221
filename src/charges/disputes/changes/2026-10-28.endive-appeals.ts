import type { VersionChange } from '../../../kernel/version-change.ts';
import { inOrder, renameValue } from '../../../kernel/version-steps.ts';

/** Older callers see an appealed dispute as `lost` until the appeal is won. */
export const disputeAppeals: VersionChange = {
  version: '2026-10-28.endive',
  description:
    'Lost disputes can be appealed and have the statuses `appeal_needs_response` and `appeal_under_review` meanwhile.',
  response: {
    dispute: inOrder([
      renameValue('status', 'appeal_needs_response', 'lost'),
      renameValue('status', 'appeal_under_review', 'lost'),
    ]),
  },
};
