import type { VersionChange } from '../change.ts';
import { inOrder, removeFields, renameValue } from '../fields.ts';

/** To a caller that knows no appeals, a dispute stays lost until an appeal wins it. */
export const disputeAppeals: VersionChange = {
  description: 'A lost dispute can be appealed, and disputes tell how their evidence was and will be submitted.',
  response: {
    dispute: inOrder([
      renameValue('status', 'appeal_needs_response', 'lost'),
      renameValue('status', 'appeal_under_review', 'lost'),
      removeFields('evidence.appeal', 'evidence_details.submission_method', 'intended_submission_method'),
    ]),
  },
};
