import type { VersionChange } from '../change.ts';
import { inOrder, removeFields, removeValues } from '../fields.ts';

export const visaComplianceDisputes: VersionChange = {
  description: 'Disputes of Visa compliance can be countered with enhanced evidence.',
  response: {
    dispute: inOrder([
      removeFields(
        'evidence.enhanced_evidence.visa_compliance',
        'evidence_details.enhanced_eligibility.visa_compliance',
      ),
      removeValues('enhanced_eligibility_types', 'visa_compliance'),
    ]),
  },
};
