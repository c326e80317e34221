import type { VersionChange } from '../change.ts';
import { inOrder, removeFields, removeValues } from '../fields.ts';

export const mastercardComplianceDisputes: VersionChange = {
  description: 'Disputes of Mastercard compliance can be countered with enhanced evidence.',
  response: {
    dispute: inOrder([
      removeFields(
        'evidence.enhanced_evidence.mastercard_compliance',
        'evidence_details.enhanced_eligibility.mastercard_compliance',
      ),
      removeValues('enhanced_eligibility_types', 'mastercard_compliance'),
    ]),
  },
};
