import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const enhancedEvidenceOfDisputes: VersionChange = {
  description: 'Disputes tell which enhanced evidence can counter them.',
  response: {
    dispute: removeFields(
      'enhanced_eligibility_types',
      'evidence.enhanced_evidence',
      'evidence_details.enhanced_eligibility',
    ),
  },
};
